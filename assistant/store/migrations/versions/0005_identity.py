"""Sign-in by a proxy or a token of the intranet, and the record of sign-ins"""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from alembic import op

import assistant.store.tables

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Columns without constraints: SQLite would rebuild the table for them, and rebuilding a
    # table deletes what hangs on it.
    op.add_column('members', sa.Column('identity_hash', sa.String(length=64), nullable=True))
    op.add_column('members', sa.Column('access_ended_at', assistant.store.tables.UtcDateTime(timezone=True), nullable=True))
    op.create_index('ix_members_identity_hash_process', 'members', ['identity_hash', 'process'], unique=True)
    op.add_column('sessions', sa.Column('identity_hash', sa.String(length=64), nullable=True))
    op.add_column('invitations', sa.Column('id', sa.String(length=36), nullable=True))
    op.add_column('invitations', sa.Column('created_at', assistant.store.tables.UtcDateTime(timezone=True), nullable=True))
    _name_old_invitations()
    op.create_index('ix_invitations_id', 'invitations', ['id'], unique=True)
    op.create_table('used_tokens',
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('expires_at', assistant.store.tables.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_used_tokens'))
    )
    op.create_index('ix_used_tokens_expires_at', 'used_tokens', ['expires_at'], unique=False)
    op.create_table('audit',
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('at', assistant.store.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('action', sa.String(length=32), nullable=False),
    sa.Column('outcome', sa.String(length=16), nullable=False),
    sa.Column('process', sa.String(length=36), nullable=True),
    sa.Column('member', sa.String(length=36), nullable=True),
    sa.Column('about', sa.String(length=36), nullable=True),
    sa.Column('role', sa.String(length=16), nullable=True),
    sa.ForeignKeyConstraint(['about'], ['members.id'], name=op.f('fk_audit_about'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['member'], ['members.id'], name=op.f('fk_audit_member'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['process'], ['processes.id'], name=op.f('fk_audit_process'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_audit'))
    )
    op.create_index(op.f('ix_audit_at'), 'audit', ['at'], unique=False)
    op.create_index(op.f('ix_audit_process'), 'audit', ['process'], unique=False)


def _name_old_invitations() -> None:
    invitations = sa.table('invitations', sa.column('code_hash'), sa.column('id'))
    connection = op.get_bind()
    for code_hash in connection.execute(sa.select(invitations.c.code_hash)).scalars().all():
        named = invitations.update().where(invitations.c.code_hash == code_hash)
        connection.execute(named.values(id=uuid.uuid4().hex))


def downgrade() -> None:
    op.drop_table('audit')
    op.drop_table('used_tokens')
    op.drop_index('ix_invitations_id', table_name='invitations')
    op.drop_column('invitations', 'created_at')
    op.drop_column('invitations', 'id')
    op.drop_column('sessions', 'identity_hash')
    op.drop_index('ix_members_identity_hash_process', table_name='members')
    op.drop_column('members', 'access_ended_at')
    op.drop_column('members', 'identity_hash')
