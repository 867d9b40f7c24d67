"""Threads were mailed as communities are: who chose a rhythm for those keeps it for threads."""

from django.db import migrations


def carry(apps, schema_editor):
    preferences = apps.get_model("notifications", "MailPreference")
    rows = preferences.objects.filter(group="communities")
    preferences.objects.bulk_create(
        [preferences(user_id=user, group="threads", rhythm=rhythm) for user, rhythm in rows.values_list("user_id", "rhythm")],
        ignore_conflicts=True,
        batch_size=1000,
    )


def drop(apps, schema_editor):
    apps.get_model("notifications", "MailPreference").objects.filter(group="threads").delete()


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0012_threads_may_be_mailed"),
    ]

    operations = [migrations.RunPython(carry, drop)]
