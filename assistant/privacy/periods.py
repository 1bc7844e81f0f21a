"""How long things are kept, in words: filled into the table of personal data and the papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Periods:
    """The periods as set; the defaults are those of the settings (a test keeps them the same)."""

    transcript_days: int = 90
    process_months: int = 36
    notice_days: int = 30
    deletion_log_days: int = 1095
    unclear_days: int = 90
    session_days: int = 90
    invitation_days: int = 14
    audit_days: int = 180
    failed_sign_in_days: int = 1
    upload_days: int = 30

    def words(self) -> Mapping[str, str]:
        """Each period as people read it, by the name it has in the texts."""
        return {
            "process": self._process(),
            "transcript": f"{self.transcript_days} Tage nach dem Ende der Stufe"
            if self.transcript_days
            else "so lange wie das Vorhaben",
            "notice": f"{self.notice_days} Tage",
            "deletions": _days(self.deletion_log_days),
            "unclear": f"{self.unclear_days} Tage" if self.unclear_days else "gar nicht",
            "session": f"{self.session_days} Tage ab der Anmeldung",
            "invitation": f"eine Einladung {self.invitation_days} Tage; eine angenommene, solange "
            "die Person dabei ist",
            "audit": f"{self.audit_days} Tage",
            "failed": f"{_days(self.failed_sign_in_days)} nach dem letzten Versuch",
            "upload": f"{self.upload_days} Tage ohne Übernahme; übernommene, bis sie oder das "
            "Vorhaben gelöscht werden",
        }

    def _process(self) -> str:
        if self.process_months == 0:
            return "so lange wie das Vorhaben"
        return (
            f"so lange wie das Vorhaben, höchstens {self.process_months} Monate nach der letzten "
            "Nutzung"
        )


def _days(count: int) -> str:
    years, rest = divmod(count, 365)
    if years and not rest:
        return "1 Jahr" if years == 1 else f"{years} Jahre"
    return "1 Tag" if count == 1 else f"{count} Tage"
