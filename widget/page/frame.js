/*
 * For a page with the assistant in an iframe: gives the frame the height of its content.
 * <iframe src="…/embed/" data-demografie-assistent title="Demografie-Assistenz"></iframe>
 * What the assistant tells arrives at the frame as an event "demografie-assistent".
 */
(() => {
  const frames = () => [...document.querySelectorAll("iframe[data-demografie-assistent]")];
  const origin = (frame) => new URL(frame.src, document.baseURI).origin;
  addEventListener("message", ({ data, origin: from, source }) => {
    const frame = frames().find((each) => each.contentWindow === source);
    if (!frame || from !== origin(frame) || data?.source !== "demografie-assistent") return;
    if (data.event === "height" && Number.isFinite(data.height)) frame.height = Math.min(Math.max(data.height, 320), 20000);
    else frame.dispatchEvent(new CustomEvent("demografie-assistent", { detail: data }));
  });
  // A browser that does not tell the frame who is around it: here we are.
  const greet = (frame) => frame.contentWindow?.postMessage({ source: "demografie-assistent", event: "hello" }, origin(frame));
  for (const frame of frames()) frame.addEventListener("load", () => greet(frame));
})();
