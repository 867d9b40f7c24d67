"""What joint purchases ask for: of members to pledge or to answer, of stewards to close or to go on."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.models import CommunityMember
from companies.steps import NextStep, next_step
from portal.core.actor import Actor
from trade.rounds.models import Pledge, PurchaseRound, Split

NEAR = timedelta(days=3)


@next_step(13)
def answer_price(actor: Actor) -> NextStep | None:
    """A share at another price than pledged waits for the company's word."""
    if actor.company is None or not actor.may("buy"):
        return None
    rows = Split.objects.visible_to(actor).filter(company_id=actor.company_id, state=Split.State.ASKED)
    split = rows.select_related("round__community").order_by("pk").first()
    if split is None:
        return None
    title = _("The price of your share in “%(title)s” is another than pledged") % {"title": split.round.title}
    url = f"{split.round.get_absolute_url()}#share"
    return NextStep("scale", title, _("Accept it, or take no part."), _("Look at the price"), url)


@next_step(21)
def steward_goes_on(actor: Actor) -> NextStep | None:
    """A member asks to be released, or a round that closed waits for its request or its suppliers."""
    if not actor.may("run_communities"):
        return None
    mine = PurchaseRound.objects.run_by(actor).select_related("community", "rfq")
    asking = Pledge.objects.filter(round=OuterRef("pk"), release_to__isnull=False)
    purchase = mine.filter(Exists(asking), state__in=PurchaseRound.TAKING).order_by("deadline", "pk").first()
    if purchase is not None:
        title = _("A member asks to be released from “%(title)s”") % {"title": purchase.title}
        return NextStep("scale", title, _("Others have reckoned with its pledge."), _("Decide"), address(purchase))
    closed = mine.filter(state=PurchaseRound.State.SUCCEEDED, agreed_at=None, company_id=actor.company_id)
    released = Split.objects.filter(round=OuterRef("pk"), state=Split.State.RELEASED)
    waiting = Q(rfq=None, inquiry=None) | Q(rfq__state="draft")
    purchase = closed.filter(waiting & ~Exists(released)).order_by("closed_at", "pk").first()
    if purchase is None:
        return None
    title = _("“%(title)s” is closed: ask the suppliers now") % {"title": purchase.title}
    return NextStep("scale", title, _("The members’ shares wait for a price."), _("Go on"), address(purchase))


@next_step(31)
def pledge_in_time(actor: Actor) -> NextStep | None:
    """A round that ends within three days and in which the company has not pledged."""
    if actor.company is None or not actor.may("buy"):
        return None
    own = Pledge.objects.filter(round=OuterRef("pk"), company_id=actor.company_id)
    places = CommunityMember.objects.active().filter(company_id=actor.company_id).exclude(role="observer")
    rows = PurchaseRound.objects.open().filter(
        ~Exists(own), community__in=places.values("community_id"), deadline__lte=timezone.now() + NEAR
    )
    rows = rows.exclude(supplier_id=actor.company_id).select_related("community").order_by("deadline", "pk")
    purchase = rows.first()
    if purchase is None or purchase.deadline is None:
        return None
    day = date_format(timezone.localtime(purchase.deadline), "DATETIME_FORMAT")
    title = _("The joint purchase “%(title)s” closes soon") % {"title": purchase.title}
    return NextStep(
        "scale", title, _("Pledges are taken until %(day)s.") % {"day": day}, _("Look at it"), address(purchase)
    )


def address(purchase: PurchaseRound) -> str:
    return purchase.get_absolute_url()
