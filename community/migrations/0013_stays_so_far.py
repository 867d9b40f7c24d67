"""The members of now began their stay when they joined; who left before is not known."""

from typing import Any

from django.db import migrations


def begin(apps: Any, editor: Any) -> None:
    member, stay = apps.get_model("community", "CommunityMember"), apps.get_model("community", "Stay")
    rows = member.objects.filter(state="active").values_list("community_id", "company_id", "joined_at", "created_at")
    stay.objects.bulk_create(
        [
            stay(community_id=house, company_id=company, joined_at=joined or created)
            for house, company, joined, created in rows.iterator(chunk_size=2000)
        ],
        batch_size=2000,
    )


class Migration(migrations.Migration):
    dependencies = [("community", "0012_results")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
