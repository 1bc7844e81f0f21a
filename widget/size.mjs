// The budgets, gzipped: the script that every page loads, and each part that comes on demand.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const FIRST = 27 * 1000;
const PART = 30 * 1000;
const folder = new URL("../assistant/web/static/", import.meta.url);
let over = false;
for (const name of readdirSync(folder).filter((file) => /^widget.*\.js$/.test(file)).sort()) {
  const budget = name === "widget.js" ? FIRST : PART;
  const bytes = gzipSync(readFileSync(new URL(name, folder)), { level: 9 }).length;
  console.log(`${name}: ${bytes} bytes gzipped, budget ${budget}`);
  over ||= bytes > budget;
}
if (over) process.exit(1);
