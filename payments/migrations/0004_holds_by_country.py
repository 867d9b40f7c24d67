"""How long each payment is held stands with it, by the limit of the supplier's country."""

from datetime import timedelta
from typing import Any

from django.db import migrations, models

LIMITS = {"TH": (10, 4, 1), "US": (730, 14, 2)}  # days, warning, margin: as they were when this was written
ELSEWHERE = (90, 14, 2)


def fill(apps: Any, schema_editor: Any) -> None:
    charge = apps.get_model("payments", "Charge")
    held = charge.objects.filter(held=True, paid_at__isnull=False)
    for pk, paid_at, country in held.values_list("pk", "paid_at", "payee__country").iterator():
        days, warning, margin = LIMITS.get(country, ELSEWHERE)
        charge.objects.filter(pk=pk).update(
            hold_warns_at=paid_at + timedelta(days=days - warning),
            hold_ends_at=paid_at + timedelta(days=days - margin),
        )


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0003_plans_locales_and_holds"),
    ]

    operations = [
        migrations.AddField("charge", "hold_warns_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField("charge", "hold_ends_at", models.DateTimeField(editable=False, null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
