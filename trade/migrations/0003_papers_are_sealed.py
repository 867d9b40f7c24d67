"""Papers of a version that was handed in do not change either: their fingerprints are part of its seal."""

from typing import Any

from django.db import migrations, models


COLUMNS = "version_id, title, file, size, digest"
SEALED = "EXISTS (SELECT 1 FROM trade_quotationversion v WHERE v.id = NEW.version_id AND v.submitted_at IS NOT NULL)"
WORDS = "a version that was handed in does not change"
ABORT = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
POSTGRESQL = [
    f"""CREATE TRIGGER trade_document_sealed BEFORE INSERT OR UPDATE OF {COLUMNS} ON trade_quotationdocument
        FOR EACH ROW EXECUTE FUNCTION trade_line_sealed()"""
]
SQLITE = [
    f"CREATE TRIGGER trade_document_sealed_insert BEFORE INSERT ON trade_quotationdocument WHEN {SEALED} {ABORT}",
    f"CREATE TRIGGER trade_document_sealed_update BEFORE UPDATE OF {COLUMNS} ON trade_quotationdocument "
    f"WHEN {SEALED} {ABORT}",
]


def seal(apps: Any, editor: Any) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def unseal(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER trade_document_sealed ON trade_quotationdocument")
        return
    for name in ("trade_document_sealed_update", "trade_document_sealed_insert"):
        editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("trade", "0002_sealed_versions")]

    operations = [
        migrations.AddField("quotationdocument", "digest", models.CharField(default="", editable=False, max_length=64)),
        migrations.RunPython(seal, unseal),
    ]
