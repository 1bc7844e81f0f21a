// The bundle's budget: 30 kB gzipped.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const budget = 30 * 1000;
const bytes = gzipSync(readFileSync(new URL("../assistant/web/static/widget.js", import.meta.url)), { level: 9 }).length;
console.log(`widget.js: ${bytes} bytes gzipped, budget ${budget}`);
if (bytes > budget) process.exit(1);
