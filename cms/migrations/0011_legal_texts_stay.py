"""What was published does not change: the database itself refuses it, on PostgreSQL and on SQLite."""

from typing import Any

from django.db import migrations

WORDS = "a legal text that was published does not change"
CONTENT = "document, number, valid_from, needs_consent, published_at"
STANDS = "EXISTS (SELECT 1 FROM cms_legalversion v WHERE v.id = {id} AND v.number IS NOT NULL)"

POSTGRESQL = [
    f"""CREATE FUNCTION cms_legal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation'; END $$""",
    f"""CREATE TRIGGER cms_legalversion_stays BEFORE UPDATE OF {CONTENT} ON cms_legalversion
        FOR EACH ROW WHEN (OLD.number IS NOT NULL) EXECUTE FUNCTION cms_legal_stays()""",
    f"""CREATE FUNCTION cms_legaltext_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {STANDS.format(id="NEW.version_id")} THEN
                RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$""",
    """CREATE TRIGGER cms_legaltext_stays BEFORE INSERT OR UPDATE ON cms_legaltext
        FOR EACH ROW EXECUTE FUNCTION cms_legaltext_stays()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER cms_legaltext_stays ON cms_legaltext",
    "DROP FUNCTION cms_legaltext_stays()",
    "DROP TRIGGER cms_legalversion_stays ON cms_legalversion",
    "DROP FUNCTION cms_legal_stays()",
]
ABORT = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
SQLITE = [
    f"""CREATE TRIGGER cms_legalversion_stays BEFORE UPDATE OF {CONTENT} ON cms_legalversion
        WHEN OLD.number IS NOT NULL {ABORT}""",
    f"""CREATE TRIGGER cms_legaltext_stays_insert BEFORE INSERT ON cms_legaltext
        WHEN {STANDS.format(id="NEW.version_id")} {ABORT}""",
    f"""CREATE TRIGGER cms_legaltext_stays_update BEFORE UPDATE ON cms_legaltext
        WHEN {STANDS.format(id="NEW.version_id")} {ABORT}""",
]
SQLITE_BACK = [
    f"DROP TRIGGER {name}"
    for name in ("cms_legaltext_stays_update", "cms_legaltext_stays_insert", "cms_legalversion_stays")
]


def keep(apps: Any, editor: Any) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def release(apps: Any, editor: Any) -> None:
    for statement in POSTGRESQL_BACK if editor.connection.vendor == "postgresql" else SQLITE_BACK:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("cms", "0010_courses")]

    operations = [migrations.RunPython(keep, release)]
