"""What a municipality shares, on consent"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import assistant.store.tables

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('trusted_keys',
    sa.Column('fingerprint', sa.String(length=32), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('at', assistant.store.tables.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('fingerprint', name=op.f('pk_trusted_keys'))
    )
    op.create_table('shared_cards',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('process', sa.String(length=36), nullable=True),
    sa.Column('key', sa.String(length=32), nullable=True),
    sa.Column('foreign_id', sa.String(length=36), nullable=True),
    sa.Column('issued_at', assistant.store.tables.UtcDateTime(timezone=True), nullable=True),
    sa.Column('stamp', sa.BigInteger(), nullable=False),
    sa.Column('at', assistant.store.tables.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['key'], ['trusted_keys.fingerprint'], name=op.f('fk_shared_cards_key'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['process'], ['processes.id'], name=op.f('fk_shared_cards_process'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shared_cards')),
    sa.UniqueConstraint('key', 'foreign_id', name=op.f('uq_shared_cards_key_foreign_id')),
    sa.UniqueConstraint('process', name=op.f('uq_shared_cards_process'))
    )
    op.create_table('shared_items',
    sa.Column('card', sa.String(length=36), nullable=False),
    sa.Column('item', sa.String(length=80), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('facts', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('member', sa.String(length=36), nullable=True),
    sa.Column('at', assistant.store.tables.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['card'], ['shared_cards.id'], name=op.f('fk_shared_items_card'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['member'], ['members.id'], name=op.f('fk_shared_items_member'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('card', 'item', name=op.f('pk_shared_items'))
    )


def downgrade() -> None:
    op.drop_table('shared_items')
    op.drop_table('shared_cards')
    op.drop_table('trusted_keys')
