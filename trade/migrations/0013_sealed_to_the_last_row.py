"""Of what was handed in nothing is taken away either, nor do its prices at further quantities change.

A row goes with what it belongs to, and with nothing else. That is looked at when the transaction ends: by then a
quotation that is deleted as a whole is gone. Whether a version was handed in counts as of the row's deletion: a draft's
lines are written anew before it is handed in, at times in one transaction.
"""

from typing import Any

from django.db import migrations

WORDS = "a version that was handed in does not change"
HANDED_IN = "SELECT 1 FROM trade_quotationversion v WHERE v.submitted_at IS NOT NULL AND v.id"
OF_LINE = "SELECT 1 FROM trade_quotationline l WHERE trade_is_handed_in(l.version_id) AND l.id"
OF_LINE_INLINE = (
    "SELECT 1 FROM trade_quotationline l JOIN trade_quotationversion v ON v.id = l.version_id "
    "WHERE v.submitted_at IS NOT NULL AND l.id"
)
STAYS = {  # each table: what the row belongs to, and whether that was handed in when the row was deleted
    "trade_quotationversion": ("trade_quotation", "quotation_id", "OLD.submitted_at IS NOT NULL"),
    "trade_quotationline": ("trade_quotationversion", "version_id", "trade_is_handed_in(OLD.version_id)"),
    "trade_quotationdocument": ("trade_quotationversion", "version_id", "trade_is_handed_in(OLD.version_id)"),
    "trade_quotationtier": ("trade_quotationline", "line_id", "trade_line_is_handed_in(OLD.line_id)"),
}
POSTGRESQL = [
    f"""CREATE FUNCTION trade_is_handed_in(bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS ({HANDED_IN} = $1) $$""",
    f"""CREATE FUNCTION trade_line_is_handed_in(bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS ({OF_LINE} = $1) $$""",
    """CREATE TRIGGER trade_tier_sealed BEFORE INSERT OR UPDATE ON trade_quotationtier
        FOR EACH ROW WHEN (trade_line_is_handed_in(NEW.line_id)) EXECUTE FUNCTION trade_sealed()""",
]
for table, (whole, column, was_handed_in) in STAYS.items():
    POSTGRESQL += [
        f"""CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT 1 FROM {whole} WHERE id = OLD.{column}) THEN
                    RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
            END $$""",
        f"""CREATE CONSTRAINT TRIGGER {table}_stays AFTER DELETE ON {table} DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW WHEN ({was_handed_in}) EXECUTE FUNCTION {table}_stays()""",
    ]
POSTGRESQL_BACK = [
    statement
    for table in STAYS
    for statement in (f"DROP TRIGGER {table}_stays ON {table}", f"DROP FUNCTION {table}_stays()")
]
POSTGRESQL_BACK += [
    "DROP TRIGGER trade_tier_sealed ON trade_quotationtier",
    "DROP FUNCTION trade_line_is_handed_in(bigint)",
    "DROP FUNCTION trade_is_handed_in(bigint)",
]
# SQLite looks at once, when a quotation that is being deleted is still there: it keeps rows from being changed only.
SQLITE = [
    f"""CREATE TRIGGER trade_tier_sealed_{verb.lower()} BEFORE {verb} ON trade_quotationtier
        WHEN EXISTS ({OF_LINE_INLINE} = NEW.line_id) BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"""
    for verb in ("INSERT", "UPDATE")
]
SQLITE_BACK = ["DROP TRIGGER trade_tier_sealed_insert", "DROP TRIGGER trade_tier_sealed_update"]


def seal(apps: Any, editor: Any) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def unseal(apps: Any, editor: Any) -> None:
    for statement in POSTGRESQL_BACK if editor.connection.vendor == "postgresql" else SQLITE_BACK:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("trade", "0012_comparison_weights")]

    operations = [migrations.RunPython(seal, unseal)]
