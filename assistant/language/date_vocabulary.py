"""German words for months, seasons, weekdays and steps in time, folded (see `spelling.fold`)."""

from __future__ import annotations

MONTHS = {
    "januar": 1, "jaenner": 1, "februar": 2, "feber": 2, "maerz": 3, "april": 4, "mai": 5,
    "juni": 6, "juno": 6, "juli": 7, "julei": 7, "august": 8, "september": 9, "oktober": 10,
    "november": 11, "dezember": 12,
    "jan": 1, "feb": 2, "mrz": 3, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sept": 9, "sep": 9, "okt": 10, "nov": 11, "dez": 12,
}  # fmt: skip
# The first of the three months in which a season lies (meteorological); winter ends next year.
SEASONS = {"fruehjahr": 3, "fruehling": 3, "sommer": 6, "herbst": 9, "winter": 12}
WEEKDAYS = {
    "montag": 1, "dienstag": 2, "mittwoch": 3, "donnerstag": 4, "freitag": 5, "samstag": 6,
    "sonnabend": 6, "sonntag": 7,
}  # fmt: skip
STEPS = {
    "diese": 0, "laufende": 0, "aktuelle": 0, "naechste": 1, "kommende": 1, "folgende": 1,
    "uebernaechste": 2, "letzte": -1, "vorige": -1, "vergangene": -1, "vorletzte": -2,
}  # fmt: skip
DAYS = {"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "uebermorgen": 2}
