from typing import Any

from django.db import migrations


def lay(apps: Any, schema_editor: Any) -> None:
    """The free plan is there; the supporter's is offered once staff have entered its price at Stripe."""
    plan = apps.get_model("payments", "Plan")
    plan.objects.get_or_create(slug="free", defaults={"name": "Free"})
    plan.objects.get_or_create(slug="supporter", defaults={"name": "Supporter", "is_offered": False})


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
