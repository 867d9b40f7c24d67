"""“My portal”: what waits for the acting company, gathered from every app."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from catalog.models import Product
from catalog.next_steps import own_products
from community.calendar.next_steps import next_events
from community.models import CommunityInvitation
from community.next_steps import seats
from community.permissions import can_found_community
from companies.middleware import SESSION_KEY
from companies.models import Claim, Invitation
from companies.steps import next_step_of, pressing
from companies.waiting import Kind, Waiting
from offers.models import Inquiry, Offer
from offers.next_steps import rfqs
from offers.permissions import can_post_rfq
from portal.core.actor import Actor
from portal.core.http import SignedIn
from portal.core.preferences import safe_next
from portal.my_checks import CHECKED, checks_under_way
from portal.my_tasks import OTHERS, SHOWN, YOURS, waiting_for_others, waiting_for_you

app_name = "my"
EVENTS = 3  # the next ones of this person
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Step:
    """One of the first steps on the market, done or still to do."""

    title: str
    text: str
    url: str
    is_done: bool


@login_required
def home(request: SignedIn) -> HttpResponse:
    """The next thing to do, what waits for you and for others, the first steps, and the figures of the week."""
    actor = request.actor
    if actor.company is None:
        invitations = Invitation.objects.open().addressed_to(request.user).select_related("company", "invited_by")
        houses = CommunityInvitation.objects.addressed_to(request.user).select_related("community").order_by("-pk")
        found = {"invitations": invitations.filter(company__is_active=True), "houses": houses[:SHOWN]}
        return render(request, "my/welcome.html", found)
    waiting = Waiting(actor, [*pressing(), *YOURS, *OTHERS, next_events, *FIRST, *CHECKED])
    context = {
        "company": actor.company,
        "next": next_step_of(waiting),
        "waiting_for_you": waiting_for_you(waiting),
        "waiting_for_others": waiting_for_others(waiting),
        "checks": checks_under_way(waiting),
        "events": waiting.of(next_events)[:EVENTS],
        "steps": first_steps(waiting),
        "figures": figures(actor),
    }
    return render(request, "my/home.html", context)


def communities_run(actor: Actor) -> QuerySet[Any]:
    rows: QuerySet[Any] = actor.company.communities_run
    return rows.order_by()


def own_offers(actor: Actor) -> QuerySet[Offer]:
    return Offer.objects.of(actor)


def own_inquiries(actor: Actor) -> QuerySet[Inquiry]:
    return Inquiry.objects.filter(buyer_id=actor.company_id)


def registration_claims(actor: Actor) -> QuerySet[Claim]:
    """Those on their way."""
    return Claim.objects.filter(company_id=actor.company_id, kind="registration").waiting()


# What first steps leave behind: of each it matters only whether there is any.
FIRST: list[Kind] = [
    seats,
    communities_run,
    own_products,
    own_offers,
    own_inquiries,
    rfqs,
    registration_claims,
]


def first_steps(waiting: Waiting) -> list[Step]:
    """The way onto the market for this kind of company, as far as this person may go it; empty once all is done."""
    actor, company = waiting.actor, waiting.actor.company
    if company.kind == "programme":  # it is the market's host, not a trader
        return []
    may_edit = actor.may("edit_company")
    steps = [saying_step(actor)] if may_edit else []
    steps += [community_step(waiting)] if can_found_community(actor) else []
    steps += selling_steps(waiting) if company.sells else buying_steps(waiting)
    steps += [checking_step(waiting)] if may_edit else []
    if not company.runs_communities:
        steps.append(
            Step(
                _("Join a community"),
                _("Firms like yours share orders, rooms at fairs and experience."),
                reverse("community:list"),
                waiting.has(seats),
            )
        )
    return [] if all(step.is_done for step in steps) else steps


def saying_step(actor: Actor) -> Step:
    return Step(
        _("Say what you do in one sentence"),
        _("Buyers read it before anything else."),
        reverse("companies:edit"),
        bool(actor.company.text.tagline),
    )


def checking_step(waiting: Waiting) -> Step:
    return Step(
        _("Have your registration checked"),
        _("A number and five minutes; buyers write sooner to a firm that was checked."),
        reverse("companies:verification"),
        waiting.actor.company.is_verified or waiting.has(registration_claims),
    )


def community_step(waiting: Waiting) -> Step:
    return Step(
        _("Open your community"),
        _("A house for your members: talk, events, joint purchases, and a page that the world sees."),
        reverse("community:new"),
        waiting.has(communities_run),
    )


def selling_steps(waiting: Waiting) -> list[Step]:
    return [
        Step(
            _("Bring your products"),
            _("The spreadsheet you have is enough: we guess its columns, you check."),
            reverse("catalog:import"),
            waiting.has(own_products),
        ),
        Step(
            _("Post a sell offer"),
            _("One screen, made from a product you have."),
            reverse("offers:new"),
            waiting.has(own_offers),
        ),
    ]


def buying_steps(waiting: Waiting) -> list[Step]:
    steps = [
        Step(
            _("Ask a supplier"),
            _("Find a product and send your first inquiry."),
            reverse("search:search"),
            waiting.has(own_inquiries),
        )
    ]
    if can_post_rfq(waiting.actor):
        text = _("Say once what you need; suppliers quote, and you compare them in one table.")
        steps.append(Step(_("Post a request"), text, reverse("rfqs:new"), waiting.has(rfqs)))
    return steps


def figures(actor: Actor) -> list[dict[str, Any]]:
    """The last seven days in numbers, each with the sentence that says what it means."""
    received, sent = Q(supplier_id=actor.company_id), Q(buyer_id=actor.company_id)
    week = Inquiry.objects.filter(received | sent, created_at__gte=timezone.now() - WEEK).aggregate(
        received=Count("pk", filter=received),
        open=Count("pk", filter=received & Q(state=Inquiry.State.SENT)),
        sent=Count("pk", filter=sent),
        answered=Count("pk", filter=sent & Q(answered_at__isnull=False)),
    )
    rows = []
    if actor.company.sells:
        asked, open_now = week["received"], week["open"]
        meaning = ngettext("%(n)s still waits for your answer.", "%(n)s still wait for your answer.", open_now)
        label = ngettext("inquiry received", "inquiries received", asked)
        rows.append(figure(asked, label, meaning % {"n": open_now}))
        products = Product.objects.of(actor).published().count()
        label = ngettext("product on the market", "products on the market", products)
        rows.append(figure(products, label, _("This is what buyers can find and ask about.")))
    label = ngettext("inquiry sent", "inquiries sent", week["sent"])
    rows.append(figure(week["sent"], label, _("Answered so far: %(n)s.") % {"n": week["answered"]}))
    return rows


def figure(value: int, label: str, meaning: str) -> dict[str, Any]:
    return {"value": value, "label": label, "meaning": meaning}


@login_required
@require_POST
def act_as(request: SignedIn) -> HttpResponse:
    """Act for another of the person's companies from now on; a company they are not in changes nothing."""
    slug = request.POST.get("company", "")
    if request.user.memberships.filter(company__slug=slug).exists():
        request.session[SESSION_KEY] = slug
    return redirect(safe_next(request))


urlpatterns = [path("", home, name="home"), path("acting-company/", act_as, name="act_as")]
