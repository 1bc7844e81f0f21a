/** Methods of the toolkit: suggested ones as cards; compared ones and a single one as their text. */
import { html, nothing } from "lit/html.js";
import type { Conversation } from "../conversation";
import { markdown, parseBlocks, type Block } from "../markdown";
import { texts } from "../texts";
import type { Message, Method } from "../types";
import { button } from "./button";
import { icon } from "./icons";

const t = texts.methods;

/** What a text says before its first list. */
export function lead(text: string): Block[] {
  const blocks = parseBlocks(text);
  const list = blocks.findIndex(({ kind }) => kind !== "p");
  return list < 0 ? blocks : blocks.slice(0, list);
}

export function methods({ text, data }: Message, conversation: Conversation, ticked: () => string[] | null): unknown {
  const { methods: chosen, readOnly, outbox } = conversation;
  const list = (data?.["methods"] ?? []) as Method[];
  const alone = list.length < 2;
  const blocks = parseBlocks(text);
  const at = lead(text).length;
  // Suggestions are numbered in the text: there the cards stand for that list.
  const cards = !alone && blocks[at]?.kind === "ol";

  const act = (look: string, words: string, name: string, does: () => unknown) => button(words, does, look, name, outbox.busy);
  const drawn = list.map(({ id, name, summary, because, caution }) => {
    const taken = chosen.includes(id);
    const choice = taken ? t.drop : t.take;
    const named = t.named(name, choice);
    const mark = taken ? html`<p class="ok">${icon("check")}${t.taken}</p>` : nothing;
    const buttons = readOnly
      ? nothing
      : html`<div class="acts">${act("", alone ? named : choice, named, () => conversation.choose(id, !taken, named, ticked()))}${
          alone ? nothing : act("btn--quiet", t.read, t.named(name, t.read), () => conversation.say(t.more(name)))
        }</div>`;
    return alone
      ? [mark, buttons]
      : html`<li class="method ${taken ? "method--taken" : ""}"><h3>${name}</h3>${mark}${
          cards ? html`<p>${summary}</p>${reasons("fits", because)}${reasons("care", caution)}` : nothing
        }${buttons}</li>`;
  });
  if (alone) return [markdown(blocks), drawn];
  return html`${markdown(cards ? blocks.slice(0, at) : blocks)}<ol class="methods ${cards ? "" : "methods--brief"}"
    role="list">${drawn}</ol>${cards ? markdown(blocks.slice(at + 1)) : nothing}`;
}

function reasons(kind: "fits" | "care", list: string[] = []) {
  return list.length
    ? html`<div class="why why--${kind}">${icon(kind === "fits" ? "check" : kind)}<div><b>${t[kind]}</b><ul>${list.map(
        (reason) => html`<li>${reason}</li>`,
      )}</ul></div></div>`
    : nothing;
}
