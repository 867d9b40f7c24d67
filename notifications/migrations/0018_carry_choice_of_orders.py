"""Orders, invoices and payments were mailed as inquiries are: who chose a rhythm for those keeps it for these."""

from django.db import migrations


def carry(apps, schema_editor):
    preferences = apps.get_model("notifications", "MailPreference")
    rows = preferences.objects.filter(group="inquiries").values_list("user_id", "rhythm")
    preferences.objects.bulk_create(
        [preferences(user_id=user, group="orders", rhythm=rhythm) for user, rhythm in rows],
        ignore_conflicts=True,
        batch_size=1000,
    )


def drop(apps, schema_editor):
    apps.get_model("notifications", "MailPreference").objects.filter(group="orders").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0017_group_of_orders"),
    ]

    operations = [migrations.RunPython(carry, drop)]
