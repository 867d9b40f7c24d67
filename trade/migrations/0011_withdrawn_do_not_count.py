from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Exists, OuterRef


def take_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Suppliers who withdrew what they had handed in have no quotation any more."""
    handed_in = apps.get_model("trade", "Quotation").objects.filter(
        rfq=OuterRef("rfq"), supplier=OuterRef("company"), first_submitted_at__isnull=False
    )
    rows = apps.get_model("offers", "RFQSupplier").objects.filter(has_quotation=True)
    rows.exclude(Exists(handed_in.exclude(state="withdrawn"))).update(has_quotation=False)


class Migration(migrations.Migration):
    dependencies = [("trade", "0010_buyer_estimates"), ("offers", "0022_withdrawn_do_not_count")]

    operations = [migrations.RunPython(take_back, migrations.RunPython.noop)]
