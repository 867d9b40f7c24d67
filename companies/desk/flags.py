"""Marks by which staff pick firms out of the list; other matters add theirs."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.models import Membership, MergeProposal, Suspension, SuspensionProposal
from companies.models.company_rows import CompanyQuerySet

Pick = Callable[[CompanyQuerySet], CompanyQuerySet]
FLAGS: dict[str, tuple[Any, Pick]] = {}


def firm_flag(key: str, label: Any) -> Callable[[Pick], Pick]:
    """Let staff filter the firms by it; `pick` gives those that have it."""

    def register(pick: Pick) -> Pick:
        FLAGS[key] = label, pick
        return pick

    return register


@firm_flag("appealed", _("Appeal waits for an answer"))
def appealed(rows: CompanyQuerySet) -> CompanyQuerySet:
    return rows.filter(pk__in=Suspension.objects.appealed().values("company_id"))


@firm_flag("proposed", _("Suspension is proposed"))
def proposed(rows: CompanyQuerySet) -> CompanyQuerySet:
    return rows.filter(pk__in=SuspensionProposal.objects.open().values("company_id"))


@firm_flag("twin", _("May be a duplicate"))
def twin(rows: CompanyQuerySet) -> CompanyQuerySet:
    pairs = MergeProposal.objects.open()
    return rows.filter(Q(pk__in=pairs.values("first_id")) | Q(pk__in=pairs.values("second_id")))


@firm_flag("ownerless", _("No owner who can sign in"))
def ownerless(rows: CompanyQuerySet) -> CompanyQuerySet:
    owned = Membership.objects.filter(role="owner", user__is_active=True)
    return rows.filter(is_active=True).exclude(pk__in=owned.values("company_id"))
