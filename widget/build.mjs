// Builds the element: a script, a second one for what is rarely needed, the style sheet, the page.
// The same source gives the same bytes.
import { build, transform } from "esbuild";
import { createHash } from "node:crypto";
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { themes } from "./styles/tokens.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = here("../assistant/web/static/");

// What the second script takes from the first instead of having it twice: module and names.
const SHARED = {
  "lit/html.js": ["html", "nothing"],
  "src/api.ts": ["ApiError"],
  "src/controls/index.ts": ["controlFor"],
  "src/files.ts": ["waiting"],
  "src/format.ts": ["dateOf"],
  "src/texts.ts": ["texts"],
  "src/values/number.ts": ["showNumber"],
  "src/views/bar.ts": ["QUESTION"],
  "src/views/button.ts": ["button", "link"],
  "src/views/code-box.ts": ["CodeBox"],
  "src/views/heading.ts": ["heading"],
  "src/views/icons.ts": ["icon"],
  "src/views/notices.ts": ["notice"],
};
const KIT = 'globalThis[Symbol.for("demografie-assistent")]';

// In the first script "shared" is a module that lays out the kit ...
const lay = {
  name: "lay",
  setup(b) {
    b.onResolve({ filter: /^shared$/ }, () => ({ path: "shared", namespace: "shared" }));
    b.onLoad({ filter: /.*/, namespace: "shared" }, () => ({
      resolveDir: here("."),
      contents:
        Object.entries(SHARED).map(([path, names]) => `import { ${names} } from "${path.startsWith("src") ? "./" : ""}${path}";`).join("\n") +
        `${KIT} = { ${Object.values(SHARED).flat()} };`,
    }));
  },
};
// ... and in the second a shared module is what lies there.
const take = {
  name: "take",
  setup(b) {
    b.onResolve({ filter: /./ }, ({ path, importer, kind }) => {
      if (kind !== "import-statement") return undefined;
      const file = path.startsWith(".") ? resolve(dirname(importer), path).slice(here(".").length) : path;
      const name = [file, `${file}.ts`, `${file}/index.ts`].find((each) => each in SHARED);
      return name ? { path: name, namespace: "taken" } : undefined;
    });
    b.onLoad({ filter: /.*/, namespace: "taken" }, ({ path }) => ({
      contents: `export const { ${SHARED[path]} } = ${KIT};`,
    }));
  },
};

// Indentation inside templates is of no use to a browser.
const narrow = {
  name: "narrow",
  setup(b) {
    b.onEnd(async ({ outputFiles }) => {
      for (const file of outputFiles) await writeFile(file.path, file.text.replace(/\n[ \t]+/g, " "));
    });
  },
};

// Both scripts must come from the same source: short names that differ would be no names at all.
const mark = createHash("sha256");
for (const name of (await readdir(here("src"), { recursive: true })).sort())
  if (name.endsWith(".ts")) mark.update(await readFile(here(`src/${name}`)));

const common = {
  define: { BUILD: JSON.stringify(mark.digest("hex").slice(0, 8)) },
  bundle: true,
  target: ["es2022"],
  charset: "utf8",
  minify: true,
  legalComments: "none",
  // Private members begin with an underscore, and may have any name.
  mangleProps: /^_[a-z]/,
  absWorkingDir: here("."),
  tsconfig: here("tsconfig.json"),
  write: false,
  logLevel: "warning",
};

const first = await build({
  ...common,
  entryPoints: [here("src/element.ts")],
  outfile: folder + "widget.js",
  format: "iife",
  mangleCache: {},
  // Lit's licence asks for its notice.
  banner: { js: "/*! Contains Lit (lit.dev). Copyright 2017-2022 Google LLC. SPDX-License-Identifier: BSD-3-Clause */" },
  plugins: [lay, narrow],
});
await build({
  ...common,
  entryPoints: [here("src/more.ts")],
  outfile: folder + "widget-more.js",
  format: "esm",
  mangleCache: first.mangleCache,
  plugins: [take, narrow],
});

const sheets = await Promise.all(["page", "element", "forms"].map((name) => readFile(here(`styles/${name}.css`), "utf8")));
// The element measures text in the reader's own size, whatever the page around it has set for its root.
const own = (text) => text.replace(/(?<![\w-])(\d*\.?\d+)rem\b/g, "calc($1*var(--da-rem,1rem))");
const css = await transform([sheets[0], own(themes), ...sheets.slice(1).map(own)].join("\n"), {
  loader: "css", minify: true, target: ["chrome110", "firefox110", "safari16"],
});
await writeFile(folder + "widget.css", css.code);
for (const name of ["index.html", "icon.svg", "frame.js", "demo.css", "paper.css"]) await copyFile(here(`page/${name}`), folder + name);
