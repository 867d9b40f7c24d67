"""The indices of the search in threads and posts. Beside the running portal, for the tables may be large."""

from django.db import migrations

INDICES = {
    "post_words": "community_post USING gin (to_tsvector('simple'::regconfig, COALESCE(body, '')))",
    "thread_words": "community_thread USING gin (to_tsvector('simple'::regconfig, COALESCE(title, '')))",
}


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name, where in INDICES.items():
            schema_editor.execute(f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {name} ON {where}")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in INDICES:
            schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("community", "0007_talk"),
    ]

    operations = [migrations.RunPython(make, drop)]
