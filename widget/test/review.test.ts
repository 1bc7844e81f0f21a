import { describe, expect, it } from "vitest";
import type { Conversation } from "../src/conversation";
import { GuideIndex, itemOf, pattern } from "../src/guide";
import type { Answer, Guide, GuideQuestion } from "../src/types";
import { grouped } from "../src/views/review";

const question = (id: string, label: string): GuideQuestion => ({ question: id, label, text: `${label}?` });
const guide: Guide = {
  stages: [
    {
      id: "plan", title: "Werkstattplan", purpose: "", duration: "",
      sections: [
        { id: "start", title: "Rahmen", collection: null, questions: [question("plan.period", "Zeitraum"), question("plan.budget", "Budget")] },
        {
          id: "measures", title: "Maßnahmen", collection: "measures",
          questions: [question("plan.measures.{item}.title", "Titel"), question("plan.measures.{item}.cost", "Kosten")],
        },
      ],
    },
  ],
};
const answer = (id: string, label: string, display: string, status: Answer["status"] = "answered"): Answer => ({
  question: id, label, display, value: display, status, revision: 1,
});

describe("the guide's index", () => {
  it("finds the questions of a round", () => {
    expect(pattern("plan.measures.7f3a.budget")).toBe("plan.measures.{item}.budget");
    expect(pattern("plan.measures.more")).toBe("plan.measures.more");
    expect(itemOf("plan.measures.7f3a.budget")).toBe("7f3a");
    expect(new GuideIndex(guide).label("plan.measures.x.cost")).toBe("Kosten");
  });
});

describe("the review card", () => {
  it("groups by section and round, in the guide's order, with what is still open", () => {
    const conversation = {
      guide: new GuideIndex(guide),
      answers: [
        answer("plan.measures.b.title", "Titel", "Bürgerbus"),
        answer("plan.measures.a.title", "Titel", "Jugendtreff"),
        answer("plan.measures.b.cost", "Kosten", "", "unknown"),
        answer("plan.period", "Zeitraum", "2027 bis 2030"),
        answer("plan.measures.more", "Noch eine", "Nein"),
        answer("kickoff.date", "Termin", "2027"),
      ],
      process: { stages: [{ id: "plan", open_points: ["plan.budget", "plan.measures.b.cost"] }] },
      labelOf: (id: string) => new GuideIndex(guide).label(id),
    } as unknown as Conversation;
    expect(grouped(conversation, "plan", new Map([["b", "Bürgerbus"]])).map(({ title, item, rows }) => [title, item, rows.map((row) => row.label + (row.open ? "!" : ""))])).toEqual([
      ["Rahmen", null, ["Zeitraum", "Budget!"]],
      ["Maßnahmen", "Bürgerbus", ["Titel", "Kosten!"]],
      ["Maßnahmen", "Eintrag 2", ["Titel"]],
    ]);
  });
});
