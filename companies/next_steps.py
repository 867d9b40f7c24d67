"""What a company's own house asks for."""

from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from companies.mandates.permissions import can_keep_mandates
from companies.models import Certificate, Company, Mandate, Suspension
from companies.permissions import can_appeal
from companies.steps import NextStep, address_of, next_step
from portal.core.actor import Actor

SOON = timedelta(days=60)


@next_step(5)
def out_of_the_market(actor: Actor) -> NextStep | None:
    """Before anything else: nothing can be done while the company is suspended."""
    if actor.company.is_active:
        return None
    running = Suspension.objects.running().filter(company=actor.company).first()
    may_appeal = running is not None and running.is_open_to_appeal and can_appeal(actor, actor.company)
    verb = _("Read why and appeal") if may_appeal else _("Read why")
    title = _("Your company is out of the market")
    return NextStep(
        "warning", title, _("Others do not see it, and nobody can act for it."), verb, reverse("companies:suspension")
    )


def proposed_mandates(actor: Actor) -> QuerySet[Mandate]:
    """Those of the other side, for who decides on them."""
    rows = Mandate.objects.waiting_for(actor) if can_keep_mandates(actor) else Mandate.objects.none()
    return rows.select_related("principal", "agent").order_by("created_at", "pk")


@next_step(12, proposed_mandates)
def proposed_mandate(actor: Actor, proposed: list[Mandate]) -> NextStep:
    """Somebody waits for a word on who may act for whom."""
    title = _("%(company)s proposes a mandate") % {"company": proposed[0].other_than(actor)}
    text = _("Read in plain words who may do what, and until when. You may revoke it at any time.")
    return NextStep("key", title, text, _("Read it and decide"), proposed[0].get_absolute_url())


def ending_certificates(actor: Actor) -> QuerySet[Certificate]:
    """From sixty days before."""
    rows = actor.company.certificates.filter(valid_until__lte=localdate() + SOON).order_by("valid_until", "pk")
    found: QuerySet[Certificate] = rows if actor.may("edit_company") else rows.none()
    return found


@next_step(35, ending_certificates)
def certificates(actor: Actor, ending: list[Certificate]) -> NextStep | None:
    """The one that runs out first."""
    first = ending[0]
    if first.valid_until is None:
        return None
    words = {"name": first.name, "day": date_format(first.valid_until, "DATE_FORMAT")}
    title = _("“%(name)s” has run out") if first.is_expired else _("“%(name)s” is valid until %(day)s")
    text = _("Buyers see the date beside it. Put the new one in, or take it away.")
    url = address_of("companies:certificates") or reverse("companies:edit")
    return NextStep("certificate", title % words, text, _("See the certificates"), url)


@next_step(40)
def sentence(actor: Actor) -> NextStep | None:
    if not actor.may("edit_company") or actor.company.text.tagline:
        return None
    text = _("It is the first thing buyers read, and what search shows of you.")
    return NextStep("edit", _("Say what you do in one sentence"), text, _("Write it"), reverse("companies:edit"), True)


@next_step(55)
def second_owner(actor: Actor) -> NextStep | None:
    """A company of one person stands still when that person does."""
    url = address_of("companies:people")
    if not url or not actor.may("manage_people") or actor.company.memberships.count() > 1:
        return None
    text = _("With a colleague in it, inquiries are answered while you travel, and nobody is locked out.")
    return NextStep("user", _("Invite a colleague"), text, _("Invite"), url, True)


@next_step(58)
def next_tier(actor: Actor) -> NextStep | None:
    url = address_of("companies:verification")
    company = actor.company
    if not url or not actor.may("edit_company") or company.tier >= Company.Tier.VISITED:
        return None
    title = _("Next check: %(tier)s") % {"tier": Company.Tier(company.tier + 1).label}
    text = _("Buyers on other continents decide by it. It costs nothing and is never sold.")
    return NextStep("certificate", title, text, _("See what it takes"), url, True)


@next_step(90)
def reading(actor: Actor) -> NextStep | None:
    """Who may only look is asked for nothing, and led to what there is to read."""
    if actor.role != "viewer":
        return None
    text = _("You read all that your company is asked, offers and agrees. To act, ask an owner for another role.")
    return NextStep(
        "inbox",
        _("Read what your company is asked"),
        text,
        _("See the inquiries"),
        address_of("offers:inquiries"),
        True,
    )
