"""Gaps in who does what for whom with which money, and in the balance: each by a case.

By kind: a strategy that has the gap, where it is mended, the sentence.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.plan.model import Indicator
from tests.plan.strategies import changed, copied
from tests.plan.village import G1, M1, V, balanced, lasting, with_measures

NEW_MEASURE = "plan.measures.new.title"
SAME = {"responsible": "Hauptamt", "start": "2027-02"}


CASES = {
    "measure_without_responsible": (
        changed(V, "m2", responsible=None),
        "plan.measures.m2.responsible",
        "Für die Maßnahme „Bürgerbus“ ist noch niemand verantwortlich.",
    ),
    "costs_above_frame": (
        replace(V, budget_frame=23_999.5),
        "plan.budget_frame",
        "Die Maßnahmen kosten zusammen 24.000 Euro. Für den ganzen Plan stehen aber nur "
        "23.999,50 Euro bereit.",
    ),
    "measure_without_period": (
        changed(V, "m2", start=None, end=None),
        "plan.measures.m2.start",
        "Für die Maßnahme „Bürgerbus“ steht noch nicht fest, wann sie beginnt und wann sie "
        "abgeschlossen ist.",
    ),
    "measure_without_start": (
        changed(V, "m2", start=None),
        "plan.measures.m2.start",
        "Für die Maßnahme „Bürgerbus“ steht noch nicht fest, wann sie beginnt.",
    ),
    "measure_without_end": (
        changed(V, "m2", end=None),
        "plan.measures.m2.end",
        "Für die Maßnahme „Bürgerbus“ steht noch nicht fest, wann sie abgeschlossen sein soll.",
    ),
    "measure_without_budget": (
        changed(V, "m2", budget=None),
        "plan.measures.m2.budget",
        "Was die Maßnahme „Bürgerbus“ kostet, steht noch nicht fest.",
    ),
    "cost_without_funding": (
        changed(V, "m2", funding=None),
        "plan.measures.m2.funding",
        "Die Maßnahme „Bürgerbus“ kostet 12.000 Euro. Woher das Geld kommt, steht noch nicht fest.",
    ),
    "measure_without_target_group": (
        changed(V, "m2", target_group=None),
        "plan.measures.m2.target_group",
        "Für wen die Maßnahme „Bürgerbus“ gedacht ist, steht noch nicht fest.",
    ),
    "measure_without_target": (
        changed(V, "m2", indicator=Indicator("Fahrgäste")),
        "plan.measures.m2.target_value",
        "Zur Maßnahme „Bürgerbus“ fehlt noch der Wert, den Sie erreichen möchten.",
    ),
    "no_ages": (
        changed(changed(V, "m1", ages=()), "m2", ages=()),
        "plan.measures.m1.ages",
        "Bei keiner Maßnahme ist angegeben, welche Altersgruppen sie erreicht. So lässt sich nicht "
        "prüfen, ob eine Generation zu kurz kommt.",
    ),
    "age_without_measure": (
        replace(changed(V, "m2", ages=("0-5", "18-29")), ages_check=()),
        NEW_MEASURE,
        "Für 6- bis 17-Jährige ist keine Maßnahme vorgesehen.",
    ),
    "age_only_claimed": (
        changed(V, "m1", ages=("30-64", "65-79")),
        NEW_MEASURE,
        "Für Menschen ab 80 Jahren ist keine Maßnahme vorgesehen, obwohl der Plan nach Ihrer "
        "Angabe auch ihnen etwas bringt.",
    ),
    "overloaded": (
        with_measures(
            *(
                copied(M1, f"x{n}", title=f"Projekt {n}", start=f"2027-0{n + 4}", staff=None)
                for n in range(3)
            )
        ),
        "plan.measures.x0.staff",
        "Im 2. Quartal 2027 laufen vier Maßnahmen zugleich, die in derselben Hand liegen "
        "(„Hauptamt“). Reicht die Arbeitszeit dafür?",
    ),
    "same_quarter": (
        changed(V, "m2", **SAME),
        "plan.measures.m2.start",
        "Die Maßnahmen „Nachfolge für die Praxis“ und „Bürgerbus“ beginnen beide im 1. Quartal "
        "2027 und liegen in derselben Hand („Hauptamt“). Geht das zusammen?",
    ),
    "same_quarter_all": (
        changed(with_measures(copied(M1, "m3", title="Telefon")), "m2", **SAME),
        "plan.measures.m3.start",
        "Die Maßnahmen „Nachfolge für die Praxis“, „Bürgerbus“ und „Telefon“ beginnen alle im "
        "1. Quartal 2027 und liegen in derselben Hand („Hauptamt“). Geht das zusammen?",
    ),
    "not_balanced": (
        changed(V, "m2", balance=None),
        "review.measures.m2.state",
        "Zur Maßnahme „Bürgerbus“ fehlt in der Zwischenbilanz noch der Stand.",
    ),
    "balance_without_decision": (
        balanced(decision=None),
        "review.measures.m1.decision",
        "Wie es mit der Maßnahme „Nachfolge für die Praxis“ weitergeht, ist noch nicht "
        "entschieden.",
    ),
    "change_without_reason": (
        balanced(decision="change", reason=None),
        "review.measures.m1.reason",
        "Die Maßnahme „Nachfolge für die Praxis“ soll geändert werden. Warum, ist noch nicht "
        "festgehalten.",
    ),
    "extension_without_reason": (
        balanced(reason=None),
        "review.measures.m1.reason",
        "Die Maßnahme „Nachfolge für die Praxis“ soll ausgeweitet werden. Warum, ist noch nicht "
        "festgehalten.",
    ),
    "end_without_reason": (
        balanced(decision="end", reason=None),
        "review.measures.m1.reason",
        "Die Maßnahme „Nachfolge für die Praxis“ soll beendet werden. Warum, ist noch nicht "
        "festgehalten.",
    ),
    "continuation_without_responsible": (
        lasting(responsibility=None),
        "review.responsibility",
        "Maßnahmen sollen weitergehen. Wer in Zukunft für die Strategie zuständig ist, steht noch "
        "nicht fest.",
    ),
    "continuation_without_money": (
        lasting(money=None),
        "review.money",
        "Maßnahmen sollen weitergehen. Woher künftig das Geld dafür kommt, steht noch nicht fest.",
    ),
    "continuation_without_staff": (
        lasting(staff=None),
        "review.staff",
        "Maßnahmen sollen weitergehen. Ob die Arbeitszeit dafür gesichert ist, steht noch nicht "
        "fest.",
    ),
    "continuation_without_decision": (
        lasting(council_decision=None),
        "review.council_decision",
        "Ob für das Weiterführen ein neuer Beschluss nötig ist, steht noch nicht fest.",
    ),
    "decision_without_topic": (
        replace(lasting(council_decision=True), dates={**V.dates, "review.council_when": "2029"}),
        "review.council_topic",
        "Ein neuer Beschluss ist nötig. Worüber beschlossen werden soll, ist noch nicht "
        "festgehalten.",
    ),
    "decision_without_date": (
        lasting(council_decision=True, council_topic="Der Bus wird dauerhaft bezuschusst."),
        "review.council_when",
        "Ein neuer Beschluss ist nötig. Wann er gefasst werden soll, steht noch nicht fest.",
    ),
    "continuation_without_support": (
        lasting(support=None),
        "review.support",
        "Wer hinter der Strategie steht und wo noch Rückhalt fehlt, ist noch nicht festgehalten.",
    ),
    "measure_without_actual": (
        changed(V, "m1", indicator=replace(M1.indicator, actual=None)),
        "review.measures.m1.actual",
        "Zur Maßnahme „Nachfolge für die Praxis“ gibt es den Zielwert „40 Menschen“. Was bisher "
        "erreicht ist, fehlt noch.",
    ),
    "goal_without_actual": (
        changed(V, "g1", indicator=replace(G1.indicator, actual=None)),
        "review.goals.g1.value_now",
        "Zum Ziel „Alle haben eine Arztpraxis in der Nähe“ gibt es den Zielwert „150 im Monat“. "
        "Der heutige Stand fehlt noch.",
    ),
    "change_without_step": (
        balanced(decision="change", next_step=None),
        "review.measures.m1.next_step",
        "Die Maßnahme „Nachfolge für die Praxis“ soll geändert werden. Der nächste Schritt dazu "
        "fehlt noch.",
    ),
    "extension_without_step": (
        balanced(next_step=None),
        "review.measures.m1.next_step",
        "Die Maßnahme „Nachfolge für die Praxis“ soll ausgeweitet werden. Der nächste Schritt dazu "
        "fehlt noch.",
    ),
}
