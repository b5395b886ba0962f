"""PostgreSQL holds what SQLite held already, that some tables only grow, and lets each authority see its own rows alone.

Releases that knew no steps look at about.version, and refuse the store from now on.
"""

from alembic import op

revision, down_revision = "0002", "0001"

TABLES = (
    *("about", "files", "epochs", "changes", "seals", "enrolments", "locked_out", "pieces"),
    *("audit", "audit_end", "quarantine", "reviewed"),
)
FUNCTION = """CREATE OR REPLACE FUNCTION daybook_only_grows() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' only grows', ERRCODE = 'restrict_violation'; END $$"""
WORDS_WENT = (
    " WHEN (NEW.salt IS NOT NULL OR NEW.body IS NOT NULL OR NEW.tenant <> OLD.tenant OR NEW.file <> OLD.file"
    " OR NEW.number <> OLD.number OR NEW.id <> OLD.id OR NEW.head <> OLD.head OR NEW.mark <> OLD.mark"
    " OR NEW.hash_of_body <> OLD.hash_of_body OR NEW.device <> OLD.device OR NEW.seal <> OLD.seal)"
)
GUARDED = {"audit": "", "seals": "", "changes": WORDS_WENT}
NEVER = "CREATE TRIGGER {table}_never_{verb} BEFORE {verb} ON {table}{each} EXECUTE FUNCTION daybook_only_grows()"
WALL = (
    "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
    "CREATE POLICY its_authority ON {table} USING (tenant = current_setting('daybook.tenant', true))",
)


def upgrade() -> None:
    op.execute("UPDATE about SET version = 2")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION)
        for table, where in GUARDED.items():
            op.execute(NEVER.format(table=table, verb="UPDATE", each=f" FOR EACH ROW{where}"))
            op.execute(NEVER.format(table=table, verb="DELETE", each=" FOR EACH ROW"))
            op.execute(NEVER.format(table=table, verb="TRUNCATE", each=""))
        for table in TABLES:
            for statement in WALL:
                op.execute(statement.format(table=table))
