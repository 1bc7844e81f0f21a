import { svg, html, type TemplateResult } from "lit/html.js";

const paths = {
  check: "m5 12.5 4.5 4.5L19 7.5",
  care: "M12 4 2.8 20h18.4Z M12 10v4.5 M12 17.4v.1",
  stop: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18 M12 7.5v5.5 M12 16.4v.1",
  info: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18 M12 11v6 M12 7.4v.1",
  back: "M19 12H5 M11 6l-6 6 6 6",
  close: "M6 6l12 12 M18 6 6 18",
  up: "M6 15l6-6 6 6",
  down: "M6 9l6 6 6-6",
  talk: "M4 5h16v11H11l-5 4v-4H4Z",
  big: "M14 4h6v6 M20 4l-7 7 M10 20H4v-6 M4 20l7-7",
  copy: "M9 9h11v11H9Z M15 9V4H4v11h5",
};

/** A sign beside a word; it is never the only bearer of a meaning. */
export function icon(name: keyof typeof paths): TemplateResult {
  return html`<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${svg`<path d=${paths[name]}></path>`}</svg>`;
}

/** The product's mark where a municipality has set no coat of arms: the thread of stages. */
export function mark(): TemplateResult {
  return html`<svg class="top__crest mark" viewBox="0 0 40 48" aria-hidden="true" focusable="false">
    <path class="mark__ground" d="M2 2h36v22c0 11-8 18-18 22C10 42 2 35 2 24Z"></path>
    <path class="mark__line" d="M11 31V22M20 37V15M29 31v-9"></path>
    <path class="mark__head" d="M11 14.5a2.6 2.6 0 1 0 .01 0M20 7a2.6 2.6 0 1 0 .01 0M29 14.5a2.6 2.6 0 1 0 .01 0"></path>
  </svg>`;
}
