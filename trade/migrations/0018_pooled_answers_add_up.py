"""What members promised of a line adds up in the database: looked at when a transaction ends (PostgreSQL)."""

from typing import Any

from django.db import migrations

WORDS = "the promises of a pooled answer do not add up"
OFF = """EXISTS (SELECT 1 FROM trade_poolline l WHERE l.id = {} AND l.promised <>
    (SELECT coalesce(sum(p.quantity), 0) FROM trade_poolpart p WHERE p.line_id = l.id))"""


def stop(row: str) -> str:
    return f"IF {OFF.format(row)} THEN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation'; END IF;"


POSTGRESQL = [
    f"""CREATE FUNCTION trade_poolline_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {stop("NEW.id")} RETURN NULL; END $$""",
    """CREATE CONSTRAINT TRIGGER trade_poolline_adds_up AFTER INSERT OR UPDATE OF promised ON trade_poolline
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trade_poolline_adds_up()""",
    f"""CREATE FUNCTION trade_poolpart_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN {stop("OLD.line_id")} END IF;
            IF TG_OP <> 'DELETE' THEN {stop("NEW.line_id")} END IF;
            RETURN NULL;
        END $$""",
    """CREATE CONSTRAINT TRIGGER trade_poolpart_adds_up AFTER INSERT OR DELETE OR UPDATE OF quantity, line_id
        ON trade_poolpart DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trade_poolpart_adds_up()""",
]
POSTGRESQL_BACK = [
    statement
    for table in ("trade_poolline", "trade_poolpart")
    for statement in (f"DROP TRIGGER {table}_adds_up ON {table}", f"DROP FUNCTION {table}_adds_up()")
]


def hold(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            editor.execute(statement)


def let_go(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL_BACK:
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("trade", "0017_pooled_answers")]

    operations = [migrations.RunPython(hold, let_go)]
