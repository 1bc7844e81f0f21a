"""Deletions without content, notices before data are deleted"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import assistant.store.tables

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('process_uses',
    sa.Column('process', sa.String(length=36), nullable=False),
    sa.Column('used_at', assistant.store.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('noticed_at', assistant.store.tables.UtcDateTime(timezone=True), nullable=True),
    sa.Column('due_at', assistant.store.tables.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['process'], ['processes.id'], name=op.f('fk_process_uses_process'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('process', name=op.f('pk_process_uses'))
    )
    op.create_table('deletions',
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('at', assistant.store.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('by', sa.String(length=16), nullable=False),
    sa.Column('actor', sa.String(length=36), nullable=True),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_deletions'))
    )
    op.create_index(op.f('ix_deletions_at'), 'deletions', ['at'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_deletions_at'), table_name='deletions')
    op.drop_table('deletions')
    op.drop_table('process_uses')
