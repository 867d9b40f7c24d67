"""What joint purchases ask for: of members to pledge or to answer, of stewards to close or to go on."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.models import CommunityMember
from community.next_steps import seats
from companies.steps import NextStep, next_step
from companies.waiting import within
from portal.core.actor import Actor
from trade.rounds.models import Pledge, PurchaseRound, Split

NEAR = timedelta(days=3)


def shares(actor: Actor) -> QuerySet[Split]:
    return Split.objects.filter(company_id=actor.company_id)


@within(shares)
def price_asked(actor: Actor) -> QuerySet[Split]:
    """Shares at another price than pledged, that wait for the company's word."""
    if actor.company is None or not actor.may("buy"):
        return Split.objects.none()
    rows = Split.objects.visible_to(actor).filter(company_id=actor.company_id, state=Split.State.ASKED)
    return rows.select_related("round__community").order_by("pk")


@next_step(13, price_asked)
def answer_price(actor: Actor, asked: list[Split]) -> NextStep:
    purchase = asked[0].round
    title = _("The price of your share in “%(title)s” is another than pledged") % {"title": purchase.title}
    url = f"{purchase.get_absolute_url()}#share"
    return NextStep("scale", title, _("Accept it, or take no part."), _("Look at the price"), url)


def rounds_run(actor: Actor) -> QuerySet[PurchaseRound]:
    rows = PurchaseRound.objects
    return rows.run_by(actor).select_related("community", "rfq") if actor.may("run_communities") else rows.none()


@within(seats)
def asked_to_release(actor: Actor) -> QuerySet[PurchaseRound]:
    """Rounds of which a member asks to be released."""
    asking = Pledge.objects.filter(round=OuterRef("pk"), release_to__isnull=False)
    rows = rounds_run(actor).filter(Exists(asking), state__in=PurchaseRound.TAKING)
    return rows.order_by("deadline", "pk")


@within(seats)
def to_ask_suppliers(actor: Actor) -> QuerySet[PurchaseRound]:
    """Rounds that closed and wait for their request or their suppliers."""
    state = PurchaseRound.State.SUCCEEDED
    closed = rounds_run(actor).filter(state=state, agreed_at=None, company_id=actor.company_id)
    released = Split.objects.filter(round=OuterRef("pk"), state=Split.State.RELEASED)
    waiting = Q(rfq=None, inquiry=None) | Q(rfq__state="draft")
    return closed.filter(waiting & ~Exists(released)).order_by("closed_at", "pk")


@next_step(21, asked_to_release, to_ask_suppliers)
def steward_goes_on(actor: Actor, asking: list[PurchaseRound], closed: list[PurchaseRound]) -> NextStep:
    """A member asks to be released, or a round that closed waits for its request or its suppliers."""
    if asking:
        title = _("A member asks to be released from “%(title)s”") % {"title": asking[0].title}
        return NextStep("scale", title, _("Others have reckoned with its pledge."), _("Decide"), address(asking[0]))
    title = _("“%(title)s” is closed: ask the suppliers now") % {"title": closed[0].title}
    return NextStep("scale", title, _("The members’ shares wait for a price."), _("Go on"), address(closed[0]))


@within(seats)
def ending_soon(actor: Actor) -> QuerySet[PurchaseRound]:
    """Rounds that end within three days and in which the company has not pledged."""
    if actor.company is None or not actor.may("buy"):
        return PurchaseRound.objects.none()
    own = Pledge.objects.filter(round=OuterRef("pk"), company_id=actor.company_id)
    places = CommunityMember.objects.active().filter(company_id=actor.company_id).exclude(role="observer")
    rows = PurchaseRound.objects.open().filter(
        ~Exists(own), community__in=places.values("community_id"), deadline__lte=timezone.now() + NEAR
    )
    return rows.exclude(supplier_id=actor.company_id).select_related("community").order_by("deadline", "pk")


@next_step(31, ending_soon)
def pledge_in_time(actor: Actor, rounds: list[PurchaseRound]) -> NextStep | None:
    purchase = rounds[0]
    if purchase.deadline is None:
        return None
    day = date_format(timezone.localtime(purchase.deadline), "DATETIME_FORMAT")
    title = _("The joint purchase “%(title)s” closes soon") % {"title": purchase.title}
    return NextStep(
        "scale", title, _("Pledges are taken until %(day)s.") % {"day": day}, _("Look at it"), address(purchase)
    )


def address(purchase: PurchaseRound) -> str:
    return purchase.get_absolute_url()
