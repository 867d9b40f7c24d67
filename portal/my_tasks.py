"""What waits in “My portal”, for the acting company and for others: a line for each thing, of whichever app."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from community.articles.models import Article
from community.articles.next_steps import to_approve as articles_to_approve
from community.calendar.models import TableMeeting
from community.calendar.next_steps import asking
from community.calendar.next_steps import to_answer as wishes_to_answer
from community.initiatives.models import InitiativePartner, InitiativeStep
from community.initiatives.next_steps import steps_due, to_consent, to_decide
from community.initiatives.next_steps import to_answer as invitations_to_answer
from community.models import CaseAppeal, CommunityMember, ModerationCase, Vouching
from community.moderation.next_steps import appealed, to_moderate
from community.moderation.permissions import can_answer_case_appeal
from community.next_steps import to_let_in
from companies.models import Claim, Mandate
from companies.next_steps import proposed_mandates
from companies.waiting import Kind, Waiting, within
from consultations.meetings.next_steps import tasks_due, to_confirm, to_sign
from consultations.models import Meeting, MeetingTask
from consultations.next_steps import unread_rooms
from offers.models import RFQ, Inquiry
from offers.next_steps import inquiries, own_requests, rfqs, to_answer, to_quote, with_questions
from offers.next_steps import to_decide as requests_to_decide
from offers.permissions import can_answer_inquiry
from portal.core.actor import Actor
from trade.models import Order, Quotation
from trade.next_steps import may_go_on, quotations, to_approve, yours
from trade.orders.next_steps import late, orders, to_go_on
from trade.orders.next_steps import yours as orders_of_yours

SHOWN = 8  # rows of each list; the rest is behind its link


@dataclass(frozen=True)
class Task:
    """A line of a list: what it is about, with whom, since when, and the verb that gets on with it."""

    icon: str
    verb: str
    title: str
    url: str
    who: Any
    since: datetime


# Makes a line of a row; None of what this role may not get on with.
Maker = Callable[[Any, Actor], Task | None]


def waiting_for_you(waiting: Waiting) -> list[Task]:
    """Only what this role may get on with: a viewer is asked for nothing."""
    return sorted(tasks(waiting, YOURS), key=lambda task: task.since)[:SHOWN]


def waiting_for_others(waiting: Waiting) -> list[Task]:
    return list(tasks(waiting, OTHERS))


def tasks(waiting: Waiting, makers: dict[Kind, Maker]) -> Iterator[Task]:
    """SHOWN of each kind at most."""
    for kind, make in makers.items():
        made = (make(row, waiting.actor) for row in waiting.of(kind))
        yield from [task for task in made if task is not None][:SHOWN]


# -- inquiries, requests, conversations ------------------------------------------------------------------------------


def inquiry_to_answer(inquiry: Inquiry, actor: Actor) -> Task | None:
    return inquiry_task(inquiry, _("Answer inquiry"), actor) if can_answer_inquiry(actor, inquiry) else None


def inquiry_task(inquiry: Inquiry, verb: str, actor: Actor) -> Task:
    who = inquiry.shown_partner(actor)
    return Task("inbox", verb, inquiry.title, inquiry.get_absolute_url(), who, inquiry.last_at)


def room_to_read(room: Any, actor: Actor) -> Task:
    who = next(iter(room.other_companies(actor)), None)
    return Task("chat", _("Read messages"), room.title, room.get_absolute_url(), who, room.newest_at)


def talk_to_confirm(talk: Meeting, actor: Actor) -> Task:
    url = talk.get_absolute_url()
    return Task("calendar", _("Confirm or move"), talk.title, url, talk.guest_company, talk.created_at)


def minutes_to_sign(talk: Meeting, actor: Actor) -> Task:
    url = f"{talk.get_absolute_url()}#minutes"
    return Task("edit", _("Read and sign"), talk.title, url, talk.partner_of(actor), talk.updated_at)


def promised_task(task: MeetingTask, actor: Actor) -> Task:
    url, who = task.get_absolute_url(), task.meeting.partner_of(actor)
    return Task("check", _("See the task"), task.text, url, who, task.created_at)


@within(rfqs)
def to_put_right(actor: Actor) -> QuerySet[RFQ]:
    """Requests that staff have sent back."""
    return own_requests(actor).filter(state=RFQ.State.DRAFT).exclude(review_note="")


def rfq_task(rfq: RFQ, verb: str, url: str = "") -> Task:
    since = rfq.closed_at or rfq.published_at or rfq.updated_at
    return Task("scale", verb, rfq.title, url or rfq.get_absolute_url(), rfq.company, since)


# -- quotations, orders ----------------------------------------------------------------------------------------------


def quotation_to_answer(quotation: Quotation, actor: Actor) -> Task | None:
    return quotation_task(quotation, _("Answer the quotation"), actor) if may_go_on(actor, quotation) else None


def quotation_task(quotation: Quotation, verb: str, actor: Actor) -> Task:
    who, since = quotation.partner_of(actor), quotation.updated_at
    return Task("offer", verb, quotation.title, quotation.get_absolute_url(), who, since)


def order_to_go_on(order: Order, actor: Actor) -> Task | None:
    found = next(to_go_on(actor, [order]), None)
    return order_task(order, str(found[2].label), actor) if found else None


def order_task(order: Order, verb: str, actor: Actor) -> Task:
    return Task("box", verb, order.title, order.get_absolute_url(), order.partner_of(actor), order.updated_at)


# -- communities -----------------------------------------------------------------------------------------------------


def case_to_decide(case: ModerationCase, actor: Actor) -> Task:
    url = reverse("community:moderation_case", args=[case.community.slug, case.ref])
    return Task("flag", _("Moderate"), case.title, url, case.company, case.created_at)


def appeal_to_answer(appeal: CaseAppeal, actor: Actor) -> Task | None:
    case = appeal.case
    url = reverse("community:moderation_case", args=[case.community.slug, case.ref])
    if not can_answer_case_appeal(actor, appeal):
        return None
    return Task("flag", _("Answer the appeal"), case.title, url, case.company, appeal.created_at)


def vouched(actor: Actor) -> QuerySet[Vouching]:
    """What communities offer to say of the company, for who may agree to it."""
    rows = Vouching.objects.waiting_for(actor) if actor.may("edit_company") else Vouching.objects.none()
    return rows.select_related("voucher").order_by("pk")


def vouching_to_see(one: Vouching, actor: Actor) -> Task:
    who, url = one.voucher, one.get_absolute_url()
    return Task("certificate", _("See what it says"), str(who), url, who, one.created_at)


def wish_to_answer(wish: TableMeeting, actor: Actor) -> Task:
    url, who = wish.get_absolute_url(), asking(wish)
    return Task("calendar", _("Answer the wish to meet"), wish.gathering.title, url, who, wish.updated_at)


def partner_to_decide_on(place: InitiativePartner, actor: Actor) -> Task:
    url = f"{place.initiative.get_absolute_url()}#people"
    return Task("community", _("Decide"), place.initiative.title, url, place.company, place.moved_at)


def invitation_to_see(place: InitiativePartner, actor: Actor) -> Task:
    url, lead = place.initiative.get_absolute_url(), place.initiative.lead
    return Task("community", _("See the invitation"), place.initiative.title, url, lead, place.moved_at)


def agreement_to_read(place: InitiativePartner, actor: Actor) -> Task:
    initiative = place.initiative
    url = f"{initiative.get_absolute_url()}#agreement"
    return Task("edit", _("Read and consent"), initiative.title, url, initiative.lead, initiative.moved_at)


def step_to_see(step: InitiativeStep, actor: Actor) -> Task:
    initiative = step.initiative
    url = f"{initiative.get_absolute_url()}#steps"
    return Task("check", _("See the step"), step.title, url, initiative.lead, initiative.moved_at)


def article_to_approve(article: Article, actor: Actor) -> Task:
    url, who = article.get_absolute_url(), article.company
    return Task("bookmark", _("Read and approve"), article.title, url, who, article.updated_at)


def member_to_let_in(member: CommunityMember, actor: Actor) -> Task:
    url = reverse("community:members", args=[member.community.slug])
    return Task("community", _("Decide on membership"), str(member.community), url, member.company, member.created_at)


# -- the company's own house, and the desk ---------------------------------------------------------------------------


def mandate_to_answer(mandate: Mandate, actor: Actor) -> Task:
    who, url = mandate.other_than(actor), mandate.get_absolute_url()
    return Task("key", _("Decide on the mandate"), str(mandate), url, who, mandate.created_at)


def returned_claims(actor: Actor) -> QuerySet[Claim]:
    """Checks that came back, for who may put them right."""
    rows = Claim.objects.filter(company=actor.company, state=Claim.State.RETURNED)
    return rows.order_by("updated_at", "pk") if actor.may("edit_company") else rows.none()


def claim_to_put_right(claim: Claim, actor: Actor) -> Task:
    url = claim.get_absolute_url()
    return Task("certificate", _("Put it right"), claim.get_kind_display(), url, actor.company, claim.updated_at)


def claims_to_check(actor: Actor) -> QuerySet[Claim]:
    """The queue, for staff who check."""
    return Claim.objects.waiting_for(actor).select_related("company").order_by("submitted_at", "pk")


def claim_to_check(claim: Claim, actor: Actor) -> Task:
    url, since = reverse("desk:verification", args=[claim.ref]), claim.submitted_at or claim.updated_at
    return Task("certificate", _("Check a claim"), claim.get_kind_display(), url, claim.company, since)


YOURS: dict[Kind, Maker] = {
    to_answer: inquiry_to_answer,
    unread_rooms: room_to_read,
    to_confirm: talk_to_confirm,
    to_sign: minutes_to_sign,
    tasks_due: promised_task,
    yours: quotation_to_answer,
    to_approve: lambda one, actor: quotation_task(one, _("Approve the quotation"), actor),
    orders_of_yours: order_to_go_on,
    late: order_to_go_on,
    with_questions: lambda one, actor: rfq_task(one, _("Answer questions"), f"{one.get_absolute_url()}#questions"),
    requests_to_decide: lambda one, actor: rfq_task(one, _("Compare and decide")),
    to_put_right: lambda one, actor: rfq_task(one, _("Put it right"), reverse("rfqs:edit", args=[one.ref])),
    to_quote: lambda one, actor: rfq_task(one, _("Quote on this")),
    returned_claims: claim_to_put_right,
    claims_to_check: claim_to_check,
    to_moderate: case_to_decide,
    appealed: appeal_to_answer,
    vouched: vouching_to_see,
    wishes_to_answer: wish_to_answer,
    to_decide: partner_to_decide_on,
    invitations_to_answer: invitation_to_see,
    to_consent: agreement_to_read,
    steps_due: step_to_see,
    articles_to_approve: article_to_approve,
    proposed_mandates: mandate_to_answer,
    to_let_in: member_to_let_in,
}

# -- what waits for others -------------------------------------------------------------------------------------------


def is_covered(actor: Actor) -> bool:
    """What a mandate does not cover is not shown under it."""
    return actor.mandate is None or bool(actor.powers & {"buy", "sell"})


@within(inquiries)
def inquiries_out(actor: Actor) -> QuerySet[Inquiry]:
    rows = Inquiry.objects.for_cards().waiting_for_others(actor)
    return rows if is_covered(actor) else rows.none()


@within(quotations)
def quotations_out(actor: Actor) -> QuerySet[Quotation]:
    live = Quotation.objects.visible_to(actor).live().for_cards().order_by("respond_by", "pk")
    theirs = live.exclude(pk__in=Quotation.objects.waiting_for(actor).values("pk"))
    return theirs if is_covered(actor) else theirs.none()


@within(orders)
def orders_out(actor: Actor) -> QuerySet[Order]:
    running = Order.objects.visible_to(actor).open().for_cards().order_by("updated_at", "pk")
    theirs = running.exclude(pk__in=Order.objects.waiting_for(actor).values("pk"))
    return theirs if is_covered(actor) else theirs.none()


@within(rfqs)
def requests_in_review(actor: Actor) -> QuerySet[RFQ]:
    rows = RFQ.objects.of(actor).for_cards().filter(state=RFQ.State.IN_REVIEW)
    return rows if is_covered(actor) else rows.none()


@within(rfqs)
def requests_open(actor: Actor) -> QuerySet[RFQ]:
    rows = RFQ.objects.of(actor).for_cards().open().order_by("closes_at")
    return rows if is_covered(actor) else rows.none()


OTHERS: dict[Kind, Maker] = {
    inquiries_out: lambda one, actor: inquiry_task(one, _("See inquiry"), actor),
    quotations_out: lambda one, actor: quotation_task(one, _("See the quotation"), actor),
    orders_out: lambda one, actor: order_task(one, _("See the order"), actor),
    requests_in_review: lambda one, actor: rfq_task(one, _("In review")),
    requests_open: lambda one, actor: rfq_task(one, _("See quotations")),
}
