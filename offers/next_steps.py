"""What inquiries and offers ask for."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.steps import NextStep, next_step
from companies.waiting import within
from offers.models import RFQ, Inquiry
from offers.models.rfq_rows import RFQQuerySet
from offers.permissions import can_answer_inquiry, can_close_inquiry, can_post_rfq
from portal.core.actor import Actor
from portal.core.templatetags.trade import time_since

FRESH, LONG = timedelta(days=3), timedelta(days=7)


def inquiries(actor: Actor) -> QuerySet[Inquiry]:
    return Inquiry.objects.filter(Q(buyer_id=actor.company_id) | Q(supplier_id=actor.company_id))


def rfqs(actor: Actor) -> QuerySet[RFQ]:
    return RFQ.objects.of(actor)


@within(inquiries)
def to_answer(actor: Actor) -> QuerySet[Inquiry]:
    """What the acting company is asked, the longest waiting first; not all of it is for every role."""
    return Inquiry.objects.for_cards().waiting_for(actor).order_by("last_at", "pk")


@next_step(10, to_answer)
def answer(actor: Actor, waiting: list[Inquiry]) -> NextStep | None:
    """The inquiry that waits longest, of those this role may answer."""
    inquiry = next((one for one in waiting if can_answer_inquiry(actor, one)), None)
    if inquiry is None:
        return None
    title = _("%(company)s asks about “%(title)s”") % {"company": inquiry.buyer, "title": inquiry.title}
    text = _("It has waited for %(time)s. Buyers ask several suppliers at once.") % {
        "time": time_since(inquiry.last_at)
    }
    return NextStep("inbox", title, text, _("Answer inquiry"), inquiry.get_absolute_url())


@within(inquiries)
def answered(actor: Actor) -> QuerySet[Inquiry]:
    """What the company asked and others have answered in the last days, the newest first."""
    rows = Inquiry.objects.for_cards().filter(buyer_id=actor.company_id, state=Inquiry.State.ANSWERED)
    return rows.filter(last_at__gte=timezone.now() - FRESH).order_by("-last_at")


@next_step(30, answered)
def read_answer(actor: Actor, rows: list[Inquiry]) -> NextStep | None:
    """The newest answer to what the company asked, while it is fresh."""
    inquiry = next((one for one in rows if can_close_inquiry(actor, one)), None)
    if inquiry is None:
        return None
    words = {"company": inquiry.shown_partner(actor) or "", "title": inquiry.title}
    title = _("%(company)s answered about “%(title)s”") % words
    text = _("Ask again, go on in a consultation, or close the inquiry when you have what you need.")
    return NextStep("inbox", title, text, _("Read the answer"), inquiry.get_absolute_url())


@within(inquiries)
def asked_in_vain(actor: Actor) -> QuerySet[Inquiry]:
    """What nobody has answered for a week."""
    rows = Inquiry.objects.for_cards().waiting_for_others(actor).filter(created_at__lt=timezone.now() - LONG)
    return rows.order_by("created_at")


@next_step(52, asked_in_vain)
def unanswered(actor: Actor, rows: list[Inquiry]) -> NextStep | None:
    """Nobody has answered for a week: others sell the same."""
    inquiry = next((one for one in rows if can_close_inquiry(actor, one)), None)
    if inquiry is None:
        return None
    title = _("No answer about “%(title)s” for a week") % {"title": inquiry.title}
    text = _("Ask another supplier; the inquiry stays open beside it.")
    return NextStep("search", title, text, _("Find another"), reverse("search:search"), True)


def own_requests(actor: Actor) -> RFQQuerySet:
    """For who may answer for them."""
    rows = RFQ.objects.of(actor) if can_post_rfq(actor) else RFQ.objects.none()
    return rows.for_cards()


@within(rfqs)
def with_questions(actor: Actor) -> QuerySet[RFQ]:
    return own_requests(actor).with_questions_for(actor).order_by("state", "closes_at", "pk")


@next_step(12, with_questions)
def answer_questions(actor: Actor, requests: list[RFQ]) -> NextStep:
    """Suppliers who cannot quote before they know wait longest."""
    rfq = requests[0]
    title = _("Suppliers ask about “%(title)s”") % {"title": rfq.title}
    text = _("All of them read your answer; until then some cannot quote.")
    return NextStep("chat", title, text, _("Answer"), f"{rfq.get_absolute_url()}#questions")


@within(rfqs)
def to_decide(actor: Actor) -> QuerySet[RFQ]:
    return own_requests(actor).filter(state=RFQ.State.EVALUATING).order_by("decide_by", "closed_at", "pk")


@next_step(14, to_decide)
def decide(actor: Actor, requests: list[RFQ]) -> NextStep:
    """Quotations are in, and suppliers wait for a word."""
    rfq = requests[0]
    title = _("The quotations on “%(title)s” are in") % {"title": rfq.title}
    text = _("Compare them and award, all or line by line; a friendly no is an answer, too.")
    return NextStep("scale", title, text, _("Compare and decide"), rfq.get_absolute_url())


def to_quote(actor: Actor) -> QuerySet[RFQ]:
    rows = RFQ.objects.inviting(actor) if actor.may("sell") else RFQ.objects.none()
    return rows.for_cards().order_by("closes_at", "pk")


@next_step(20, to_quote)
def quote(actor: Actor, requests: list[RFQ]) -> NextStep:
    """A buyer asks this company by name."""
    rfq = requests[0]
    title = _("%(company)s invites you to quote on “%(title)s”") % {"company": rfq.company, "title": rfq.title}
    text = _("Quote, ask, or say that you pass: the buyer counts on an answer.")
    return NextStep("scale", title, text, _("Read it"), rfq.get_absolute_url())
