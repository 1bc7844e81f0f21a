import { afterEach, describe, expect, it, vi } from "vitest";
import { Frame } from "../src/frame";

const HOST = "https://intranet.example";

function framed(ancestor: string | undefined, greeting?: string) {
  const told = vi.spyOn(window.parent, "postMessage").mockImplementation(() => undefined);
  Object.defineProperty(location, "ancestorOrigins", { value: ancestor ? [ancestor] : undefined, configurable: true });
  const frame = new Frame([HOST], () => 640);
  if (greeting) window.dispatchEvent(new MessageEvent("message", { source: window.parent as Window, origin: greeting }));
  frame.tell("ready");
  return told.mock.calls;
}

describe("an iframe", () => {
  afterEach(() => vi.restoreAllMocks());

  it("tells a page that may frame it its height and what happens, by its exact origin", () => {
    expect(framed(HOST)).toEqual([
      [{ source: "demografie-assistent", event: "height", height: 640 }, HOST],
      [{ source: "demografie-assistent", event: "ready" }, HOST],
    ]);
  });

  it("waits for a greeting where the browser does not say who frames", () => {
    expect(framed(undefined, HOST)).toContainEqual([{ source: "demografie-assistent", event: "ready" }, HOST]);
  });

  it("tells nobody else anything", () => {
    expect(framed(undefined)).toEqual([]);
    expect(framed("https://anderswo.example")).toEqual([]);
    expect(framed(undefined, "https://anderswo.example")).toEqual([]);
    expect(framed(undefined, "null")).toEqual([]);
  });
});
