"""Documents to write: one with every block and hostile content, one as long as a strategy."""

from __future__ import annotations

import io

from PIL import Image

from assistant.documents.content import (
    Block,
    Document,
    Facts,
    Heading,
    Items,
    Letterhead,
    Notice,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Signatures,
    Table,
)
from assistant.profile.charts import course

STATE = "Entwurf, Stand 3. Mai 2027"
NOTE = "Mit Unterstützung eines automatischen Assistenten erstellt."

HOSTILE = (
    "<script>alert(1)</script> & </style> #let x = 1; #panic() {{ 7 * 7 }} {% raw %} "
    "$x^2$ \\n \\\\ "
    "*bold* _kursiv_ @ref // Kommentar /* auch */ ] [ `code` = Titel - Punkt + Punkt ~ <label> "
    "&amp; &#65; ]]> <!-- --> \"'„“"
)
CONTROLS = "vor\x00\x07\x1b\x0cnach\ud83d Ende \ufffe\ufffe."
SIGNS = (
    "Emoji 😀 👍🏽 👨‍👩‍👧 🇩🇪 ❤️ ✅; links: שלום, مرحبا; "
    "Marken \u200f\u200e \u202eumgekehrt\u202c; 日本語"
)
LONG_TEXT = " ".join(f"Wort{number}" for number in range(1300))[:10_000]
LONG_WORD = "x" * 3000
ADDRESS = "https://www.musterstadt.example/verwaltung/demografie/strategie-2030?seite=1&teil=2"


def coat_of_arms() -> bytes:
    """A shield of two colours, as PNG."""
    made = io.BytesIO()
    picture = Image.new("RGBA", (160, 200), (0, 0, 0, 0))
    picture.paste((29, 79, 110, 255), (0, 0, 160, 100))
    picture.paste((192, 138, 43, 255), (20, 100, 140, 200))
    picture.save(made, "PNG")
    return made.getvalue()


def chart() -> Picture:
    """A real chart of the profile."""
    drawn = course(
        "Musterstadt", [(2015, 12_400), (2020, 12_100), (2024, 11_950)], "Melderegister, 31.12.2024"
    )
    return Picture("course", drawn.svg, drawn.png, drawn.alt, drawn.title)


def every_block() -> tuple[Block, ...]:
    """Each kind of block as it is meant, then with what may go wrong."""
    return (
        Heading(1, "Anlass und Auftrag"),
        Paragraph(
            "Diese Seite fasst zusammen, worauf sich die Beteiligten geeinigt haben.", lead=True
        ),
        Paragraph(
            "Der Gemeinderat hat am 12. März 2027 beschlossen, eine Strategie zu erarbeiten. "
            "Beteiligt sind Vereine, Schulen und die Nachbargemeinden.\nNeue Zeile im Absatz.\n\n"
            "Ein zweiter Absatz nach einer leeren Zeile."
        ),
        Quotation(
            "Wir möchten, dass junge Familien bleiben.\nUnd dass sie gern bleiben.",
            "Interview mit der Schulleiterin",
        ),
        Quotation("Ohne Herkunft, aber mit Absatz.\n\nZweiter Absatz des Zitats."),
        Heading(2, "Vereinbarungen"),
        Items(
            (
                "Treffen an jedem ersten Montag im Monat",
                "Protokoll binnen einer Woche",
                "Erster Absatz\n\nZweiter Absatz des Punkts",
            )
        ),
        Paragraph("Danach geht es in dieser Reihenfolge weiter:"),
        Items(("Einladen", "Zusammenkommen", "Beschließen"), numbered=True),
        Paragraph("Und noch einmal von vorn:"),
        Items(("Erstens", "Zweitens"), numbered=True),
        Heading(3, "Ort und Zeit"),
        Facts(
            (
                ("Ort", "Rathaus, Großer Saal"),
                ("Datum", "3. Mai 2027, 18:00 Uhr"),
                ("Verantwortliche für die Vorbereitung des Abends", "Hauptamt"),
                ("Budget", ""),
                (
                    "Beschreibung",
                    "Die Gemeinde richtet eine Anlaufstelle ein, die Familien "
                    "bei der Suche nach Wohnraum und Betreuung begleitet und Angebote "
                    "der Vereine bündelt.\nZweite Zeile.\n\nZweiter Absatz.",
                ),
            )
        ),
        Heading(4, "Kosten"),
        Table(
            "Kosten der Maßnahmen",
            ("Maßnahme", "Verantwortlich", "Zeitraum", "Kosten (€)"),
            (
                ("Generationentreff im alten Bahnhof", "Sozialamt", "2027 bis 2029", "120.000"),
                (
                    "Bevölkerungsvorausberechnung fortschreiben",
                    "Stadtentwicklungsgesellschaft",
                    "jährlich",
                    "4.500",
                ),
                ("Mitfahrbänke", "Bauhof", "2028", "9.800,50"),
                ("Ohne Angaben", "", "", ""),
            ),
            numeric=(3,),
        ),
        chart(),
        Notice(
            "Noch offen",
            (
                "Ziel 2 hat keinen Indikator.",
                "Für 6- bis 17-Jährige ist keine Maßnahme vorgesehen, "
                "obwohl das Profil dort den größten Rückgang zeigt.",
            ),
        ),
        Notice("Nur ein Titel", ()),
        PageBreak(),
        Heading(1, "Feindliche Inhalte " + HOSTILE),
        Heading(4, "Übersprungene\nEbene"),
        Paragraph(HOSTILE),
        Paragraph(CONTROLS),
        Paragraph(SIGNS),
        Quotation(HOSTILE, HOSTILE),
        Quotation(SIGNS, SIGNS),
        Items((HOSTILE, SIGNS, CONTROLS, "")),
        Items((HOSTILE, SIGNS), numbered=True),
        Facts(
            ((HOSTILE, HOSTILE), (SIGNS, SIGNS), ("", "ohne Namen"), ("", ""), ("Adresse", ADDRESS))
        ),
        Table(
            HOSTILE,
            ("=A1", HOSTILE, SIGNS),
            (
                (HOSTILE, CONTROLS, SIGNS),
                (ADDRESS, "vorname.nachname@musterstadt.example", LONG_WORD[:400]),
            ),
            row_headers=False,
        ),
        Notice(HOSTILE, (HOSTILE, SIGNS)),
        Paragraph(LONG_TEXT),
        Paragraph(LONG_WORD),
        Paragraph(""),
        Quotation(" \n "),
        Items(()),
        Items(("", " ")),
        Facts(()),
        Table("Leere Tabelle", ("Eins", "Zwei"), ()),
        Table("Ohne Spalten", (), ()),
        Notice("", ()),
        Signatures(()),
        PageBreak(),
        PageBreak(),
        Signatures(("Bürgermeisterin Erika Muster", "Leitung der Steuerungsgruppe", HOSTILE)),
        PageBreak(),
    )


def sample(long: bool = False) -> Document:
    """Every block, as a short or a long document."""
    return Document(
        kind="Protokoll",
        title="Kick-Off zur Demografiestrategie",
        subtitle="Gemeinsam in die Zukunft",
        state=STATE,
        note=NOTE,
        letterhead=Letterhead("Stadt Musterstadt", coat_of_arms()),
        blocks=every_block(),
        long=long,
    )


def strategy(measures: int = 100) -> Document:
    """A strategy as a book: per measure a sheet with facts, a text and a table."""
    blocks: list[Block] = [chart()]
    for number in range(1, measures + 1):
        if number % 20 == 1:
            blocks += [
                PageBreak(),
                Heading(1, f"Handlungsfeld {number // 20 + 1}: Wohnen und Leben"),
            ]
        facts = tuple(
            (f"Angabe {n}", f"Wert {n} der Maßnahme {number}, kurz gesagt") for n in range(12)
        )
        rows = tuple(
            (f"Schritt {n}", "Beschreibung des Schritts in einem Satz", "Hauptamt", f"{n}.000")
            for n in range(12)
        )
        blocks += [
            PageBreak(),
            Heading(2, f"Maßnahme {number}: Begegnungsort im Quartier"),
            Paragraph("Ein Text über die Maßnahme, der ein paar Zeilen lang ist. " * 8),
            Facts(facts),
            Table(
                f"Schritte der Maßnahme {number}", ("Schritt", "Inhalt", "Wer", "Euro"), rows, (3,)
            ),
            Quotation("So soll es werden. " * 6, "Zukunftswerkstatt"),
        ]
    plan = tuple(
        (f"Maßnahme {n}", "Wohnen und Leben", "Sozialamt", "2027 bis 2029", f"{n}.500")
        for n in range(1000)
    )
    columns = ("Maßnahme", "Handlungsfeld", "Wer", "Wann", "Euro")
    blocks += [Heading(1, "Alle Schritte"), Table("Alle Schritte", columns, plan, (4,))]
    return Document(
        "Demografiestrategie",
        "Demografiestrategie 2035",
        "Der ganze Weg als Buch",
        STATE,
        NOTE,
        Letterhead("Stadt Musterstadt", coat_of_arms(), "#0d5247"),
        tuple(blocks),
        long=True,
    )
