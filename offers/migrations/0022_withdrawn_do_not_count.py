from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def carry(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Whoever has bid has a quotation. Which of them were withdrawn, trade knows: its own migration takes those back."""
    apps.get_model("offers", "RFQSupplier").objects.filter(is_bidder=True).update(has_quotation=True)


class Migration(migrations.Migration):
    dependencies = [("offers", "0021_remind_of_the_end")]

    operations = [
        migrations.AddField("rfqsupplier", "has_quotation", models.BooleanField(default=False)),
        migrations.RunPython(carry, migrations.RunPython.noop),
    ]
