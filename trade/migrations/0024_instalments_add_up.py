"""The instalments of an order sum to its schedule's total: looked at when a transaction ends (PostgreSQL)."""

from typing import Any

from django.db import migrations

WORDS = "the instalments of an order do not add up"
OFF = """EXISTS (SELECT 1 FROM trade_paymentschedule s WHERE s.order_id = {0} AND s.total <>
    (SELECT coalesce(sum(i.amount), 0) FROM trade_instalment i WHERE i.order_id = {0} AND i.state <> 'waived'))"""


def stop(row: str) -> str:
    return f"IF {OFF.format(row)} THEN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation'; END IF;"


POSTGRESQL = [
    f"""CREATE FUNCTION trade_schedule_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {stop("NEW.order_id")} RETURN NULL; END $$""",
    """CREATE CONSTRAINT TRIGGER trade_schedule_adds_up AFTER INSERT OR UPDATE ON trade_paymentschedule
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trade_schedule_adds_up()""",
    f"""CREATE FUNCTION trade_instalment_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN {stop("OLD.order_id")} END IF;
            IF TG_OP <> 'DELETE' THEN {stop("NEW.order_id")} END IF;
            RETURN NULL;
        END $$""",
    """CREATE CONSTRAINT TRIGGER trade_instalment_adds_up
        AFTER INSERT OR DELETE OR UPDATE OF amount, state, order_id ON trade_instalment
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trade_instalment_adds_up()""",
]
POSTGRESQL_BACK = [
    statement
    for name, table in (("schedule", "paymentschedule"), ("instalment", "instalment"))
    for statement in (f"DROP TRIGGER trade_{name}_adds_up ON trade_{table}", f"DROP FUNCTION trade_{name}_adds_up()")
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
    dependencies = [("trade", "0023_settling")]

    operations = [migrations.RunPython(hold, let_go)]
