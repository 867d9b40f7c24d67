"""A public reference for each place in a company, that it may be checked, and when its person was last there."""

import companies.models.membership
from django.db import migrations, models


def give_refs(apps, schema_editor):
    rows = apps.get_model("companies", "Membership").objects.filter(ref=None)
    for row in rows.only("pk").iterator():
        row.ref = companies.models.membership.membership_ref()
        row.save(update_fields=["ref"])


class Migration(migrations.Migration):
    dependencies = [("companies", "0019_short_address")]

    operations = [
        migrations.AddField("membership", "ref", models.CharField(max_length=16, null=True, editable=False)),
        migrations.RunPython(give_refs, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "membership",
            "ref",
            models.CharField(
                max_length=16, unique=True, editable=False, default=companies.models.membership.membership_ref
            ),
        ),
        migrations.AddField(
            "membership",
            "is_confirmable",
            models.BooleanField(default=True, verbose_name="others may check that this person works here"),
        ),
        migrations.AddField("membership", "seen_at", models.DateTimeField(null=True, blank=True, editable=False)),
    ]
