"""Who opened a room is told by its chain, where it was kept: that party may remove others."""

from typing import Any

from django.db import migrations
from django.db.models import Exists, OuterRef


def tell_openers(apps: Any, editor: Any) -> None:
    entries = apps.get_model("consultations", "ChainEntry").objects.filter(kind="opened", room=OuterRef("room"))
    opened = Exists(entries.filter(company_number=OuterRef("company_id")))
    apps.get_model("consultations", "RoomParty").objects.filter(opened).update(has_opened=True)


class Migration(migrations.Migration):
    dependencies = [("consultations", "0014_circle")]

    operations = [migrations.RunPython(tell_openers, migrations.RunPython.noop)]
