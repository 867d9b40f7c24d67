"""What initiatives ask of a company: decide on a request, answer an invitation, consent, do a step, report."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.initiatives.models import (
    Initiative,
    InitiativeAgreement,
    InitiativeConsent,
    InitiativePartner,
    InitiativeStep,
)
from community.initiatives.models.initiative_rows import OPEN
from companies.steps import NextStep, next_step
from companies.waiting import within
from portal.core.actor import Actor

AHEAD = timedelta(days=2)
Role = InitiativePartner.Role


def ties(actor: Actor) -> QuerySet[InitiativePartner]:
    """Places of the acting company, and of all in what it leads."""
    return InitiativePartner.objects.filter(Q(company_id=actor.company_id) | Q(initiative__lead=actor.company_id))


def led(actor: Actor) -> QuerySet[Initiative]:
    return Initiative.objects.filter(lead=actor.company_id)


def own_steps(actor: Actor) -> QuerySet[InitiativeStep]:
    return InitiativeStep.objects.filter(company=actor.company_id)


def may(actor: Actor) -> bool:
    return actor.company is not None and actor.may("join_communities")


def places_in_open(actor: Actor) -> QuerySet[InitiativePartner]:
    if not may(actor):
        return InitiativePartner.objects.none()
    open_to = Initiative.objects.visible_to(actor).filter(state__in=OPEN)
    rows = InitiativePartner.objects.filter(initiative__in=open_to)
    return rows.select_related("initiative__community", "initiative__lead", "company").order_by("moved_at", "pk")


@within(ties)
def to_decide(actor: Actor) -> QuerySet[InitiativePartner]:
    """Companies that ask to come into what the acting company leads, the one that has waited longest first."""
    return places_in_open(actor).filter(role=Role.ASKED, initiative__lead=actor.company_id)


@within(ties)
def to_answer(actor: Actor) -> QuerySet[InitiativePartner]:
    """Invitations to the acting company."""
    return places_in_open(actor).filter(role=Role.INVITED, company=actor.company_id)


@within(ties)
def to_consent(actor: Actor) -> QuerySet[InitiativePartner]:
    """Its places in initiatives whose newest agreement waits for its consent."""
    texts = InitiativeAgreement.objects.filter(initiative=OuterRef("initiative")).order_by("-number")
    given = InitiativeConsent.objects.standing().filter(partner=OuterRef("pk"), agreement=OuterRef("newest"))
    rows = places_in_open(actor).filter(role=Role.PARTNER, company=actor.company_id)
    rows = rows.annotate(newest=Subquery(texts.values("pk")[:1])).exclude(newest=None)
    return rows.filter(~Exists(given))


@next_step(21, to_decide, to_answer)
def requests(actor: Actor, asking: list[InitiativePartner], inviting: list[InitiativePartner]) -> NextStep:
    """The company that has asked longest to come in, and invitations to the acting company."""
    for asked in asking:
        words = {"company": asked.company, "title": asked.initiative}
        title, text = _("%(company)s wants to join “%(title)s”") % words, asked.words or asked.share
        url = f"{asked.initiative.get_absolute_url()}#people"
        return NextStep("community", title, text or _("See who they are, then decide."), _("Decide"), url)
    initiative = inviting[0].initiative
    text = _("Join, or say that you do not: the others plan with you.")
    title = _("You are invited to “%(title)s”") % {"title": initiative}
    return NextStep("community", title, text, _("See the invitation"), initiative.get_absolute_url())


@next_step(22, to_consent)
def consents(actor: Actor, places: list[InitiativePartner]) -> NextStep:
    """An agreement whose newest text waits for the acting company."""
    initiative = places[0].initiative
    title = _("“%(title)s” has an agreement to consent to") % {"title": initiative}
    text = _("It begins when all partners have consented.")
    return NextStep("edit", title, text, _("Read it"), f"{initiative.get_absolute_url()}#agreement")


@within(own_steps)
def steps_due(actor: Actor) -> QuerySet[InitiativeStep]:
    if not may(actor):
        return InitiativeStep.objects.none()
    rows = InitiativeStep.objects.visible_to(actor).due_by(timezone.localdate() + AHEAD)
    rows = rows.filter(company=actor.company_id).select_related("initiative__community", "initiative__lead")
    return rows.order_by("due_on", "pk")


@next_step(23, steps_due)
def steps(actor: Actor, due: list[InitiativeStep]) -> NextStep | None:
    """The acting company's step that is due first, within two days or over."""
    found = due[0]
    if found.due_on is None:
        return None
    said = _("overdue since %(day)s") if found.is_late else _("due on %(day)s")
    text = f"{found.initiative} · {said % {'day': date_format(found.due_on, 'DATE_FORMAT')}}"
    return NextStep("check", found.title, text, _("See the step"), f"{found.initiative.get_absolute_url()}#steps")


@within(led)
def to_report_on(actor: Actor) -> QuerySet[Initiative]:
    """Initiatives whose planned end has come, and of which nothing is reported."""
    if not may(actor):
        return Initiative.objects.none()
    rows = Initiative.objects.visible_to(actor).filter(lead=actor.company_id, state=Initiative.State.UNDER_WAY)
    rows = rows.filter(ends_on__lte=timezone.localdate())
    return rows.select_related("community").order_by("ends_on", "pk")


@next_step(24, to_report_on)
def outcomes(actor: Actor, ended: list[Initiative]) -> NextStep:
    found = ended[0]
    title = _("What came of “%(title)s”?") % {"title": found}
    text = _("Its planned end has come: a few words and figures help those who come after you.")
    url = reverse("community:initiative_outcome", args=[found.community.slug, found.ref])
    return NextStep("edit", title, text, _("Report the outcome"), url)
