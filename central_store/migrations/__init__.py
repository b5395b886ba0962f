"""Steps that lead the tables of an earlier release on, made by Alembic (central_store.leading_on).

A step is written in the terms of its day and never changed; it imports nothing of ours. Tests lead a store of the first
releases through all of them, on both engines, and hold what comes out against the tables of a new store. On PostgreSQL the
owner of the tables is held to row-level security too: a step that alters rows takes FORCE away first and puts it back.
"""
