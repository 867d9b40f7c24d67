"""What quotations ask for."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from companies.steps import NextStep, next_step
from companies.waiting import within
from portal.core.actor import Actor
from trade.invoices import next_steps as invoice_steps  # noqa: F401  (invoices have their own)
from trade.models import Quotation
from trade.orders import next_steps as order_steps  # noqa: F401  (orders have their own)
from trade.permissions import can_decide_quotation, can_set_floors, can_write_quotation
from trade.pooled import next_steps as pool_steps  # noqa: F401  (pooled answers have their own)
from trade.quotation_list_views import views_of
from trade.rounds import next_steps  # noqa: F401  (joint purchases have their own)
from trade.settling import next_steps as settling_steps  # noqa: F401  (payments have their own)


def quotations(actor: Actor) -> QuerySet[Quotation]:
    return Quotation.objects.visible_to(actor)


def may_go_on(actor: Actor, quotation: Quotation) -> bool:
    """Whether this person may say the next word of one in which it is their company's turn."""
    return quotation.is_valid and (can_write_quotation(actor, quotation) or can_decide_quotation(actor, quotation))


@within(quotations)
def yours(actor: Actor) -> QuerySet[Quotation]:
    """Live ones in which it is the acting company's turn, the most urgent first."""
    return Quotation.objects.live().waiting_for(actor).for_cards().order_by("respond_by", "pk")


@next_step(11, yours)
def answer_quotation(actor: Actor, rows: list[Quotation]) -> NextStep | None:
    quotation = next((one for one in rows if may_go_on(actor, one)), None)
    if quotation is None:
        return None
    words = {"company": quotation.partner_of(actor), "title": quotation.title}
    title = (
        _("%(company)s made a counter-offer on “%(title)s”")
        if quotation.state == Quotation.State.COUNTERED
        else _("%(company)s quoted on “%(title)s”")
    ) % words
    day = date_format(quotation.respond_by, "DATE_FORMAT") if quotation.respond_by else ""
    text = _("An answer is wanted by %(day)s.") % {"day": day} if day else _("It is your turn.")
    return NextStep("offer", title, text, _("Read and answer"), quotation.get_absolute_url())


@within(quotations)
def to_approve(actor: Actor) -> QuerySet[Quotation]:
    rows = Quotation.objects.for_cards().filter(views_of(actor)["approval"]).order_by("updated_at", "pk")
    return rows if can_set_floors(actor) else Quotation.objects.none()


@next_step(12, to_approve)
def approve_quotation(actor: Actor, rows: list[Quotation]) -> NextStep:
    quotation = rows[0]
    title = _("“%(title)s” waits for your approval") % {"title": quotation.title}
    text = _("A price is below what your company has set. The buyer sees nothing before you decide.")
    return NextStep("offer", title, text, _("Look at it"), quotation.get_absolute_url())


@within(quotations)
def begun(actor: Actor) -> QuerySet[Quotation]:
    return Quotation.objects.given_by(actor).filter(state=Quotation.State.DRAFT).for_cards().order_by("-updated_at")


@next_step(35, begun)
def finish_draft(actor: Actor, drafts: list[Quotation]) -> NextStep | None:
    """A quotation that was begun on a request that is still open."""
    writable = (one for one in drafts if can_write_quotation(actor, one) and (one.rfq is None or one.rfq.is_open))
    quotation = next(writable, None)
    if quotation is None:
        return None
    title = _("Your quotation on “%(title)s” is not handed in yet") % {"title": quotation.title}
    text = _("The draft is kept; the buyer sees nothing of it.")
    return NextStep("edit", title, text, _("Go on writing"), reverse("trade:edit", args=[quotation.ref]))
