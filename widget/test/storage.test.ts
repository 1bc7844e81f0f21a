import { afterEach, describe, expect, it, vi } from "vitest";
import { Corner, keptSession, unconfirmedCode } from "../src/storage";
import type { Session } from "../src/types";

const session = { token: "t", access_code: "AAAA", process: { id: "p" }, member: { id: "m" } } as unknown as Session;

describe("what the browser keeps", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    sessionStorage.clear();
    localStorage.clear();
  });

  it("is the session without its code, in the tab or on the device", () => {
    keptSession.save(session, false);
    expect(keptSession.load()).toEqual({ ...session, access_code: undefined });
    expect(localStorage.length).toBe(0);
    keptSession.save(session, true);
    expect([sessionStorage.length, localStorage.length]).toEqual([0, 1]);
    keptSession.clear();
    expect(keptSession.load()).toBeNull();
  });

  it("is kept by the page where the browser refuses, so that a code that is shown once is shown", () => {
    const refused = new Proxy({}, { get: () => { throw new DOMException("refused", "SecurityError"); } });
    vi.stubGlobal("sessionStorage", refused);
    unconfirmedCode.save("AAAA-BBBB");
    expect(unconfirmedCode.load()).toBe("AAAA-BBBB");
    unconfirmedCode.save(null);
    expect(unconfirmedCode.load()).toBeNull();
    const corner = new Corner("p:m");
    corner.save("own", "Halb");
    expect(corner.load("own")).toBe("Halb");
    corner.clear();
    expect(corner.load("own")).toBeNull();
  });
});
