"""What inquiries and offers ask for."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from companies.steps import NextStep, next_step
from offers.models import Inquiry
from offers.permissions import can_answer_inquiry, can_close_inquiry
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
