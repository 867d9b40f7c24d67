"""What a catalogue asks for."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.models import Product, ReportCase
from catalog.product_rows import ProductQuerySet
from companies.steps import NextStep, next_step
from companies.waiting import within
from portal.core.actor import Actor


def own_products(actor: Actor) -> QuerySet[Product]:
    return Product.objects.of(actor)


@next_step(45)
def first_products(actor: Actor) -> NextStep | None:
    if not actor.company.sells or not actor.may("edit_catalogue") or Product.objects.of(actor).exists():
        return None
    text = _("The spreadsheet you have is enough: we guess its columns, you check.")
    return NextStep(
        "upload", _("Bring your products"), text, _("Import a spreadsheet"), reverse("catalog:import"), True
    )


def own_listings(actor: Actor) -> ProductQuerySet:
    """For who may change them."""
    return Product.objects.of(actor) if actor.may("edit_catalogue") else Product.objects.none()


@within(own_products)
def rejected_listings(actor: Actor) -> QuerySet[Product]:
    return own_listings(actor).filter(state=Product.State.REJECTED)


@within(own_products)
def ending_listings(actor: Actor) -> QuerySet[Product]:
    return own_listings(actor).expiring()


@within(own_products)
def draft_listings(actor: Actor) -> QuerySet[Product]:
    return own_listings(actor).filter(state=Product.State.DRAFT)


def to_change(actor: Actor) -> QuerySet[ReportCase]:
    """What staff ask the company to change."""
    rows = ReportCase.objects.received_by(actor).filter(state=ReportCase.State.CHANGE_ASKED, outcome="")
    return rows.select_related("owner").order_by("decided_at")


@next_step(42, rejected_listings)
def rejected(actor: Actor, _rows: list[Product]) -> NextStep:
    """Listings that staff have sent back."""
    count = rejected_listings(actor).count()
    title = ngettext("%(n)s listing was rejected", "%(n)s listings were rejected", count) % {"n": count}
    text = _("Read why, change it and publish it anew, or appeal.")
    return NextStep("warning", title, text, _("See them"), reverse("catalog:mine") + "?state=rejected", True)


@next_step(48, ending_listings)
def ending(actor: Actor, _rows: list[Product]) -> NextStep:
    """Listings that end unless somebody says that they still hold."""
    count = ending_listings(actor).count()
    title = ngettext("%(n)s listing expires soon", "%(n)s listings expire soon", count) % {"n": count}
    text = _("One click renews them, if price and terms still hold.")
    return NextStep("clock", title, text, _("See them"), reverse("catalog:mine") + "?state=expiring", True)


@next_step(50, draft_listings)
def drafts(actor: Actor, _rows: list[Product]) -> NextStep:
    """Products that nobody sees yet."""
    count = draft_listings(actor).count()
    title = ngettext("%(n)s product is a draft", "%(n)s products are drafts", count) % {"n": count}
    text = _("No buyer finds them before you publish them.")
    return NextStep("box", title, text, _("See the drafts"), reverse("catalog:mine") + "?state=draft", True)


@next_step(13, to_change)
def changes_asked(actor: Actor, cases: list[ReportCase]) -> NextStep | None:
    """What staff ask the company to change after somebody reported it."""
    case = cases[0]
    if not actor.may(case.power):
        return None
    text = _("Somebody reported it, and our staff ask you to change it. You can appeal.")
    return NextStep("flag", case.title, text, _("Read what to change"), case.get_absolute_url(), True)
