/** Looking things up in the guide: a question's section and label. */
import type { Guide, GuideQuestion, GuideSection, GuideStage } from "./types";

/** `plan.measures.7f3a.budget` → `plan.measures.{item}.budget`. */
export function pattern(question: string): string {
  const parts = question.split(".");
  if (parts.length === 4) parts[2] = "{item}";
  return parts.join(".");
}

export function itemOf(question: string): string | null {
  const parts = question.split(".");
  return parts.length === 4 ? parts[2]! : null;
}

export class GuideIndex {
  private readonly _questions = new Map<string, { question: GuideQuestion; section: GuideSection; order: number }>();
  private readonly _stages = new Map<string, GuideStage>();

  constructor(guide: Guide | null) {
    let order = 0;
    for (const stage of guide?.stages ?? []) {
      this._stages.set(stage.id, stage);
      for (const section of stage.sections)
        for (const question of section.questions) {
          const id = question.question ?? question.id;
          if (id) this._questions.set(id, { question, section, order: order++ });
        }
    }
  }

  stage(id: string): GuideStage | undefined {
    return this._stages.get(id);
  }

  section(question: string): GuideSection | undefined {
    return this._questions.get(pattern(question))?.section;
  }

  order(question: string): number {
    return this._questions.get(pattern(question))?.order ?? Number.MAX_SAFE_INTEGER;
  }

  label(question: string): string | undefined {
    const found = this._questions.get(pattern(question))?.question;
    return found?.label ?? (found?.text && !found.text.includes("{") ? found.text : undefined);
  }
}
