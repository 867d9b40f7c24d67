"""“My portal”: what waits for the acting company, gathered from every app."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from catalog.models import Product
from community.articles.next_steps import to_approve as articles_to_approve
from community.calendar.next_steps import asking, next_events, to_answer
from community.initiatives.next_steps import steps_due, to_consent, to_decide
from community.initiatives.next_steps import to_answer as invitations_to_answer
from community.models import CommunityInvitation, CommunityMember, ModerationCase, Vouching
from community.moderation.next_steps import appeals_for
from community.permissions import can_found_community
from companies.mandates.permissions import can_keep_mandates
from companies.middleware import SESSION_KEY
from companies.models import Claim, Invitation, Mandate
from companies.steps import next_step_of
from consultations.meetings.next_steps import tasks_due, to_confirm, to_sign
from consultations.models import Room
from offers.models import RFQ, Inquiry, Offer
from offers.permissions import can_answer_inquiry, can_post_rfq
from portal.core.actor import Actor
from portal.core.http import SignedIn
from portal.core.preferences import safe_next
from trade.models import Order, Quotation
from trade.next_steps import to_approve, yours
from trade.orders.next_steps import to_go_on as orders_to_go_on

app_name = "my"
SHOWN = 8  # rows of each list; the rest is behind its link
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Task:
    """A line of a list: what it is about, with whom, since when, and the verb that gets on with it."""

    icon: str
    verb: str
    title: str
    url: str
    who: Any
    since: datetime


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
    context = {
        "company": actor.company,
        "next": next_step_of(actor),
        "waiting_for_you": sorted(waiting_for_you(actor), key=lambda task: task.since)[:SHOWN],
        "waiting_for_others": list(waiting_for_others(actor)),
        "events": next_events(actor, 3),
        "steps": first_steps(actor),
        "figures": figures(actor),
    }
    return render(request, "my/home.html", context)


def waiting_for_you(actor: Actor) -> Iterator[Task]:
    """Only what this role may get on with: a viewer is asked for nothing."""
    for inquiry in Inquiry.objects.for_cards().waiting_for(actor)[:SHOWN]:
        if can_answer_inquiry(actor, inquiry):
            yield inquiry_task(inquiry, _("Answer inquiry"), actor)
    if actor.may("talk"):
        rooms: Any = Room.objects.visible_to(actor).for_list(actor).filter(Q(unread__gt=0, is_muted=False))[:SHOWN]
        for room in rooms:
            yield Task(
                "chat",
                _("Read messages"),
                room.title,
                room.get_absolute_url(),
                partner(room, actor),
                room.newest_at,
            )
    yield from talk_tasks(actor)
    yield from quotation_tasks(actor)
    yield from rfq_tasks(actor)
    yield from claim_tasks(actor)
    yield from moderation_tasks(actor)
    for wish in to_answer(actor, SHOWN):
        who, since = asking(wish), wish.updated_at
        yield Task("calendar", _("Answer the wish to meet"), wish.gathering.title, wish.get_absolute_url(), who, since)
    yield from together_tasks(actor)
    yield from mandate_tasks(actor)
    if actor.may("run_communities"):
        for member in CommunityMember.objects.waiting_for(actor)[:SHOWN]:
            url = reverse("community:members", args=[member.community.slug])
            yield Task(
                "community", _("Decide on membership"), str(member.community), url, member.company, member.created_at
            )


def moderation_tasks(actor: Actor) -> Iterator[Task]:
    """What waits for who moderates a community, without words of their own company; and offers to vouch for it."""
    cases = ModerationCase.objects.in_houses_of(actor).waiting().exclude(company_id=actor.company_id)
    for case in cases.select_related("community", "company").order_by("created_at", "pk")[:SHOWN]:
        url = reverse("community:moderation_case", args=[case.community.slug, case.ref])
        yield Task("flag", _("Moderate"), case.title, url, case.company, case.created_at)
    for appeal in appeals_for(actor)[:SHOWN]:
        case = appeal.case
        url = reverse("community:moderation_case", args=[case.community.slug, case.ref])
        yield Task("flag", _("Answer the appeal"), case.title, url, case.company, appeal.created_at)
    if actor.may("edit_company"):
        for one in Vouching.objects.waiting_for(actor).select_related("voucher").order_by("pk")[:SHOWN]:
            yield Task(
                "certificate",
                _("See what it says"),
                str(one.voucher),
                one.get_absolute_url(),
                one.voucher,
                one.created_at,
            )


def together_tasks(actor: Actor) -> Iterator[Task]:
    """What initiatives and articles of communities wait for."""
    for one in to_decide(actor, SHOWN):
        url = f"{one.initiative.get_absolute_url()}#people"
        yield Task("community", _("Decide"), one.initiative.title, url, one.company, one.moved_at)
    for one in invitations_to_answer(actor, SHOWN):
        url, lead = one.initiative.get_absolute_url(), one.initiative.lead
        yield Task("community", _("See the invitation"), one.initiative.title, url, lead, one.moved_at)
    for one in to_consent(actor, SHOWN):
        url, lead = f"{one.initiative.get_absolute_url()}#agreement", one.initiative.lead
        yield Task("edit", _("Read and consent"), one.initiative.title, url, lead, one.initiative.moved_at)
    for step in steps_due(actor, SHOWN):
        url, lead = f"{step.initiative.get_absolute_url()}#steps", step.initiative.lead
        yield Task("check", _("See the step"), step.title, url, lead, step.initiative.moved_at)
    for article in articles_to_approve(actor, SHOWN):
        url, who = article.get_absolute_url(), article.company
        yield Task("bookmark", _("Read and approve"), article.title, url, who, article.updated_at)


def mandate_tasks(actor: Actor) -> Iterator[Task]:
    """Proposals of the other side, for who decides on them."""
    rows = Mandate.objects.waiting_for(actor) if can_keep_mandates(actor) else Mandate.objects.none()
    for mandate in rows.select_related("principal", "agent")[:SHOWN]:
        who, url = mandate.other_than(actor), mandate.get_absolute_url()
        yield Task("key", _("Decide on the mandate"), str(mandate), url, who, mandate.created_at)


def talk_tasks(actor: Actor) -> Iterator[Task]:
    """Booked talks to confirm, minutes to sign, and what was promised and is due."""
    for talk in to_confirm(actor, SHOWN):
        url = talk.get_absolute_url()
        yield Task("calendar", _("Confirm or move"), talk.title, url, talk.guest_company, talk.created_at)
    for talk in to_sign(actor, SHOWN):
        url = f"{talk.get_absolute_url()}#minutes"
        yield Task("edit", _("Read and sign"), talk.title, url, talk.partner_of(actor), talk.updated_at)
    for one in tasks_due(actor, SHOWN):
        url, who = one.get_absolute_url(), one.meeting.partner_of(actor)
        yield Task("check", _("See the task"), one.text, url, who, one.created_at)


def quotation_tasks(actor: Actor) -> Iterator[Task]:
    """Live ones in which it is this person's turn, and those that wait for their approval."""
    for quotation in yours(actor, SHOWN):
        yield quotation_task(quotation, _("Answer the quotation"), actor)
    for quotation in to_approve(actor, SHOWN):
        yield quotation_task(quotation, _("Approve the quotation"), actor)
    for order, verb in orders_to_go_on(actor):
        yield order_task(order, verb, actor)


def order_task(order: Order, verb: str, actor: Actor) -> Task:
    return Task("box", verb, order.title, order.get_absolute_url(), order.partner_of(actor), order.updated_at)


def quotation_task(quotation: Quotation, verb: str, actor: Actor) -> Task:
    who, since = quotation.partner_of(actor), quotation.updated_at
    return Task("offer", verb, quotation.title, quotation.get_absolute_url(), who, since)


def rfq_tasks(actor: Actor) -> Iterator[Task]:
    """Requests of the company that wait for an answer, a decision or a correction; those that invite it to quote."""
    if can_post_rfq(actor):
        for rfq in RFQ.objects.with_questions_for(actor).for_cards().order_by("closes_at")[:SHOWN]:
            yield rfq_task(rfq, _("Answer questions"), f"{rfq.get_absolute_url()}#questions")
        for rfq in RFQ.objects.of(actor).for_cards().filter(state=RFQ.State.EVALUATING)[:SHOWN]:
            yield rfq_task(rfq, _("Compare and decide"))
        for rfq in RFQ.objects.of(actor).for_cards().filter(state=RFQ.State.DRAFT).exclude(review_note="")[:SHOWN]:
            yield rfq_task(rfq, _("Put it right"), reverse("rfqs:edit", args=[rfq.ref]))
    if actor.may("sell"):
        for rfq in RFQ.objects.inviting(actor).for_cards().order_by("closes_at")[:SHOWN]:
            yield rfq_task(rfq, _("Quote on this"))


def rfq_task(rfq: RFQ, verb: str, url: str = "") -> Task:
    since = rfq.closed_at or rfq.published_at or rfq.updated_at
    return Task("scale", verb, rfq.title, url or rfq.get_absolute_url(), rfq.company, since)


def claim_tasks(actor: Actor) -> Iterator[Task]:
    """Checks that came back, for who may put them right; and the queue, for staff who check."""
    if actor.may("edit_company"):
        for claim in Claim.objects.filter(company=actor.company, state=Claim.State.RETURNED)[:SHOWN]:
            url = claim.get_absolute_url()
            yield Task("certificate", _("Put it right"), claim.get_kind_display(), url, actor.company, claim.updated_at)
    for claim in Claim.objects.waiting_for(actor).select_related("company").order_by("submitted_at")[:SHOWN]:
        url = reverse("desk:verification", args=[claim.ref])
        since = claim.submitted_at or claim.updated_at
        yield Task("certificate", _("Check a claim"), claim.get_kind_display(), url, claim.company, since)


def waiting_for_others(actor: Actor) -> Iterator[Task]:
    if actor.mandate and not actor.powers & {"buy", "sell"}:
        return  # what a mandate does not cover is not shown under it
    for inquiry in Inquiry.objects.for_cards().waiting_for_others(actor)[:SHOWN]:
        yield inquiry_task(inquiry, _("See inquiry"), actor)
    live = Quotation.objects.visible_to(actor).live().for_cards().order_by("respond_by", "pk")
    for quotation in live.exclude(pk__in=Quotation.objects.waiting_for(actor).values("pk"))[:SHOWN]:
        yield quotation_task(quotation, _("See the quotation"), actor)
    running = Order.objects.visible_to(actor).open().for_cards().order_by("updated_at", "pk")
    for order in running.exclude(pk__in=Order.objects.waiting_for(actor).values("pk"))[:SHOWN]:
        yield order_task(order, _("See the order"), actor)
    for rfq in RFQ.objects.of(actor).for_cards().filter(state=RFQ.State.IN_REVIEW)[:SHOWN]:
        yield rfq_task(rfq, _("In review"))
    for rfq in RFQ.objects.of(actor).for_cards().open().order_by("closes_at")[:SHOWN]:
        yield rfq_task(rfq, _("See quotations"))


def inquiry_task(inquiry: Inquiry, verb: str, actor: Actor) -> Task:
    who = inquiry.shown_partner(actor)
    return Task("inbox", verb, inquiry.title, inquiry.get_absolute_url(), who, inquiry.last_at)


def partner(room: Room, actor: Actor) -> Any:
    return next(iter(room.other_companies(actor)), None)


def first_steps(actor: Actor) -> list[Step]:
    """The way onto the market for this kind of company, as far as this person may go it; empty once all is done."""
    company = actor.company
    may_edit = actor.may("edit_company")
    steps = [saying_step(actor)] if may_edit else []
    steps += [community_step(actor)] if can_found_community(actor) else []
    steps += selling_steps(actor) if company.sells else buying_steps(actor)
    steps += [checking_step(actor)] if may_edit else []
    if not company.runs_communities:
        steps.append(
            Step(
                _("Join a community"),
                _("Firms like yours share orders, rooms at fairs and experience."),
                reverse("community:list"),
                company.communities.filter(state=CommunityMember.State.ACTIVE).exists(),
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


def checking_step(actor: Actor) -> Step:
    return Step(
        _("Have your registration checked"),
        _("A number and five minutes; buyers write sooner to a firm that was checked."),
        reverse("companies:verification"),
        actor.company.is_verified
        or Claim.objects.filter(company=actor.company, kind="registration").waiting().exists(),
    )


def community_step(actor: Actor) -> Step:
    return Step(
        _("Open your community"),
        _("A house for your members: talk, events, joint purchases, and a page that the world sees."),
        reverse("community:new"),
        actor.company.communities_run.exists(),
    )


def selling_steps(actor: Actor) -> list[Step]:
    return [
        Step(
            _("Bring your products"),
            _("The spreadsheet you have is enough: we guess its columns, you check."),
            reverse("catalog:import"),
            Product.objects.of(actor).exists(),
        ),
        Step(
            _("Post a sell offer"),
            _("One screen, made from a product you have."),
            reverse("offers:new"),
            Offer.objects.filter(company=actor.company).exists(),
        ),
    ]


def buying_steps(actor: Actor) -> list[Step]:
    steps = [
        Step(
            _("Ask a supplier"),
            _("Find a product and send your first inquiry."),
            reverse("search:search"),
            Inquiry.objects.filter(buyer=actor.company).exists(),
        )
    ]
    if can_post_rfq(actor):
        text = _("Say once what you need; suppliers quote, and you compare them in one table.")
        steps.append(Step(_("Post a request"), text, reverse("rfqs:new"), RFQ.objects.of(actor).exists()))
    return steps


def figures(actor: Actor) -> list[dict[str, Any]]:
    """The last seven days in numbers, each with the sentence that says what it means."""
    since = timezone.now() - WEEK
    received = Inquiry.objects.filter(supplier=actor.company, created_at__gte=since)
    sent = Inquiry.objects.filter(buyer=actor.company, created_at__gte=since)
    answered = sent.exclude(answered_at=None).count()
    rows = []
    if actor.company.sells:
        asked = received.count()
        open_now = received.filter(state=Inquiry.State.SENT).count()
        meaning = ngettext("%(n)s still waits for your answer.", "%(n)s still wait for your answer.", open_now)
        label = ngettext("inquiry received", "inquiries received", asked)
        rows.append(figure(asked, label, meaning % {"n": open_now}))
        products = Product.objects.of(actor).published().count()
        label = ngettext("product on the market", "products on the market", products)
        rows.append(figure(products, label, _("This is what buyers can find and ask about.")))
    questions = sent.count()
    label = ngettext("inquiry sent", "inquiries sent", questions)
    rows.append(figure(questions, label, _("Answered so far: %(n)s.") % {"n": answered}))
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
