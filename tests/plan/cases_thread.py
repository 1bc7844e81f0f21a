"""Gaps in the thread, the dates and the goals: each by a case, with what is said of it.

By kind: a strategy that has the gap, where it is mended, the sentence.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.plan.model import Indicator
from tests.plan.strategies import changed, copied, without
from tests.plan.village import G1, M1, V, with_measures

NEW_GOAL, NEW_MEASURE = "plan.goals.new.title", "plan.measures.new.title"
FROM_SWOT = "workshop.fields_from_swot"


CASES = {
    "no_fields": (
        without(V, "f1", "f2", "s1", "s2"),
        "workshop.fields.new.title",
        "Ziele sind schon festgehalten, aber noch kein Handlungsfeld. Damit fehlt der Weg vom "
        "Kommunalprofil zu den Zielen.",
    ),
    "no_goals": (
        without(V, "g1", "g2"),
        NEW_GOAL,
        "Im Plan steht noch kein Ziel. Erst ein Ziel verbindet die Handlungsfelder mit den "
        "Maßnahmen.",
    ),
    "no_measures": (
        without(V, "m1", "m2"),
        NEW_MEASURE,
        "Im Plan steht noch keine Maßnahme. Zu jedem Ziel gehört wenigstens eine.",
    ),
    "threat_without_measure": (
        changed(V, "f1", origin=None),
        FROM_SWOT,
        "Zum Risiko „Hausärzte“ führt keine Maßnahme, denn es gehört noch zu keinem Handlungsfeld.",
    ),
    "weakness_without_measure": (
        changed(V, "f2", origin=None),
        FROM_SWOT,
        "Zur Schwäche „Kein Bus am Abend“ führt keine Maßnahme, denn sie gehört noch zu keinem "
        "Handlungsfeld.",
    ),
    "field_without_goal": (
        without(V, "g1", "m1"),
        NEW_GOAL,
        "Zum Handlungsfeld „Gut versorgt“ gibt es noch kein Ziel. Deshalb führt auch zum Risiko "
        "„Hausärzte“ noch keine Maßnahme.",
    ),
    "goal_without_measure": (
        without(V, "m2"),
        NEW_MEASURE,
        "Zum Ziel „Wer kein Auto hat, kommt zum Einkaufen“ gibt es noch keine Maßnahme. Deshalb "
        "führt auch zur Schwäche „Kein Bus am Abend“ noch keine Maßnahme.",
    ),
    "measure_without_goal": (
        replace(V, measures=(*V.measures, copied(M1, "m3", title="Dorfladen", goal=None))),
        "plan.measures.m3.goal",
        "Die Maßnahme „Dorfladen“ gehört noch zu keinem Ziel.",
    ),
    "goal_without_field": (
        changed(without(V, "f1", "s1"), "g1", field=None),
        "plan.goals.g1.field",
        "Das Ziel „Alle haben eine Arztpraxis in der Nähe“ gehört noch zu keinem Handlungsfeld.",
    ),
    "end_before_start": (
        changed(V, "m1", start="2028-Q3", end="2028-03"),
        "plan.measures.m1.end",
        "Die Maßnahme „Nachfolge für die Praxis“ soll bis März 2028 abgeschlossen sein, beginnt "
        "aber erst im 3. Quartal 2028. Welches Datum stimmt?",
    ),
    "waiting_in_a_circle": (
        changed(
            changed(V, "m1", depends_on="Erst muss der Bürgerbus fahren."),
            "m2",
            depends_on="nach der „Nachfolge für die Praxis“",
        ),
        "plan.measures.m1.depends_on",
        "Die Maßnahmen „Nachfolge für die Praxis“ und „Bürgerbus“ warten aufeinander. So kann "
        "keine davon beginnen.",
    ),
    "starts_too_early": (
        changed(V, "m1", depends_on="Bürgerbus", start="2027-03-14"),
        "plan.measures.m1.start",
        "Die Maßnahme „Nachfolge für die Praxis“ beginnt am 14. März 2027, setzt aber die Maßnahme "
        "„Bürgerbus“ voraus. Diese ist erst im Dezember 2028 abgeschlossen.",
    ),
    "ends_too_early": (
        changed(changed(V, "m1", depends_on="Bürgerbus", start=None), "m2", start="2029", end=None),
        "plan.measures.m1.end",
        "Die Maßnahme „Nachfolge für die Praxis“ soll bis Dezember 2028 abgeschlossen sein, setzt "
        "aber die Maßnahme „Bürgerbus“ voraus. Diese beginnt erst im Jahr 2029.",
    ),
    "goal_due_before_measure": (
        changed(V, "g1", until="2027-01-31"),
        "plan.goals.g1.until",
        "Das Ziel „Alle haben eine Arztpraxis in der Nähe“ soll bis zum 31. Januar 2027 erreicht "
        "sein. Die Maßnahme „Nachfolge für die Praxis“ beginnt aber erst danach.",
    ),
    "goal_due_before_measures": (
        changed(
            with_measures(copied(M1, "m3", title="Telefon", start="2028")), "g1", until="2026-Q4"
        ),
        "plan.goals.g1.until",
        "Das Ziel „Alle haben eine Arztpraxis in der Nähe“ soll bis zum 4. Quartal 2026 erreicht "
        "sein. Die Maßnahmen „Nachfolge für die Praxis“ und „Telefon“ beginnen aber erst danach.",
    ),
    "milestone_after_end": (
        changed(V, "m1", milestones=("Praxis offen (Mai 2029)", "ohne Datum")),
        "plan.measures.m1.milestones",
        "Ein Zwischenschritt der Maßnahme „Nachfolge für die Praxis“ liegt nach ihrem Ende: "
        "„Praxis offen (Mai 2029)“. Abgeschlossen sein soll sie bis Dezember 2028.",
    ),
    "measure_after_plan": (
        changed(V, "m1", end="2032-W12"),
        "plan.measures.m1.end",
        "Die Maßnahme „Nachfolge für die Praxis“ soll bis zur Kalenderwoche 12, 2032 abgeschlossen "
        "sein, der Plan gilt aber nur bis 2031.",
    ),
    "goal_after_plan": (
        changed(V, "g1", until="2033"),
        "plan.goals.g1.until",
        "Das Ziel „Alle haben eine Arztpraxis in der Nähe“ soll bis 2033 erreicht sein, der Plan "
        "gilt aber nur bis 2031.",
    ),
    "goal_without_indicator": (
        changed(V, "g1", indicator=Indicator()),
        "plan.goals.g1.indicator",
        "Zum Ziel „Alle haben eine Arztpraxis in der Nähe“ fehlt noch ein Merkmal, an dem Sie "
        "erkennen, dass es erreicht ist.",
    ),
    "goal_without_target": (
        changed(V, "g1", indicator=replace(G1.indicator, target=None)),
        "plan.goals.g1.target",
        "Zum Ziel „Alle haben eine Arztpraxis in der Nähe“ fehlt noch der Stand, den Sie erreichen "
        "möchten.",
    ),
    "goal_without_baseline": (
        changed(V, "g1", indicator=replace(G1.indicator, baseline=None)),
        "plan.goals.g1.baseline",
        "Zum Ziel „Alle haben eine Arztpraxis in der Nähe“ fehlt noch der Stand von heute. Ohne "
        "ihn lässt sich später nicht vergleichen.",
    ),
    "goal_without_deadline": (
        changed(V, "g1", until=None),
        "plan.goals.g1.until",
        "Zum Ziel „Alle haben eine Arztpraxis in der Nähe“ steht noch nicht fest, bis wann es "
        "erreicht sein soll.",
    ),
}
