"""Tells a firm's owners and managers how its checks go, each in their own language."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import override

from companies.models import Claim, Company, DocumentVersion, User
from companies.verification.line import wait_of
from notifications.handlers import address
from notifications.models import Notification
from notifications.recipients import people_of
from portal.core.events import Event, subscribe

Titled = Callable[[], dict[str, Any]]


def tell_each(
    people: Iterable[User], event: Event, path: str, words: Titled, kind: str = "", fold: bool = False
) -> None:
    """What a claim or a paper is called is made in the reader's language, by which the people are grouped."""
    groups: dict[str, list[User]] = {}
    for person in people:
        groups.setdefault(person.language or settings.LANGUAGE_CODE, []).append(person)
    for language, readers in groups.items():
        with override(language):
            data = words()
        Notification.tell(readers, event, path, kind=kind, fold=fold, **data)


def tell_who_reported(case: Any, event: Event, path: str, kind: str) -> None:
    """What became of it, to each by the company they reported for, as long as they are in it."""

    def words() -> dict[str, Any]:
        return {"title": case.title, "result": str(case.result)}

    by_company: dict[int, list[int]] = {}
    for company, user in case.reports.exclude(user=None).values_list("company_id", "user_id"):
        by_company.setdefault(company, []).append(user)
    for company, users in by_company.items():
        people = people_of([company], "view", event).filter(pk__in=users)
        tell_each(people, event, path, words, kind=kind)


def managers_of(company: Company, event: Event) -> Any:
    return people_of([company.pk], "edit_company", event)


def find_claim(event: Event, *states: str) -> Claim | None:
    return Claim.objects.select_related("company").filter(pk=event.subject_id or 0, state__in=states).first()


def about(claim: Claim, **more: Any) -> Titled:
    return lambda: {
        "company": claim.company.name,
        "title": str(claim.get_kind_display()),
        "reason": str(claim.get_reason_display()),
        **more,
    }


@subscribe("claim.submitted")
def claim_waits(event: Event) -> None:
    """A receipt for whoever handed it in, and word to their colleagues: where it stands in the line."""
    claim = find_claim(event, *Claim.WAITING)
    if claim:

        def words() -> dict[str, Any]:
            return {**about(claim)(), "wait": wait_of(claim).words}

        people = people_of([claim.company_id], "edit_company")
        tell_each(people, event, claim_path(claim), words, kind="claim.waiting")


@subscribe("claim.approved", "claim.returned", "claim.revoked", "claim.expired")
def claim_decided(event: Event) -> None:
    """Only while it still is so: what was decided anew meanwhile is told by the newer fact."""
    claim = find_claim(event, event.kind.partition(".")[2])
    if claim:
        path = address("companies:verification") if claim.state == "approved" else claim_path(claim)
        tell_each(managers_of(claim.company, event), event, path, about(claim))


def claim_path(claim: Claim) -> str:
    kind = claim.kind if claim.kind in Claim.ASKABLE else ""
    return address("companies:claim", kind) if kind else address("companies:verification")


@subscribe("claim.expiring")
def claim_expiring(event: Event) -> None:
    claim = find_claim(event, Claim.State.APPROVED)
    if claim:
        words = about(claim, days=event.payload.get("days", ""))
        tell_each(managers_of(claim.company, event), event, claim_path(claim), words)


@subscribe("claim.downgraded")
def claim_downgraded(event: Event) -> None:
    company = Company.objects.filter(pk=event.subject_id or 0).first()
    if company and company.tier < event.payload.get("before", 0):
        path = address("companies:verification")
        tell_each(managers_of(company, event), event, path, lambda: {"company": company.name, "tier": company.tier})


@subscribe("document.expiring")
def document_expiring(event: Event) -> None:
    """Of the newest version only: a paper that was replaced meanwhile is nobody's worry."""
    rows = DocumentVersion.objects.newest().select_related("document__company")
    version = rows.filter(pk=event.subject_id or 0).first()
    if version is None:
        return
    days = event.payload.get("days", 0)
    company, paper = version.document.company, version.document.paper
    tell_each(
        managers_of(company, event),
        event,
        address("companies:verification"),
        lambda: {"company": company.name, "title": str(paper.label), "days": days},
        kind="document.expiring" if days >= 0 else "document.expired",
    )
