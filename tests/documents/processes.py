"""Three processes of real size: a village, a town, a district."""

from __future__ import annotations

from tests.documents.builder import Builder


def village() -> Builder:
    """600 inhabitants: everything small, in person, after the workshop."""
    made = Builder("Gülzow")
    made.stage(
        "kickoff",
        {
            "occasion": "new_start",
            "goals": "Junge Familien sollen bleiben können. Und wer alt wird, auch!",
            "themes": ["wohnen", "mobilitaet", "jugend_familie_bildung"],
            "identity": "Der See, die Blaskapelle und der Dorfladen, den wir selbst führen",
            "head_confirmed": True,
            "coordinator": "Frau Sommer, Amtsverwaltung",
            "steering_group": ["Gemeinderat (Herr Adler)", "Sportverein (Frau Yilmaz)", "Kita"],
            "invites": "Bürgermeisterin Anna Winter",
            "networks": ["Nachbargemeinde Auental"],
            "outside_advice": False,
            "ages": ["18-29", "30-64", "65-79"],
            "ages_missing_plan": "Die Kita malt vorher Wünsche.\nFrau Kern besucht alle über 80.",
            "accessibility": "Zugang ohne Stufen, Mitfahrten aus den Ortsteilen",
            "pandemic_lessons": "Gemeinderat per Video – das mögen viele nicht mehr.",
            "form": "in_person",
            "offline_access": "Brief an alle über 75, Aushang beim Bäcker",
            "date": "2027-04-22",
            "time": "18 bis 20.30 Uhr",
            "place": "Dorfgemeinschaftshaus, Lindenstraße 4",
            "program": ["Begrüßung", "Vorstellung des Vorhabens", "Gespräche an Tischen", "Imbiss"],
            "communication": ["official_gazette", "posters", "personal"],
            "budget": 600,
        },
    )
    made.item(
        "kickoff.guests", "g1", group="Landfrauen", people="Frau Kern, Vorsitz", count=4,
        ages=["30-64", "65-79"],
    )  # fmt: skip
    made.item("kickoff.guests", "g2", group="Freiwillige Feuerwehr", count=1, ages=["18-29"])
    made.answer("kickoff.guests.more", False)
    made.item(
        "kickoff.agreements", "a1", title="Zahlen aus dem Melderegister zusammenstellen",
        responsible="Herr Nowak, Einwohnermeldeamt", until="2027-05-31",
    )  # fmt: skip
    made.answer("kickoff.agreements.more", False)
    made.stage(
        "workshop",
        {
            "goal": "Wir wissen danach, welche drei Dinge wir zuerst anpacken – und wer mitmacht.",
            "level": "involve",
            "audiences": ["everyone", "youth"],
            "ages": ["6-17", "30-64", "65-79", "80+"],
            "participants": 35,
            "reach": "Wir klingeln im Neubaugebiet.",
            "form": "in_person",
            "days": 0.5,
            "date": "2027-09-18",
            "time": "14 bis 18 Uhr",
            "place": "Mehrzweckhalle, Schulweg 2",
            "conflict": "some",
            "moderation": "neighbour",
            "moderator": "Frau Brandt aus der Nachbargemeinde",
            "budget_class": "low",
            "methods": ["world_cafe", "punktabfrage"],
            "preparation": ["Raum buchen (Frau Sommer)", "Einladung verschicken"],
            "accessibility": ["step_free", "transport"],
            "childcare": True,
            "absent_voices": "Ein Briefkasten vor dem Dorfladen",
            "prioritising": "dots",
            "attended": 31,
            "ages_attended": ["30-64", "65-79"],
            "feedback": "Nach zwei Wochen ein Brief an alle",
            "lessons": "Wo Jung und Alt gemischt saßen, ging es am lebhaftesten zu. Zu kurz!",
        },
    )
    made.item(
        "workshop.fields", "f1", title="Leben im Ortskern", theme="ortsentwicklung", rank=2,
        reason="Neun Häuser stehen leer, und zugleich finden junge Paare keine Wohnung.",
    )  # fmt: skip
    made.item("workshop.fields", "f2", title="Unterwegs ohne Auto", theme="mobilitaet", rank=1)
    made.answer("workshop.fields.more", False)
    made.item(
        "workshop.ideas", "d1", title="Mitfahrbank am Dorfladen", field="f2", votes=17,
        description="Wer mitfahren möchte, setzt sich hin.", ages=["6-17", "80+"],
        supporters="Heimatverein",
    )  # fmt: skip
    made.item("workshop.ideas", "d2", title="Probewohnen", field="f1", votes=1)
    made.item("workshop.ideas", "d3", title="Ein Fest im Advent")
    made.answer("workshop.ideas.more", False)
    for method in ("world_cafe", "punktabfrage"):
        made.stage(
            f"workshop.used.{method}",
            {"effort": "as_expected", "reached": ["30-64", "65-79"], "again": True},
        )
    return made


def town() -> Builder:
    """12,000 inhabitants: hybrid, two days, substitute of the mayor."""
    made = Builder("Bad Söllingen")
    made.stage(
        "kickoff",
        {
            "occasion": "realign",
            "goals": "Eine gemeinsame Linie für „Wohnen“, Pflege und Zuzug?",
            "themes": ["integration"],
            "head_confirmed": False,
            "head_substitute": "Herr Lorenz, Leitung des Sozialamts",
            "coordinator": "Herr Demir, Stabsstelle Demografie",
            "outside_advice": True,
            "outside_advice_detail": "Ein Planungsbüro aus der Region, für Moderation",
            "form": "hybrid",
            "date": "2027-Q3",
            "time": "abends",
            "budget": 4500.5,
            "ages": ["0-5", "6-17", "18-29", "30-64", "65-79", "80+"],
        },
    )
    made.stage("workshop", {"form": "hybrid", "days": 1.5, "methods": ["open_space", "fishbowl"]})
    made.stage("workshop", {"time": "Freitag 16 bis 20 Uhr, Samstag 10 bis 16 Uhr"})
    return made.complete(items={"kickoff.guests": 7, "workshop.fields": 4, "workshop.ideas": 14})


def district() -> Builder:
    """A district: online, revived, long texts."""
    made = Builder("Landkreis Emsland", "district")
    made.stage(
        "kickoff",
        {"occasion": "revive", "form": "online", "date": "2028-01-20", "head_confirmed": True},
    )
    made.stage("kickoff", {"goals": "Erster Absatz.\n\nZweiter Absatz, „mit Zitat“.\n- Punkt"})
    made.stage("workshop", {"form": "online", "days": 1, "time": "10:00-12:00"})
    made.stage("workshop", {"methods": ["buergerrat", "aktivierende_befragung", "barcamp"]})
    many = {"kickoff.guests": 12, "workshop.fields": 6, "workshop.ideas": 30, "plan.measures": 20}
    return made.complete(items=many)


def processes() -> dict[str, Builder]:
    """All three, complete in every stage."""
    return {"village": village().complete(), "town": town(), "district": district()}
