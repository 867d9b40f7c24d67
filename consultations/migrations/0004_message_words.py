"""The index of the search in messages. Beside the running portal, for the table may be large; elsewhere there is none."""

from django.db import migrations

WORDS = "CREATE INDEX CONCURRENTLY IF NOT EXISTS message_words ON consultations_message USING gin (to_tsvector('simple'::regconfig, COALESCE(body, '')))"


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(WORDS)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX CONCURRENTLY IF EXISTS message_words")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('consultations', '0003_automatic_messages'),
    ]

    operations = [migrations.RunPython(make, drop)]
