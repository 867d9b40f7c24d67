"""No community is left without a steward: looked at when the transaction ends, so that one may follow another in it."""

from typing import Any

from django.db import migrations

POSTGRESQL = [
    """CREATE FUNCTION community_steward_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM community_community WHERE id = OLD.community_id) AND NOT EXISTS (
                SELECT 1 FROM community_communitymember
                WHERE community_id = OLD.community_id AND role = 'steward' AND state = 'active'
            ) THEN
                RAISE EXCEPTION 'a community keeps a steward' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$""",
    """CREATE CONSTRAINT TRIGGER community_steward_stays AFTER UPDATE OR DELETE ON community_communitymember
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (OLD.role = 'steward' AND OLD.state = 'active') EXECUTE FUNCTION community_steward_stays()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER community_steward_stays ON community_communitymember",
    "DROP FUNCTION community_steward_stays()",
]


def keep(apps: Any, editor: Any) -> None:
    """SQLite has no deferred triggers: there one writer at a time and the verbs' own look are what keeps it."""
    if editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            editor.execute(statement)


def release(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL_BACK:
            editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ("community", "0005_house"),
    ]

    operations = [migrations.RunPython(keep, release)]
