"""The line of checks that wait for staff, as the firm sees it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from companies.models import Claim
from companies.verification.standing import MEANINGS
from portal.core.actor import Actor
from portal.core.wait import READ, Wait, lately, usual_hours


def firms_before(claim: Claim) -> int:
    rows = Claim.objects.waiting().filter(submitted_at__lt=claim.submitted_at).exclude(company_id=claim.company_id)
    return rows.values("company_id").distinct().count()


def usual(kind: str) -> float | None:
    """For checks of this kind: a number is looked up faster than papers are read by two people."""
    rows = Claim.objects.filter(kind=kind, decided_at__gte=lately(), submitted_at__isnull=False)
    spans = rows.order_by("-decided_at").values_list("submitted_at", "decided_at")[:READ]
    return usual_hours((sent, done) for sent, done in spans if sent and done)


def wait_of(claim: Claim, actor: Actor | None = None) -> Wait:
    since = claim.submitted_at or claim.updated_at
    meanwhile = meanwhile_of(actor) if actor else []
    return Wait(MEANINGS[claim.tier], since, firms_before(claim), usual(claim.kind), meanwhile)


def meanwhile_of(actor: Actor) -> list[tuple[Any, str]]:
    company = actor.company
    rows = [(_("Complete your company's page"), reverse("companies:edit"))] if actor.may("edit_company") else []
    return [*rows, (_("See your company as buyers do"), company.get_absolute_url())]
