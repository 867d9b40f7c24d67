"""The books balance in the database, and stay as they were written.

When a transaction ends each posting must be sealed, have as many entries as it says, and sum to zero in each currency
(PostgreSQL). SQLite looks when a posting is sealed. Afterwards no entry comes, changes or goes; of a posting only the
company may change, which happens when two companies become one.
"""

from typing import Any

from django.db import migrations

OFF = "a posting does not sum to zero"
KEPT = "what is posted does not change"
SEALED = "SELECT 1 FROM trade_posting p WHERE p.is_sealed AND p.id"
UNEVEN = "SELECT 1 FROM trade_ledgerentry e WHERE e.posting_id = {} GROUP BY e.currency HAVING {} <> 0"
COUNTED = "(SELECT count(*) FROM trade_ledgerentry e WHERE e.posting_id = {})"
NAMES = ("key", "kind", "order_id", "text", "day", "size", "created_at")
CHANGED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in NAMES)


def stop(condition: str, words: str) -> str:
    return f"IF {condition} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; END IF;"


def function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


def wrong(posting: str) -> str:
    """Condition under which the posting that is still there is not complete."""
    uneven = UNEVEN.format(posting, "sum(e.amount)")
    return f"""EXISTS (SELECT 1 FROM trade_posting p WHERE p.id = {posting} AND (NOT p.is_sealed
        OR p.size <> {COUNTED.format(posting)} OR EXISTS ({uneven})))"""


POSTGRESQL = [
    function("trade_posting_balances", stop(wrong("NEW.id"), OFF) + " RETURN NULL;"),
    """CREATE CONSTRAINT TRIGGER trade_posting_balances AFTER INSERT OR UPDATE ON trade_posting
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trade_posting_balances()""",
    function("trade_entry_balances", stop(wrong("OLD.posting_id"), OFF) + " RETURN NULL;"),
    """CREATE CONSTRAINT TRIGGER trade_entry_balances AFTER DELETE ON trade_ledgerentry
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trade_entry_balances()""",
    function("trade_entry_new", stop(f"EXISTS ({SEALED} = NEW.posting_id)", KEPT) + " RETURN NEW;"),
    """CREATE TRIGGER trade_entry_new BEFORE INSERT ON trade_ledgerentry
        FOR EACH ROW EXECUTE FUNCTION trade_entry_new()""",
    function("trade_entry_kept", stop("true", KEPT)),
    """CREATE TRIGGER trade_entry_kept BEFORE UPDATE ON trade_ledgerentry
        FOR EACH ROW EXECUTE FUNCTION trade_entry_kept()""",
    function("trade_posting_kept", stop(f"OLD.is_sealed AND NOT NEW.is_sealed OR {CHANGED}", KEPT) + " RETURN NEW;"),
    """CREATE TRIGGER trade_posting_kept BEFORE UPDATE ON trade_posting
        FOR EACH ROW EXECUTE FUNCTION trade_posting_kept()""",
    function(
        "trade_posting_stays", stop("EXISTS (SELECT 1 FROM trade_order WHERE id = OLD.order_id)", KEPT) + " RETURN NULL;"
    ),
    """CREATE CONSTRAINT TRIGGER trade_posting_stays AFTER DELETE ON trade_posting
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trade_posting_stays()""",
]
PLACES = {
    "trade_posting_balances": "trade_posting",
    "trade_entry_balances": "trade_ledgerentry",
    "trade_entry_new": "trade_ledgerentry",
    "trade_entry_kept": "trade_ledgerentry",
    "trade_posting_kept": "trade_posting",
    "trade_posting_stays": "trade_posting",
}
POSTGRESQL_BACK = [
    statement
    for name, table in PLACES.items()
    for statement in (f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()")
]


def lite(name: str, table: str, verb: str, condition: str, words: str) -> str:
    return f"""CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {condition}
        BEGIN SELECT RAISE(ABORT, '{words}'); END"""


SUM_LITE = UNEVEN.format("NEW.id", "round(sum(e.amount), 4)")
SQLITE = [
    lite(
        "trade_posting_balances",
        "trade_posting",
        "UPDATE OF is_sealed",
        f"NEW.is_sealed AND (NEW.size <> {COUNTED.format('NEW.id')} OR EXISTS ({SUM_LITE}))",
        OFF,
    ),
    lite("trade_posting_begins", "trade_posting", "INSERT", "NEW.is_sealed", OFF),
    lite("trade_entry_new", "trade_ledgerentry", "INSERT", f"EXISTS ({SEALED} = NEW.posting_id)", KEPT),
    lite("trade_entry_kept", "trade_ledgerentry", "UPDATE", "true", KEPT),
    lite(
        "trade_posting_kept",
        "trade_posting",
        "UPDATE",
        f"OLD.is_sealed AND NOT NEW.is_sealed OR {CHANGED.replace('IS DISTINCT FROM', 'IS NOT')}",
        KEPT,
    ),
]
SQLITE_BACK = [
    f"DROP TRIGGER {name}"
    for name in (
        *("trade_posting_balances", "trade_posting_begins", "trade_entry_new"),
        *("trade_entry_kept", "trade_posting_kept"),
    )
]


def hold(apps: Any, editor: Any) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def let_go(apps: Any, editor: Any) -> None:
    for statement in POSTGRESQL_BACK if editor.connection.vendor == "postgresql" else SQLITE_BACK:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("trade", "0021_books")]

    operations = [migrations.RunPython(hold, let_go)]
