/** The words of the second script; those that both need are in `texts.ts`. */

export const later = {
  upload: {
    names: { population: "Einwohner nach Alter", movements: "Geburten, Sterbefälle, Zuzüge und Fortzüge" } as Record<string, string>,
    any: "Eigene Zahlen",
    title: (name: string) => `${name} als Datei`,
    lead: "Eine Tabelle aus Excel oder als CSV. Sie können die Datei auch hierher ziehen.",
    choose: "Datei auswählen",
    other: "Andere Datei auswählen",
    template: (format: string) => `Vorlage als ${format}`,
    templateOf: (format: string, name: string) => `Vorlage als ${format} herunterladen: ${name}`,
    reading: "Die Datei wird gelesen.",
    read: (name: string) => `Gelesen: ${name}`,
    unread: (name: string) => `Nicht lesbar: ${name}`,
    found: (errors: number, hints: number) =>
      [
        errors && (errors === 1 ? "1 Fehler" : `${errors} Fehler`),
        hints && (hints === 1 ? "1 Hinweis" : `${hints} Hinweise`),
      ]
        .filter(Boolean)
        .join(" und "),
    error: "Fehler:",
    hint: "Hinweis:",
    mend: "Bitte berichtigen Sie die Datei und wählen Sie sie noch einmal aus.",
    row: (row: number) => `Zeile ${row}`,
    column: (name: string) => `Spalte „${name}“`,
    more: (n: number) => `${n} weitere`,
    year: "Jahr",
    totals: "Summen der Jahre",
    rows: "So haben wir die ersten Zeilen gelesen",
    take: "Übernehmen",
    taken: "Die Zahlen sind übernommen.",
  },

  invite: {
    inviteLead: "Was darf die Person?",
    inviteRoles: [
      ["editor", "Mitarbeiten", "Fragen beantworten und ändern"],
      ["viewer", "Mitlesen", "alles sehen, nichts ändern"],
      ["adviser", "Beraten", "von außen begleiten"],
    ] as const,
    inviteName: "Name der Person",
    inviteGo: "Einladungscode erzeugen",
    inviteCode: "Einladungscode",
    inviteUntil: (date: string) => `Gültig bis ${date}. Geben Sie ihn persönlich weiter.`,
    inviteFailed: "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.",
  },

  form: {
    lead: "Hier stehen alle Fragen der Stufe auf einmal. Die Antworten sind dieselben wie im Gespräch.",
    stage: "Stufe",
    back: "Zurück zum Gespräch",
    save: "Änderungen speichern",
    saving: "Einen Augenblick bitte.",
    saved: (n: number) => (n === 1 ? "1 Antwort ist gespeichert." : `${n} Antworten sind gespeichert.`),
    nothing: "Es gibt nichts zu speichern.",
    failed: (n: number) => (n === 1 ? "1 Antwort konnte nicht gespeichert werden." : `${n} Antworten konnten nicht gespeichert werden.`),
    unknown: "Weiß ich noch nicht",
    skipped: "Übersprungen",
    mark: (status: string) => `Gespeichert ist: ${status}.`,
    changed: "Geändert, noch nicht gespeichert",
    conflict: "Diese Antwort hat inzwischen jemand geändert",
    now: (what: string) => `Gespeichert ist jetzt: „${what}“.`,
    mine: (what: string) => `Ihre Eingabe „${what}“ ist noch nicht gespeichert.`,
    keepTheirs: "Gespeicherte Antwort behalten",
    keepMine: "Meine speichern",
    add: "Eintrag hinzufügen",
    item: (n: number) => `Eintrag ${n}`,
    none: "Noch kein Eintrag.",
    viewer: "Sie lesen mit und können nichts ändern.",
    open: "Noch offen",
  },
};
