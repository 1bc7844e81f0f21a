"""What a document may tell of a process, gathered from the database as plain data."""

from __future__ import annotations

import datetime
from dataclasses import replace

from assistant.documents.source import Person, Source
from assistant.process.figures.proposals import Proposals
from assistant.process.record import Record
from assistant.process.rounds.comparison import figure_changes
from assistant.process.rounds.model import open_steps, rounds_of
from assistant.process.strategy import strategy_of
from assistant.process.together.contributors import contributors_of
from assistant.process.uploads import coat_of_arms
from assistant.settings import Settings
from assistant.store.processes import members_of


def source_of(record: Record, today: datetime.date, settings: Settings) -> Source:
    """Everything a document may tell of a process, as it stands."""
    process = record.process
    state, facts = record.state, record.facts()
    proposals = Proposals(state, lambda _: facts).as_data()
    rounds = rounds_of(record.connection, process.id)
    strategy = strategy_of(record.guide, state, process.ags)
    agreed = open_steps(rounds[-1] if rounds else None, today)
    return Source(
        municipality=process.municipality,
        type=process.type,
        state=replace(state, proposals=proposals, upcoming=None),
        today=today,
        parent=process.parent,
        members=tuple(
            Person(member.name, member.department, member.role)
            for member in members_of(record.connection, process.id)
        ),
        strategy=replace(strategy, tasks=(*strategy.tasks, *agreed)),
        profile=facts,
        coat_of_arms=coat_of_arms(record.connection, process.id),
        colour=settings.colour_of(process.ags),
        process=process.id,
        rounds=rounds,
        changes=figure_changes(record, today),
        contributors=(
            contributors_of(record.connection, process.id) if process.names_in_documents else {}
        ),
    )
