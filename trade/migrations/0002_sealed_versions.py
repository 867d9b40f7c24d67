"""What was handed in does not change: the database itself refuses it, on PostgreSQL and on SQLite."""

from typing import Any

from django.db import migrations

CONTENT = (
    "number, side, currency, incoterm, incoterm_place, lead_time_days, valid_until, respond_by, payment, "
    "deposit_percent, payment_days, sample, sample_amount, sample_days, sample_freight, note, sealed, digest, submitted_at"
)
LINE = (
    "position, rfq_line_id, is_alternative, title, sku, text, quantity, unit, moq, amount, lead_time_days, answers, "
    "version_id"
)
SEALED = "EXISTS (SELECT 1 FROM trade_quotationversion v WHERE v.id = {id} AND v.submitted_at IS NOT NULL)"
WORDS = "a version that was handed in does not change"

POSTGRESQL = [
    f"""CREATE FUNCTION trade_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation'; END $$""",
    f"""CREATE TRIGGER trade_version_sealed BEFORE UPDATE OF {CONTENT} ON trade_quotationversion
        FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION trade_sealed()""",
    f"""CREATE FUNCTION trade_line_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {SEALED.format(id="NEW.version_id")} THEN
                RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$""",
    f"""CREATE TRIGGER trade_line_sealed BEFORE INSERT OR UPDATE OF {LINE} ON trade_quotationline
        FOR EACH ROW EXECUTE FUNCTION trade_line_sealed()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER trade_line_sealed ON trade_quotationline",
    "DROP FUNCTION trade_line_sealed()",
    "DROP TRIGGER trade_version_sealed ON trade_quotationversion",
    "DROP FUNCTION trade_sealed()",
]
ABORT = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
SQLITE = [
    f"""CREATE TRIGGER trade_version_sealed BEFORE UPDATE OF {CONTENT} ON trade_quotationversion
        WHEN OLD.submitted_at IS NOT NULL {ABORT}""",
    f"""CREATE TRIGGER trade_line_sealed_insert BEFORE INSERT ON trade_quotationline
        WHEN {SEALED.format(id="NEW.version_id")} {ABORT}""",
    f"""CREATE TRIGGER trade_line_sealed_update BEFORE UPDATE OF {LINE} ON trade_quotationline
        WHEN {SEALED.format(id="NEW.version_id")} {ABORT}""",
]
SQLITE_BACK = [
    f"DROP TRIGGER {name}" for name in ("trade_line_sealed_update", "trade_line_sealed_insert", "trade_version_sealed")
]


def seal(apps: Any, editor: Any) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def unseal(apps: Any, editor: Any) -> None:
    for statement in POSTGRESQL_BACK if editor.connection.vendor == "postgresql" else SQLITE_BACK:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("trade", "0001_quotations")]

    operations = [migrations.RunPython(seal, unseal)]
