"""The database: tables, migrations, transactions, and the queries of each table.

Takes and gives plain data; knows nothing of questions. SQLite and PostgreSQL through SQLAlchemy.
"""
