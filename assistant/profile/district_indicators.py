"""What the indicators of the districts (INKAR) mean: German titles, units, and what is impossible.

The codebook that comes with the file is in English and wrong in two places, held against the
values: gross domestic product is in thousands of euros, building permits are per 1,000.
"""

from __future__ import annotations

from dataclasses import dataclass

PERCENT = "%"


@dataclass(frozen=True)
class Indicator:
    """An indicator of the districts; a value below `least` is a gap in the source, not a value."""

    id: str
    title: str
    unit: str
    topic: str
    least: float = 0.0


_POSITIVE = 1e-9

INDICATORS = {
    indicator.id: indicator
    for indicator in (
        Indicator("share_65plus", "Anteil der Menschen ab 65 Jahren", PERCENT, "Bevölkerung"),
        Indicator("median_age", "Durchschnittsalter", "Jahre", "Bevölkerung"),
        Indicator(
            "share_foreign", "Anteil der Menschen ohne deutschen Pass", PERCENT, "Bevölkerung"
        ),
        Indicator("share_female", "Anteil der Frauen", PERCENT, "Bevölkerung"),
        Indicator(
            "gdp_per_capita", "Bruttoinlandsprodukt je Einwohner", "1.000 Euro", "Wirtschaft"
        ),
        Indicator(
            "share_primary_sector",
            "Anteil der Land- und Forstwirtschaft an der Wertschöpfung",
            PERCENT,
            "Wirtschaft",
        ),
        Indicator(
            "share_secondary_sector",
            "Anteil von Industrie und Handwerk an der Wertschöpfung",
            PERCENT,
            "Wirtschaft",
        ),
        Indicator(
            "share_tertiary_sector",
            "Anteil der Dienstleistungen an der Wertschöpfung",
            PERCENT,
            "Wirtschaft",
        ),
        Indicator(
            "share_micro_enterprises",
            "Anteil der Betriebe mit weniger als 10 Beschäftigten",
            PERCENT,
            "Wirtschaft",
        ),
        Indicator(
            "share_large_enterprises",
            "Anteil der Betriebe mit mindestens 250 Beschäftigten",
            PERCENT,
            "Wirtschaft",
        ),
        Indicator("unemployment_rate", "Arbeitslosenquote", PERCENT, "Arbeit"),
        Indicator(
            "share_longterm_unemployed",
            "Anteil der Langzeitarbeitslosen an allen Arbeitslosen",
            PERCENT,
            "Arbeit",
        ),
        Indicator(
            "youth_unemployment_rate",
            "Arbeitslosenquote der unter 25-Jährigen",
            PERCENT,
            "Arbeit",
        ),
        Indicator("share_abitur", "Schulabgänge mit Abitur", PERCENT, "Bildung"),
        Indicator("share_no_degree", "Schulabgänge ohne Abschluss", PERCENT, "Bildung"),
        Indicator(
            "students_per_100",
            "Studierende je 100 Menschen von 18 bis 25 Jahren",
            "je 100",
            "Bildung",
        ),
        Indicator(
            "apprentices_per_100",
            "Auszubildende je 100 Menschen von 15 bis 25 Jahren",
            "je 100",
            "Bildung",
        ),
        Indicator("purchasing_power", "Kaufkraft je Einwohner", "Euro", "Einkommen", _POSITIVE),
        Indicator("share_low_income_hh", "Haushalte mit niedrigem Einkommen", PERCENT, "Einkommen"),
        Indicator(
            "physician_density",
            "Ärztinnen und Ärzte je 10.000 Einwohner",
            "je 10.000",
            "Gesundheit",
        ),
        Indicator(
            "hospital_beds_per_capita",
            "Krankenhausbetten je 1.000 Einwohner",
            "je 1.000",
            "Gesundheit",
        ),
        Indicator(
            "gp_density",
            "Hausärztinnen und Hausärzte je 10.000 Einwohner",
            "je 10.000",
            "Gesundheit",
        ),
        Indicator("childcare_under3", "Betreuungsquote unter 3 Jahren", PERCENT, "Betreuung"),
        Indicator("childcare_3to6", "Betreuungsquote von 3 bis 6 Jahren", PERCENT, "Betreuung"),
        Indicator(
            "building_permits_per_capita",
            "Genehmigte Wohnungen je 1.000 Einwohner",
            "je 1.000",
            "Wohnen",
        ),
        Indicator("rent_level", "Angebotsmiete", "Euro je m²", "Wohnen"),
        Indicator("living_space_per_capita", "Wohnfläche je Einwohner", "m²", "Wohnen"),
        Indicator("cars_per_capita", "Pkw je 1.000 Einwohner", "je 1.000", "Mobilität", _POSITIVE),
        Indicator(
            "municipal_debt_per_capita", "Kommunale Schulden je Einwohner", "Euro", "Finanzen"
        ),
        Indicator(
            "tax_revenue_per_capita", "Steuerkraft je Einwohner", "Euro", "Finanzen", _POSITIVE
        ),
    )
}
