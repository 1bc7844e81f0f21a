// Builds the element: its script, a script for each part that is rarely used, the style sheet, the page.
// The same source gives the same bytes.
import { build, transform } from "esbuild";
import { createHash } from "node:crypto";
import { copyFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { minify } from "terser";
import { themes } from "./styles/tokens.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = here("../assistant/web/static/");

// What the parts take from the first script instead of having it twice: module and names.
const SHARED = {
  "lit/html.js": ["html", "nothing"],
  "lit/directives/live.js": ["live"],
  "src/api.ts": ["ApiError"],
  "src/conversation.ts": ["idsOf", "METHODS"],
  "src/controls/index.ts": ["controlFor"],
  "src/format.ts": ["dateOf"],
  "src/guide.ts": ["itemOf"],
  "src/markdown.ts": ["lead", "markdown", "parseBlocks"],
  "src/texts.ts": ["texts"],
  "src/values/number.ts": ["showNumber"],
  "src/views/button.ts": ["button", "link"],
  "src/views/code-box.ts": ["CodeBox"],
  "src/views/heading.ts": ["heading"],
  "src/views/icons.ts": ["icon"],
  "src/views/notices.ts": ["notice"],
  "src/views/waiting.ts": ["waiting"],
};
const KIT = 'globalThis[Symbol.for("demografie-assistent")]';
// Its other names are each part's own.
const TEXTS = "src/texts.ts";

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
// ... and in the parts a shared module is what lies there.
const take = {
  name: "take",
  setup(b) {
    b.onResolve({ filter: /./ }, ({ path, importer, kind, namespace }) => {
      if (kind !== "import-statement" || namespace === "taken") return undefined;
      const file = path.startsWith(".") ? resolve(dirname(importer), path).slice(here(".").length) : path;
      const name = [file, `${file}.ts`, `${file}/index.ts`].find((each) => each in SHARED);
      return name ? { path: name, namespace: "taken" } : undefined;
    });
    b.onLoad({ filter: /.*/, namespace: "taken" }, ({ path }) => ({
      resolveDir: here("."),
      contents: `export const { ${SHARED[path]} } = ${KIT};${path === TEXTS ? `export * from "./${TEXTS}";` : ""}`,
    }));
  },
};

// Indentation inside templates is of no use to a browser; and terser finds another three per cent.
const narrow = {
  name: "narrow",
  setup(b) {
    b.onEnd(async ({ outputFiles }) => {
      for (const file of outputFiles) {
        const { code } = await minify(file.text.replace(/\n[ \t]+/g, " "), {
          ecma: 2020, module: b.initialOptions.format === "esm", compress: { passes: 2 }, format: { comments: /^!/ },
        });
        await writeFile(file.path, `${code}\n`);
      }
    });
  },
};

// All scripts must come from the same source: short names that differ would be no names at all.
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
  metafile: true,
  // Private members begin with an underscore, and may have any name.
  mangleProps: /^_[a-z]/,
  absWorkingDir: here("."),
  tsconfig: here("tsconfig.json"),
  write: false,
  logLevel: "warning",
};

// The files that a script is made of.
const sources = ({ metafile }) => {
  const [{ inputs }] = Object.values(metafile.outputs);
  return Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0);
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

// A part whose source is gone leaves no script behind.
for (const name of await readdir(folder)) if (/^widget-.*\.js$/.test(name)) await rm(folder + name);
const known = new Set(sources(first));
for (const file of (await readdir(here("src/parts"))).sort()) {
  const part = await build({
    ...common,
    entryPoints: [here(`src/parts/${file}`)],
    outfile: `${folder}widget-${basename(file, ".ts")}.js`,
    format: "esm",
    mangleCache: first.mangleCache,
    plugins: [take, narrow],
  });
  const twice = sources(part).filter((name) => known.has(name) && name !== TEXTS);
  if (twice.length) throw new Error(`parts/${file} has its own copy of what widget.js has: name it in SHARED: ${twice}`);
}

// The page for an iframe has a small script of its own.
await build({ ...common, entryPoints: [here("src/embed.ts")], outfile: folder + "embed.js", format: "iife", plugins: [narrow] });

const sheets = await Promise.all(["page", "element", "forms"].map((name) => readFile(here(`styles/${name}.css`), "utf8")));
// The element measures text in the reader's own size, whatever the page around it has set for its root.
const own = (text) => text.replace(/(?<![\w-])(\d*\.?\d+)rem\b/g, "calc($1*var(--da-rem,1rem))");
const css = await transform([sheets[0], own(themes), ...sheets.slice(1).map(own)].join("\n"), {
  loader: "css", minify: true, target: ["chrome110", "firefox110", "safari16"],
});
await writeFile(folder + "widget.css", css.code);
for (const name of ["index.html", "icon.svg", "frame.js", "demo.css", "paper.css"]) await copyFile(here(`page/${name}`), folder + name);
