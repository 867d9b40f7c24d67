"""What inquiries and offers ask for."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from companies.steps import NextStep, next_step
from offers.models import RFQ, Inquiry
from offers.permissions import can_answer_inquiry, can_close_inquiry, can_post_rfq
from portal.core.actor import Actor

LOOKED_AT = 20
FRESH, LONG = timedelta(days=3), timedelta(days=7)


@next_step(10)
def answer(actor: Actor) -> NextStep | None:
    """The inquiry that waits longest, of those this role may answer."""
    waiting = Inquiry.objects.for_cards().waiting_for(actor).order_by("last_at", "pk")[:LOOKED_AT]
    inquiry = next((one for one in waiting if can_answer_inquiry(actor, one)), None)
    if inquiry is None:
        return None
    title = _("%(company)s asks about “%(title)s”") % {"company": inquiry.buyer, "title": inquiry.title}
    text = _("It has waited for %(time)s. Buyers ask several suppliers at once.") % {
        "time": timesince(inquiry.last_at, depth=1)
    }
    return NextStep("inbox", title, text, _("Answer inquiry"), inquiry.get_absolute_url())


@next_step(30)
def read_answer(actor: Actor) -> NextStep | None:
    """The newest answer to what the company asked, while it is fresh."""
    answered = Inquiry.objects.for_cards().filter(
        buyer_id=actor.company_id, state=Inquiry.State.ANSWERED, last_at__gte=timezone.now() - FRESH
    )
    inquiry = next((one for one in answered.order_by("-last_at")[:LOOKED_AT] if can_close_inquiry(actor, one)), None)
    if inquiry is None:
        return None
    words = {"company": inquiry.shown_partner(actor) or "", "title": inquiry.title}
    title = _("%(company)s answered about “%(title)s”") % words
    text = _("Ask again, go on in a consultation, or close the inquiry when you have what you need.")
    return NextStep("inbox", title, text, _("Read the answer"), inquiry.get_absolute_url())


@next_step(52)
def unanswered(actor: Actor) -> NextStep | None:
    """Nobody has answered for a week: others sell the same."""
    since = timezone.now() - LONG
    waiting = Inquiry.objects.for_cards().waiting_for_others(actor).filter(created_at__lt=since)
    inquiry = next((one for one in waiting.order_by("created_at")[:LOOKED_AT] if can_close_inquiry(actor, one)), None)
    if inquiry is None:
        return None
    title = _("No answer about “%(title)s” for a week") % {"title": inquiry.title}
    text = _("Ask another supplier; the inquiry stays open beside it.")
    return NextStep("search", title, text, _("Find another"), reverse("search:search"), True)


@next_step(12)
def answer_questions(actor: Actor) -> NextStep | None:
    """Suppliers who cannot quote before they know wait longest."""
    if not can_post_rfq(actor):
        return None
    rfq = RFQ.objects.with_questions_for(actor).order_by("state", "closes_at", "pk").first()
    if rfq is None:
        return None
    title = _("Suppliers ask about “%(title)s”") % {"title": rfq.title}
    text = _("All of them read your answer; until then some cannot quote.")
    return NextStep("chat", title, text, _("Answer"), f"{rfq.get_absolute_url()}#questions")


@next_step(14)
def decide(actor: Actor) -> NextStep | None:
    """Quotations are in, and suppliers wait for a word."""
    if not can_post_rfq(actor):
        return None
    rfq = RFQ.objects.of(actor).filter(state=RFQ.State.EVALUATING).order_by("decide_by", "closed_at", "pk").first()
    if rfq is None:
        return None
    title = _("The quotations on “%(title)s” are in") % {"title": rfq.title}
    text = _("Compare them and award, all or line by line; a friendly no is an answer, too.")
    return NextStep("scale", title, text, _("Compare and decide"), rfq.get_absolute_url())


@next_step(20)
def quote(actor: Actor) -> NextStep | None:
    """A buyer asks this company by name."""
    if not actor.may("sell"):
        return None
    rfq = RFQ.objects.inviting(actor).for_cards().order_by("closes_at", "pk").first()
    if rfq is None:
        return None
    title = _("%(company)s invites you to quote on “%(title)s”") % {"company": rfq.company, "title": rfq.title}
    text = _("Quote, ask, or say that you pass: the buyer counts on an answer.")
    return NextStep("scale", title, text, _("Read it"), rfq.get_absolute_url())
