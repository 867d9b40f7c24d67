"""Whoever deletes their account is named in no row any more, but where the law or the other side needs the name.

All columns of all tables are read, so that a new one which copies a name is found.
"""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast

from companies.models import User
from portal.demo.founding import DOMAIN
from tests.access.world import World
from tests.cast import make_person

# Where a name stays, and why.
STAY = {
    "consultations.ChainEntry.author": "a sum over it seals the transcript that both sides hold",
    "consultations.MinutesVersion.author": "minutes stay as both sides had and signed them",
    "consultations.ShownPart.messages": "what was reported, to be judged; it goes half a year after the decision",
    "cms.CaseConsent.person": "who agreed for their firm that its case is told",
    "community.InitiativeAgreement.author": "what partners have signed stays as it was signed",
    "community.InitiativeConsent.signer": "who signed for their firm",
    "community.Gathering.programme": "words of others, such as a programme that names its speakers",
}


def naming(words: list[str]) -> Iterator[str]:
    """The columns in which one of these stands."""
    for model in apps.get_models():
        if not model._meta.managed or model._meta.proxy:
            continue
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                asked = Q()
                for one in words:
                    asked |= Q(as_text__icontains=one)
                rows = model._base_manager.annotate(as_text=Cast(field.name, models.TextField()))
                if rows.filter(asked).exists():
                    yield f"{model._meta.label}.{field.name}"


@pytest.mark.parametrize("account", ["seller", "buyer", "steward"])
def test_a_person_who_has_left_is_named_nowhere(world: World, account: str) -> None:
    address = f"{account}@{DOMAIN}"
    with transaction.atomic():
        person = User.objects.get(email=address)
        words = [address, person.name]
        for membership in person.memberships.select_related("company"):
            make_person(f"heir-{membership.company.slug}@roles.example", membership.company)
        before = set(naming(words))
        person.delete_account()
        after = set(naming(words))
        transaction.set_rollback(True)
    assert "companies.User.name" in before
    assert after - STAY.keys() == set()
