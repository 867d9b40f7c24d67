from datetime import timedelta

from django.conf import settings
from django.db import migrations
from django.utils import timezone


def confirm(apps, schema_editor):
    """What is on the market today counts as confirmed today: nothing expires by the change itself."""
    now = timezone.now()
    until = now + timedelta(days=settings.LISTING_DAYS) if settings.LISTING_DAYS else None
    products = apps.get_model("catalog", "Product").objects.using(schema_editor.connection.alias)
    products.filter(state="published", confirmed_at=None).update(confirmed_at=now, expires_at=until)


class Migration(migrations.Migration):

    dependencies = [
        ("catalog", "0009_listing_standing"),
    ]

    operations = [migrations.RunPython(confirm, migrations.RunPython.noop)]
