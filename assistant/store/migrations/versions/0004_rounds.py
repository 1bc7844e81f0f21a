"""Earlier rounds of the plan, kept whole"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import assistant.store.tables

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('rounds',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('process', sa.String(length=36), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('at', assistant.store.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('member', sa.String(length=36), nullable=True),
    sa.Column('content', sa.JSON(none_as_null=True), nullable=False),
    sa.ForeignKeyConstraint(['member'], ['members.id'], name=op.f('fk_rounds_member'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['process'], ['processes.id'], name=op.f('fk_rounds_process'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rounds')),
    sa.UniqueConstraint('process', 'number', name=op.f('uq_rounds_process_number'))
    )


def downgrade() -> None:
    op.drop_table('rounds')
