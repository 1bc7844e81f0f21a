"""`daks chat`: a conversation in the terminal over the same engine and the same database."""

from __future__ import annotations

import argparse
import datetime
import sys
import uuid
from typing import Any

from assistant.chat.conversation import Conversations, Request
from assistant.chat.wire import progress_data, prompt_data, rows_of
from assistant.engine.agent import Assistant
from assistant.guide.model import MUNICIPALITY_TYPES
from assistant.process import sign_in
from assistant.process.dialogue.dialogue import Dialogue
from assistant.process.dialogue.greeting import greet_again, greet_founder, greet_joined
from assistant.process.dialogue.opened import open_prompt
from assistant.process.guessing import TooManyTriesError
from assistant.process.offers import load_full_guide
from assistant.process.record import Record
from assistant.process.turn import Turn
from assistant.settings import Settings, read_settings
from assistant.store.conversations import append_messages
from assistant.store.database import Database, default_database

QUIT = ("ende", "quit", "exit", ":q")


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser("chat", help="Gespräch im Terminal")
    parser.add_argument("--code", help="Zugangscode, um weiterzumachen")
    parser.add_argument("--municipality", metavar="NAME", help="neue Kommune anlegen")
    parser.add_argument("--type", choices=MUNICIPALITY_TYPES, default="municipality", help="Art")
    parser.add_argument("--name", metavar="NAME", help="Ihr Name")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Talks until the input ends or "ende" is typed; 1 when the code is wrong."""
    settings = read_settings()
    print("Die Assistenz wird geladen …", flush=True)
    database = default_database()
    assistant = Assistant(settings.model_dir)
    session = _session(arguments, settings, database)
    if session is None:
        return 1
    conversations = Conversations(database, assistant, load_full_guide())
    while True:
        text = _read("\n> ")
        if text is None or text.strip().lower() in QUIT:
            print("Bis bald. Alles ist gespeichert.")
            return 0
        if not text.strip():
            continue
        reply = conversations.respond(session.member.id, Request(str(uuid.uuid4()), text=text))
        for message in reply.body["messages"][1:]:
            print(f"\n{message['text']}")
        _print_options(reply.body["prompt"], reply.body["progress"])


def _session(
    arguments: argparse.Namespace, settings: Settings, database: Database
) -> sign_in.Session | None:
    """Signs in or registers, with the greeting that belongs to it."""
    if arguments.code is None and arguments.municipality is None:
        print("Mit Ihrem Zugangscode machen Sie weiter. Ohne Code (Eingabetaste) beginnen Sie neu.")
        arguments.code = _read("Zugangscode: ") or None
    days = settings.session_days
    with database.transaction() as connection:
        if arguments.code:
            try:
                session, is_new = sign_in.sign_in(connection, arguments.code, "terminal", days)
            except sign_in.WrongCodeError:
                print("Dieser Code ist nicht bekannt.")
                return None
            except TooManyTriesError as error:
                print(f"Zu viele falsche Codes. Bitte {error.seconds} Sekunden warten.")
                return None
            greet = greet_joined if is_new else greet_again
        else:
            municipality = arguments.municipality or _read("Name der Kommune: ") or "Musterstadt"
            name = arguments.name or _read("Ihr Name: ") or "Testperson"
            given = sign_in.Registration(municipality.strip(), arguments.type, name.strip())
            session = sign_in.register(connection, given, days)
            greet = greet_founder
        record = Record(connection, load_full_guide(), session.member, lock=True)
        turn = Turn(record=record)
        greet(Dialogue(record, turn, datetime.date.today()))
        record.save_position()
        now = datetime.datetime.now(datetime.timezone.utc)
        append_messages(connection, session.member.id, rows_of(turn.said, now))
    if session.access_code:
        print(f"\nIhr Zugangscode: {session.access_code}  (damit machen Sie später weiter)")
    for said in turn.said:
        print(f"\n{said.text}")
    _print_options(prompt_data(open_prompt(record)), progress_data(record))
    return session


def _print_options(prompt: dict[str, Any] | None, progress: dict[str, Any]) -> None:
    """What the page shows as controls: the options with their numbers, and the progress."""
    if prompt is None:
        return
    for number, option in enumerate(prompt.get("options", ()), 1):
        print(f"  {number}. {option['title']}")
    about = "" if progress["exact"] else "etwa "
    answered = f"{progress['answered']} von {about}{progress['total']} Fragen beantwortet"
    print(f"  [Stufe {progress['stage_number']} von {progress['stages']}, {answered}]")


def _read(prompt: str) -> str | None:
    try:
        return input(prompt)
    except EOFError:
        return None
    except UnicodeDecodeError:
        print("Diese Zeichen kann ich nicht lesen. Bitte UTF-8 verwenden.", file=sys.stderr)
        return ""
