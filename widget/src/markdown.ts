/**
 * The Markdown subset of messages (paragraphs, lists, bold, links) as templates: every text goes
 * through the template's text nodes, none through innerHTML.
 */
import { html, type TemplateResult } from "lit/html.js";

export type Inline = { text: string; bold?: boolean; href?: string };
export type Block = { kind: "p"; parts: Inline[] } | { kind: "ul" | "ol"; items: Inline[][]; start?: number };

const BULLET = /^\s*[-*•]\s+(.*)$/;
const NUMBER = /^\s*(\d{1,3})[.)]\s+(.*)$/;
const SPAN = /\*\*([^]+?)\*\*|__([^]+?)__|\[([^\]]+)\]\(([^()\s]+)\)/;

export function parseBlocks(source: string): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const close = () => {
    if (paragraph.length) blocks.push({ kind: "p", parts: parseInline(paragraph.join("\n")) });
    paragraph = [];
  };
  let fresh = true;
  for (const line of source.replace(/\r\n?/g, "\n").split("\n")) {
    const bullet = BULLET.exec(line);
    const number = NUMBER.exec(line);
    if (!line.trim() || bullet || number) close();
    const last = blocks[blocks.length - 1];
    if (!line.trim()) {
      fresh = true;
    } else if (bullet) {
      if (last?.kind === "ul") last.items.push(parseInline(bullet[1]!));
      else blocks.push({ kind: "ul", items: [parseInline(bullet[1]!)] });
      fresh = false;
    } else if (number) {
      if (last?.kind === "ol") last.items.push(parseInline(number[2]!));
      else blocks.push({ kind: "ol", items: [parseInline(number[2]!)], start: Number(number[1]) });
      fresh = false;
    } else if (last && !fresh && last.kind !== "p" && !paragraph.length) {
      last.items[last.items.length - 1]!.push({ text: " " }, ...parseInline(line.trim()));
    } else {
      paragraph.push(line.trim());
    }
  }
  close();
  return blocks;
}

export function parseInline(source: string): Inline[] {
  const parts: Inline[] = [];
  let rest = source;
  for (let found = SPAN.exec(rest); found; found = SPAN.exec(rest)) {
    if (found.index) parts.push({ text: rest.slice(0, found.index) });
    const bold = found[1] ?? found[2];
    if (bold !== undefined) parts.push(...parseInline(bold).map((part) => ({ ...part, bold: true })));
    else {
      const href = safeHref(found[4]!);
      parts.push(href ? { text: found[3]!, href } : { text: found[3]! });
    }
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest) parts.push({ text: rest });
  return parts;
}

/** An address that may stand behind a link: the web, mail, telephone or this server. */
export function safeHref(href: string): string | null {
  if (/^(https?:\/\/|mailto:|tel:)/i.test(href)) return href;
  return /^[a-z][a-z0-9+.-]*:/i.test(href) || href.startsWith("//") || href.includes("\\") ? null : href;
}

/** The words alone, for a screen reader's announcement. */
export function plainText(source: string | Block[]): string {
  return blocksOf(source)
    .flatMap((block) => (block.kind === "p" ? [block.parts] : block.items))
    .map((line) => line.map((part) => part.text).join(""))
    .join(". ")
    .replace(/([.!?:])\. /g, "$1 ");
}

/** What a text says before its first list. */
export function lead(text: string): Block[] {
  const blocks = parseBlocks(text);
  const list = blocks.findIndex(({ kind }) => kind !== "p");
  return list < 0 ? blocks : blocks.slice(0, list);
}

export function markdown(source: string | Block[]): TemplateResult[] {
  return blocksOf(source).map((block) => {
    if (block.kind === "p") return html`<p>${inline(block.parts)}</p>`;
    const items = block.items.map((item) => html`<li>${inline(item)}</li>`);
    return block.kind === "ul" ? html`<ul>${items}</ul>` : html`<ol start=${block.start ?? 1}>${items}</ol>`;
  });
}

const blocksOf = (source: string | Block[]): Block[] => (typeof source === "string" ? parseBlocks(source) : source);

function inline(parts: Inline[]): unknown[] {
  return parts.map((part) => {
    const text = part.href
      ? /^https?:/i.test(part.href)
        ? html`<a href=${part.href} target="_blank" rel="noopener noreferrer">${part.text}</a>`
        : html`<a href=${part.href}>${part.text}</a>`
      : part.text.split("\n").map((line, index) => (index ? html`<br />${line}` : line));
    return part.bold ? html`<b>${text}</b>` : text;
  });
}
