// Builds the element: one script, one style sheet, one page. The same source gives the same bytes.
import { build, transform } from "esbuild";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { themes } from "./styles/tokens.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = here("../assistant/web/static/");

// Indentation inside templates is of no use to a browser.
const narrow = {
  name: "narrow",
  setup(b) {
    b.onEnd(async ({ outputFiles }) => {
      for (const file of outputFiles) await writeFile(file.path, file.text.replace(/\n[ \t]+/g, " "));
    });
  },
};

await build({
  entryPoints: [here("src/element.ts")],
  outfile: folder + "widget.js",
  bundle: true,
  format: "iife",
  target: ["es2022"],
  charset: "utf8",
  minify: true,
  legalComments: "none",
  // Private members begin with an underscore, and may have any name.
  mangleProps: /^_[a-z]/,
  // Lit's licence asks for its notice.
  banner: { js: "/*! Contains Lit (lit.dev). Copyright 2017-2022 Google LLC. SPDX-License-Identifier: BSD-3-Clause */" },
  absWorkingDir: here("."),
  tsconfig: here("tsconfig.json"),
  write: false,
  plugins: [narrow],
  logLevel: "warning",
});

const sheets = await Promise.all(["page", "element"].map((name) => readFile(here(`styles/${name}.css`), "utf8")));
const css = await transform([sheets[0], themes, sheets[1]].join("\n"), { loader: "css", minify: true, target: ["chrome110", "firefox110", "safari16"] });
await writeFile(folder + "widget.css", css.code);
for (const name of ["index.html", "icon.svg"]) await copyFile(here(`page/${name}`), folder + name);
