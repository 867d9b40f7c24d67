"""Tiers that were set by hand become claims: from now on claims are the only way to a tier."""

from datetime import timedelta

from django.db import migrations
from django.utils.timezone import localdate, now

KINDS = {1: "registration", 2: "documents", 3: "visit"}


def carry_over(apps, schema_editor):
    Company = apps.get_model("companies", "Company")
    Claim = apps.get_model("companies", "Claim")
    today = localdate()
    for company in Company.objects.filter(tier__gte=1).iterator():
        since = company.tier_since or today
        for tier in range(1, company.tier + 1):
            Claim.objects.create(
                company=company,
                kind=KINDS[tier],
                state="approved",
                first_at=now() if tier >= 2 else None,
                decided_at=now(),
                checker="Jangteo",
                method="carried",
                checked_on=since,
                # whoever was checked long ago has three months to be checked anew
                valid_until=max(since + timedelta(days=365), today + timedelta(days=90)),
                company_name=company.name,
            )


def forget(apps, schema_editor):
    apps.get_model("companies", "Claim").objects.filter(method="carried").delete()


class Migration(migrations.Migration):
    dependencies = [("companies", "0009_claims_and_document_vault")]
    operations = [migrations.RunPython(carry_over, forget)]
