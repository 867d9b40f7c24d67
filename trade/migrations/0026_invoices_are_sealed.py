"""An issued invoice does not change, its lines and tax lines neither: the database itself refuses it.

What may still change is who it belongs to, when a company is taken into another or a person's account ends. A row goes
with what it belongs to (an invoice with its order, a line with its invoice), and with nothing else: on PostgreSQL that
is looked at when the transaction ends. SQLite looks at once, when what is being deleted as a whole is still there: it
keeps rows from being changed only.
"""

from typing import Any

from django.db import migrations

WORDS = "an issued invoice does not change"
CONTENT = (
    "ref, kind, state, order_id, credits_id, year, number, title, issuer_party, recipient_party, ship_to, account, "
    "order_number, buyer_po, currency, incoterm, incoterm_place, payment, deposit_percent, payment_days, issued_on, "
    "issued_at, supplied_on, due_on, tax_reason, reason, note, allowance_reason, net, allowance, tax, prepaid, stamp, "
    "created_at"
)
PARTS = ("trade_invoiceline", "trade_invoicetax")
ISSUED = "EXISTS (SELECT 1 FROM trade_invoice i WHERE i.state = 'issued' AND i.id = {id})"

POSTGRESQL = [
    f"""CREATE FUNCTION trade_invoice_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation'; END $$""",
    f"""CREATE TRIGGER trade_invoice_sealed BEFORE UPDATE OF {CONTENT} ON trade_invoice
        FOR EACH ROW WHEN (OLD.state = 'issued') EXECUTE FUNCTION trade_invoice_sealed()""",
    f"""CREATE FUNCTION trade_invoice_is_issued(bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT {ISSUED.format(id="$1")} $$""",
    f"""CREATE FUNCTION trade_invoice_part_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF trade_invoice_is_issued(NEW.invoice_id)
                OR (TG_OP = 'UPDATE' AND trade_invoice_is_issued(OLD.invoice_id)) THEN
                RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$""",
]
POSTGRESQL += [
    f"""CREATE TRIGGER {table}_sealed BEFORE INSERT OR UPDATE ON {table}
        FOR EACH ROW EXECUTE FUNCTION trade_invoice_part_sealed()"""
    for table in PARTS
]
STAYS = {  # each table: what the row belongs to, and whether it was issued when the row was deleted
    "trade_invoice": ("trade_order", "order_id", "OLD.state = 'issued'"),
    **{table: ("trade_invoice", "invoice_id", "trade_invoice_is_issued(OLD.invoice_id)") for table in PARTS},
}
for table, (whole, column, was_issued) in STAYS.items():
    POSTGRESQL += [
        f"""CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT 1 FROM {whole} WHERE id = OLD.{column}) THEN
                    RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
            END $$""",
        f"""CREATE CONSTRAINT TRIGGER {table}_stays AFTER DELETE ON {table} DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW WHEN ({was_issued}) EXECUTE FUNCTION {table}_stays()""",
    ]
POSTGRESQL_BACK = [
    statement
    for table in STAYS
    for statement in (f"DROP TRIGGER {table}_stays ON {table}", f"DROP FUNCTION {table}_stays()")
]
POSTGRESQL_BACK += [f"DROP TRIGGER {table}_sealed ON {table}" for table in PARTS]
POSTGRESQL_BACK += [
    "DROP FUNCTION trade_invoice_part_sealed()",
    "DROP FUNCTION trade_invoice_is_issued(bigint)",
    "DROP TRIGGER trade_invoice_sealed ON trade_invoice",
    "DROP FUNCTION trade_invoice_sealed()",
]
ABORT = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
SQLITE = [
    f"""CREATE TRIGGER trade_invoice_sealed BEFORE UPDATE OF {CONTENT} ON trade_invoice
        WHEN OLD.state = 'issued' {ABORT}"""
]
SQLITE_BACK = ["DROP TRIGGER trade_invoice_sealed"]
for table in PARTS:
    SQLITE += [
        f"""CREATE TRIGGER {table}_sealed_insert BEFORE INSERT ON {table}
            WHEN {ISSUED.format(id="NEW.invoice_id")} {ABORT}""",
        f"""CREATE TRIGGER {table}_sealed_update BEFORE UPDATE ON {table}
            WHEN {ISSUED.format(id="OLD.invoice_id")} OR {ISSUED.format(id="NEW.invoice_id")} {ABORT}""",
    ]
    SQLITE_BACK += [f"DROP TRIGGER {table}_sealed_update", f"DROP TRIGGER {table}_sealed_insert"]


def seal(apps: Any, editor: Any) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def unseal(apps: Any, editor: Any) -> None:
    for statement in POSTGRESQL_BACK if editor.connection.vendor == "postgresql" else SQLITE_BACK:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("trade", "0025_invoices")]

    operations = [migrations.RunPython(seal, unseal)]
