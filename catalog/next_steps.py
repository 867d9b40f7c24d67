"""What a catalogue asks for."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.models import Product, ReportCase
from companies.steps import NextStep, next_step
from portal.core.actor import Actor


@next_step(45)
def first_products(actor: Actor) -> NextStep | None:
    if not actor.company.sells or not actor.may("edit_catalogue") or Product.objects.of(actor).exists():
        return None
    text = _("The spreadsheet you have is enough: we guess its columns, you check.")
    return NextStep(
        "upload", _("Bring your products"), text, _("Import a spreadsheet"), reverse("catalog:import"), True
    )


@next_step(42)
def rejected(actor: Actor) -> NextStep | None:
    """Listings that staff have sent back."""
    if not actor.may("edit_catalogue"):
        return None
    count = Product.objects.of(actor).filter(state=Product.State.REJECTED).count()
    if not count:
        return None
    title = ngettext("%(n)s listing was rejected", "%(n)s listings were rejected", count) % {"n": count}
    text = _("Read why, change it and publish it anew, or appeal.")
    return NextStep("warning", title, text, _("See them"), reverse("catalog:mine") + "?state=rejected", True)


@next_step(48)
def ending(actor: Actor) -> NextStep | None:
    """Listings that end unless somebody says that they still hold."""
    if not actor.may("edit_catalogue"):
        return None
    count = Product.objects.of(actor).expiring().count()
    if not count:
        return None
    title = ngettext("%(n)s listing expires soon", "%(n)s listings expire soon", count) % {"n": count}
    text = _("One click renews them, if price and terms still hold.")
    return NextStep("clock", title, text, _("See them"), reverse("catalog:mine") + "?state=expiring", True)


@next_step(50)
def drafts(actor: Actor) -> NextStep | None:
    """Products that nobody sees yet."""
    if not actor.may("edit_catalogue"):
        return None
    count = Product.objects.of(actor).filter(state=Product.State.DRAFT).count()
    if not count:
        return None
    title = ngettext("%(n)s product is a draft", "%(n)s products are drafts", count) % {"n": count}
    text = _("No buyer finds them before you publish them.")
    return NextStep("box", title, text, _("See the drafts"), reverse("catalog:mine") + "?state=draft", True)


@next_step(13)
def changes_asked(actor: Actor) -> NextStep | None:
    """What staff ask the company to change after somebody reported it."""
    rows = ReportCase.objects.received_by(actor).filter(state=ReportCase.State.CHANGE_ASKED, outcome="")
    case = rows.select_related("owner").order_by("decided_at").first()
    if case is None or not actor.may(case.power):
        return None
    text = _("Somebody reported it, and our staff ask you to change it. You can appeal.")
    return NextStep("flag", case.title, text, _("Read what to change"), case.get_absolute_url(), True)
