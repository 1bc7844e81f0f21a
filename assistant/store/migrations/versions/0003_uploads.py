"""Uploaded files and what was read from them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import assistant.store.tables

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('uploads',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('process', sa.String(length=36), nullable=False),
    sa.Column('member', sa.String(length=36), nullable=True),
    sa.Column('purpose', sa.String(length=16), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('media_type', sa.String(length=80), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('picture', sa.LargeBinary(), nullable=True),
    sa.Column('reading', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('tables', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('at', assistant.store.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', assistant.store.tables.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['member'], ['members.id'], name=op.f('fk_uploads_member'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['process'], ['processes.id'], name=op.f('fk_uploads_process'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_uploads'))
    )
    with op.batch_alter_table('uploads', schema=None) as batch_op:
        batch_op.create_index('ix_uploads_process_purpose', ['process', 'purpose'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('uploads', schema=None) as batch_op:
        batch_op.drop_index('ix_uploads_process_purpose')

    op.drop_table('uploads')
