"""All tables. Everything of a process hangs on `processes.id` and goes with it."""

from __future__ import annotations

import datetime
from typing import Any

import sqlalchemy as sa


class UtcDateTime(sa.types.TypeDecorator[datetime.datetime]):
    """An aware date and time, kept in UTC; SQLite would forget the zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Any) -> Any:
        return None if value is None else value.astimezone(datetime.timezone.utc)

    def process_result_value(self, value: Any, dialect: Any) -> datetime.datetime | None:
        if value is None or value.tzinfo is not None:
            return value  # type: ignore[no-any-return]
        return value.replace(tzinfo=datetime.timezone.utc)  # type: ignore[no-any-return]


# SQLite numbers rows by itself only in a column of its own INTEGER.
RowNumber = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Id = sa.String(36)
# None is NULL in the column, not the JSON word null.
Json = sa.JSON(none_as_null=True)

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_process(**options: Any) -> sa.Column[str]:
    return sa.Column(
        "process", Id, sa.ForeignKey("processes.id", ondelete="CASCADE"), nullable=False, **options
    )


def _of_member(**options: Any) -> sa.Column[str]:
    return sa.Column(
        "member", Id, sa.ForeignKey("members.id", ondelete="CASCADE"), nullable=False, **options
    )


processes = sa.Table(
    "processes",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("municipality", sa.Text, nullable=False),
    sa.Column("type", sa.String(16), nullable=False),
    sa.Column("ags", sa.String(8)),
    sa.Column("parent", sa.Text),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("version", sa.Integer, nullable=False, default=0),
    sa.Column(
        "names_in_documents", sa.Boolean, nullable=False, default=False, server_default=sa.false()
    ),
)

members = sa.Table(
    "members",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _of_process(index=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("department", sa.Text),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("code_hash", sa.String(64), unique=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
    # Who the house says she is, hashed; and since when she has no access any more.
    sa.Column("identity_hash", sa.String(64)),
    sa.Column("access_ended_at", UtcDateTime),
    sa.Index("ix_members_identity_hash_process", "identity_hash", "process", unique=True),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    _of_member(index=True),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    sa.Column("identity_hash", sa.String(64)),
)

invitations = sa.Table(
    "invitations",
    metadata,
    sa.Column("code_hash", sa.String(64), primary_key=True),
    _of_process(index=True),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("name", sa.Text),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    sa.Column("member", Id, sa.ForeignKey("members.id", ondelete="CASCADE")),
    sa.Column("id", Id),
    sa.Column("created_at", UtcDateTime),
    sa.Index("ix_invitations_id", "id", unique=True),
)

# Tokens of the intranet that were used, so that none is used twice, whichever worker is asked.
used_tokens = sa.Table(
    "used_tokens",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column("expires_at", UtcDateTime, nullable=False, index=True),
)

# Sign-ins and changes of rights: when, what, by whom, about whom, and whether it worked.
audit = sa.Table(
    "audit",
    metadata,
    sa.Column("number", RowNumber, primary_key=True, autoincrement=True),
    sa.Column("at", UtcDateTime, nullable=False, index=True),
    sa.Column("action", sa.String(32), nullable=False),
    sa.Column("outcome", sa.String(16), nullable=False),
    sa.Column("process", Id, sa.ForeignKey("processes.id", ondelete="CASCADE"), index=True),
    sa.Column("member", Id, sa.ForeignKey("members.id", ondelete="SET NULL")),
    sa.Column("about", Id, sa.ForeignKey("members.id", ondelete="SET NULL")),
    sa.Column("role", sa.String(16)),
)

failed_sign_ins = sa.Table(
    "failed_sign_ins",
    metadata,
    sa.Column("address_hash", sa.String(64), primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("last_at", UtcDateTime, nullable=False),
)

answers = sa.Table(
    "answers",
    metadata,
    _of_process(primary_key=True),
    sa.Column("question", sa.String(200), primary_key=True),
    sa.Column("value", Json),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("member", Id, sa.ForeignKey("members.id", ondelete="SET NULL")),
    sa.Column("at", UtcDateTime, nullable=False),
)

answer_revisions = sa.Table(
    "answer_revisions",
    metadata,
    sa.Column("number", RowNumber, primary_key=True, autoincrement=True),
    _of_process(),
    sa.Column("question", sa.String(200), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("value", Json),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("member", Id, sa.ForeignKey("members.id", ondelete="SET NULL")),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("undoes", sa.BigInteger),
    sa.UniqueConstraint("process", "question", "revision"),
    sa.Index("ix_answer_revisions_member", "member", "number"),
    sa.Index("ix_answer_revisions_process_at", "process", "at"),
)

items = sa.Table(
    "items",
    metadata,
    _of_process(primary_key=True),
    sa.Column("collection", sa.String(60), primary_key=True),
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("origin", sa.String(36)),
    sa.Column("deleted_by", Id, sa.ForeignKey("members.id", ondelete="SET NULL")),
    sa.Column("deleted_at", UtcDateTime),
)

positions = sa.Table(
    "positions",
    metadata,
    _of_member(primary_key=True),
    sa.Column("question", sa.String(200)),
    sa.Column("return_to", sa.String(200)),
    sa.Column("paused", sa.Boolean, nullable=False, default=False),
    sa.Column("pending", Json),
    sa.Column("failures", sa.Integer, nullable=False, default=0),
    sa.Column("turn", sa.Integer, nullable=False, default=0),
    sa.Column("topic", sa.String(80)),
    sa.Column("answered", sa.String(200)),
    # When she was last here, and when her visit before this one ended: the last moments only.
    sa.Column("seen_at", UtcDateTime),
    sa.Column("left_at", UtcDateTime),
)

messages = sa.Table(
    "messages",
    metadata,
    sa.Column("number", RowNumber, primary_key=True, autoincrement=True),
    _of_member(),
    sa.Column("id", Id, nullable=False),
    sa.Column("sender", sa.String(16), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("kind", sa.String(24), nullable=False),
    sa.Column("data", Json),
    sa.UniqueConstraint("member", "id"),
    sa.Index("ix_messages_member_number", "member", "number"),
)

unclear = sa.Table(
    "unclear",
    metadata,
    sa.Column("number", RowNumber, primary_key=True, autoincrement=True),
    _of_member(index=True),
    sa.Column("question", sa.String(200)),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("taken_for", sa.String(80), nullable=False),
    sa.Column("at", UtcDateTime, nullable=False, index=True),
)

requests = sa.Table(
    "requests",
    metadata,
    _of_member(primary_key=True),
    sa.Column("id", Id, primary_key=True),
    sa.Column("body_hash", sa.String(64), nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("response", Json, nullable=False),
)

# What is uploaded: the file as given (only while it can be of use), and what was read from it.
uploads = sa.Table(
    "uploads",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _of_process(),
    sa.Column("member", Id, sa.ForeignKey("members.id", ondelete="SET NULL")),
    sa.Column("purpose", sa.String(16), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("media_type", sa.String(80), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("content", sa.LargeBinary),
    sa.Column("picture", sa.LargeBinary),
    sa.Column("reading", Json, nullable=False),
    sa.Column("tables", Json, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("confirmed_at", UtcDateTime),
    sa.Index("ix_uploads_process_purpose", "process", "purpose"),
)

# What the plan and its review held when a new round began: kept whole, never changed.
rounds = sa.Table(
    "rounds",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _of_process(),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("member", Id, sa.ForeignKey("members.id", ondelete="SET NULL")),
    sa.Column("content", Json, nullable=False),
    sa.UniqueConstraint("process", "number"),
)

# Other installations whose exchange files are taken in, as the operator named them.
trusted_keys = sa.Table(
    "trusted_keys",
    metadata,
    sa.Column("fingerprint", sa.String(32), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
)

# What municipalities show each other: of a process here, or from the file of another installation.
# `stamp` is a new random number with every change of the card.
shared_cards = sa.Table(
    "shared_cards",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column(
        "process", Id, sa.ForeignKey("processes.id", ondelete="CASCADE"), nullable=True, unique=True
    ),
    sa.Column("key", sa.String(32), sa.ForeignKey("trusted_keys.fingerprint", ondelete="CASCADE")),
    sa.Column("foreign_id", Id),
    sa.Column("issued_at", UtcDateTime),
    sa.Column("stamp", sa.BigInteger, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("key", "foreign_id"),
)

# One text of a card, as it was previewed when somebody shared it.
shared_items = sa.Table(
    "shared_items",
    metadata,
    sa.Column("card", Id, sa.ForeignKey("shared_cards.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("item", sa.String(80), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("facts", Json, nullable=False),
    sa.Column("member", Id, sa.ForeignKey("members.id", ondelete="SET NULL")),
    sa.Column("at", UtcDateTime, nullable=False),
)

# Questions and sections that a member has handed over to a colleague or a department. `name` and
# `department` are as said, until somebody with access takes it on; `invitation` is the hash of the
# code that was made for it.
delegations = sa.Table(
    "delegations",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _of_process(),
    sa.Column("question", sa.String(200)),
    sa.Column("section", sa.String(80)),
    sa.Column("recipient", Id, sa.ForeignKey("members.id", ondelete="SET NULL")),
    sa.Column("name", sa.Text),
    sa.Column("department", sa.Text),
    sa.Column("member", Id, sa.ForeignKey("members.id", ondelete="SET NULL")),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("due", sa.String(10)),
    sa.Column("note", sa.Text),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("closed_at", UtcDateTime),
    sa.Column("closed_by", Id, sa.ForeignKey("members.id", ondelete="SET NULL")),
    sa.Column("invitation", sa.String(64), index=True),
    sa.Index("ix_delegations_process_status", "process", "status"),
)

# What somebody remarks on an answer, or proposes as one.
notes = sa.Table(
    "notes",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _of_process(),
    sa.Column("question", sa.String(200), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("text", sa.Text),
    sa.Column("value", Json),
    sa.Column("member", Id, sa.ForeignKey("members.id", ondelete="SET NULL")),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("closed_at", UtcDateTime),
    sa.Column("closed_by", Id, sa.ForeignKey("members.id", ondelete="SET NULL")),
    sa.Index("ix_notes_process_status", "process", "status"),
)

trackers = sa.Table(
    "trackers",
    metadata,
    sa.Column("sender", sa.String(64), primary_key=True),
    sa.Column("events", sa.Text, nullable=False),
)

# Whether a process is still used, and when it will be deleted because it is not.
process_uses = sa.Table(
    "process_uses",
    metadata,
    _of_process(primary_key=True),
    sa.Column("used_at", UtcDateTime, nullable=False),
    sa.Column("noticed_at", UtcDateTime),
    sa.Column("due_at", UtcDateTime),
)

# That something was deleted, without what it was: it outlives what it tells of, so it names nobody.
deletions = sa.Table(
    "deletions",
    metadata,
    sa.Column("number", RowNumber, primary_key=True, autoincrement=True),
    sa.Column("at", UtcDateTime, nullable=False, index=True),
    sa.Column("kind", sa.String(24), nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("by", sa.String(16), nullable=False),
    sa.Column("actor", sa.String(36)),
)

# What an operator imports from public registers: it belongs to no process and outlives all.

imports = sa.Table(
    "imports",
    metadata,
    sa.Column("number", RowNumber, primary_key=True, autoincrement=True),
    sa.Column("kind", sa.String(24), nullable=False),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("state", sa.Date),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Index("ix_imports_kind_number", "kind", "number"),
)

municipalities = sa.Table(
    "municipalities",
    metadata,
    sa.Column("ags", sa.String(9), primary_key=True),
    sa.Column("ars", sa.String(12), nullable=False),
    sa.Column("type", sa.String(16), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("official_name", sa.Text, nullable=False),
    sa.Column("district", sa.String(5)),
    sa.Column("district_name", sa.Text),
    sa.Column("association", sa.String(9)),
    sa.Column("association_name", sa.Text),
    sa.Column("state", sa.String(2), nullable=False),
    sa.Column("state_name", sa.Text, nullable=False),
    sa.Column("area", sa.Float, nullable=False),
    sa.Column("population", sa.Integer, nullable=False),
    sa.Column("men", sa.Integer),
    sa.Column("women", sa.Integer),
    sa.Column("postcode", sa.String(5)),
    sa.Column("longitude", sa.Float),
    sa.Column("latitude", sa.Float),
    sa.Index("ix_municipalities_district", "district"),
    sa.Index("ix_municipalities_type_population", "type", "population"),
)

municipality_history = sa.Table(
    "municipality_history",
    metadata,
    sa.Column("ags", sa.String(9), primary_key=True),
    sa.Column("at", sa.Date, primary_key=True),
    sa.Column("population", sa.Integer, nullable=False),
    sa.Column("area", sa.Float),
    sa.Column("census", sa.SmallInteger),
    sa.Index("ix_municipality_history_at", "at"),
)

district_ages = sa.Table(
    "district_ages",
    metadata,
    sa.Column("district", sa.String(5), primary_key=True),
    sa.Column("lower", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("upper", sa.SmallInteger),
    sa.Column("population", sa.Integer, nullable=False),
)

district_indicators = sa.Table(
    "district_indicators",
    metadata,
    sa.Column("id", sa.String(60), primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("topic", sa.Text, nullable=False),
)

district_series = sa.Table(
    "district_series",
    metadata,
    sa.Column("indicator", sa.String(60), primary_key=True),
    sa.Column("district", sa.String(5), primary_key=True),
    sa.Column("by_year", Json, nullable=False),
    sa.Index("ix_district_series_district", "district"),
)
