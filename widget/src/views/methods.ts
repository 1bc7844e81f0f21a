/** Methods of the toolkit: suggested ones as cards; compared ones and a single one as their text. */
import { html, nothing } from "lit/html.js";
import { ApiError, type Api } from "../api";
import { idsOf, METHODS, type Conversation } from "../conversation";
import { lead, markdown, parseBlocks } from "../markdown";
import { cardTexts } from "../texts";
import type { Message, Method } from "../types";
import { button } from "./button";
import { icon } from "./icons";

const t = cardTexts.methods;

/** Takes a method or drops it; `shown` are the words of the person's message. */
type Take = (id: string, take: boolean, shown: string) => unknown;

export function methods({ text, data }: Message, conversation: Conversation, take: Take): unknown {
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
      : html`<div class="acts">${act("", alone ? named : choice, named, () => take(id, !taken, named))}${
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

/**
 * Takes a method or drops it, whatever question is open. `ticked` is what the open question's
 * boxes say; elsewhere the server is asked what is chosen by now.
 */
export async function choose(
  api: Api, conversation: Conversation, id: string, take: boolean, shown: string, ticked: string[] | null,
): Promise<void> {
  const { prompt } = conversation;
  let revision = prompt?.revision;
  let chosen = ticked ?? conversation.methods;
  if (prompt?.question !== METHODS) {
    try {
      const stored = (await api.answers("workshop")).answers.find(({ question }) => question === METHODS);
      revision = stored?.revision;
      chosen = conversation.methods = idsOf(stored?.value);
    } catch (error) {
      return conversation.unreached(error instanceof ApiError ? error : new ApiError(0));
    }
  }
  if (conversation.methods.includes(id) === take) return conversation.redraw();
  const value = [...chosen.filter((other) => other !== id), ...(take ? [id] : [])];
  conversation.put(METHODS, value, revision, shown);
}
