"""Delegated questions, notes, what happened since the last visit"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import assistant.store.tables

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('processes', sa.Column('names_in_documents', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('positions', sa.Column('seen_at', assistant.store.tables.UtcDateTime(timezone=True), nullable=True))
    op.add_column('positions', sa.Column('left_at', assistant.store.tables.UtcDateTime(timezone=True), nullable=True))
    op.create_index('ix_answer_revisions_process_at', 'answer_revisions', ['process', 'at'], unique=False)
    op.create_table('delegations',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('process', sa.String(length=36), nullable=False),
    sa.Column('question', sa.String(length=200), nullable=True),
    sa.Column('section', sa.String(length=80), nullable=True),
    sa.Column('recipient', sa.String(length=36), nullable=True),
    sa.Column('name', sa.Text(), nullable=True),
    sa.Column('department', sa.Text(), nullable=True),
    sa.Column('member', sa.String(length=36), nullable=True),
    sa.Column('at', assistant.store.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('due', sa.String(length=10), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('status', sa.String(length=16), nullable=False),
    sa.Column('closed_at', assistant.store.tables.UtcDateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.String(length=36), nullable=True),
    sa.Column('invitation', sa.String(length=64), nullable=True),
    sa.ForeignKeyConstraint(['closed_by'], ['members.id'], name=op.f('fk_delegations_closed_by'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['member'], ['members.id'], name=op.f('fk_delegations_member'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['process'], ['processes.id'], name=op.f('fk_delegations_process'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['recipient'], ['members.id'], name=op.f('fk_delegations_recipient'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delegations'))
    )
    op.create_index(op.f('ix_delegations_invitation'), 'delegations', ['invitation'], unique=False)
    op.create_index('ix_delegations_process_status', 'delegations', ['process', 'status'], unique=False)
    op.create_table('notes',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('process', sa.String(length=36), nullable=False),
    sa.Column('question', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('value', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('member', sa.String(length=36), nullable=True),
    sa.Column('at', assistant.store.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('status', sa.String(length=16), nullable=False),
    sa.Column('closed_at', assistant.store.tables.UtcDateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.String(length=36), nullable=True),
    sa.ForeignKeyConstraint(['closed_by'], ['members.id'], name=op.f('fk_notes_closed_by'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['member'], ['members.id'], name=op.f('fk_notes_member'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['process'], ['processes.id'], name=op.f('fk_notes_process'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notes'))
    )
    op.create_index('ix_notes_process_status', 'notes', ['process', 'status'], unique=False)


def downgrade() -> None:
    op.drop_table('notes')
    op.drop_table('delegations')
    op.drop_index('ix_answer_revisions_process_at', table_name='answer_revisions')
    op.drop_column('positions', 'left_at')
    op.drop_column('positions', 'seen_at')
    op.drop_column('processes', 'names_in_documents')
