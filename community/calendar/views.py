"""A community's calendar and its events: looking, registering, and the address for calendar programs."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from community.calendar.calendars import feed_of, file_of
from community.calendar.forms import FilterForm, LetterForm, RegistrationForm
from community.calendar.models import CalendarKey, Gathering, MeetingPlan, Registration
from community.calendar.permissions import can_come, can_keep_calendar
from community.calendar.programme import by_day
from community.calendar.spans import span_said
from community.house import find_house, find_open_house, standing
from community.models import Community
from companies.guards import company_required
from portal.core.actor import Actor
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate

MOST_IN_FEED, FEED_BACK = 500, timedelta(days=90)
MONTHS_SHOWN = 36


def find_gathering(request: Request, slug: str, ref: str) -> Any:
    """The event if the reader may see it; raises Http404 otherwise."""
    rows = Gathering.objects.visible_to(request.actor).select_related("community__steward", "company")
    return get_object_or_404(rows, community__slug=slug, ref=ref)


@require_safe
def calendar_page(request: Request, slug: str) -> HttpResponse:
    """What comes, or what was (`?tab=past`), by months."""
    community = find_house(request, slug)
    rules = standing(request, community, "calendar")
    seen = Gathering.objects.visible_to(request.actor).filter(community=community)
    is_past = request.GET.get("tab") == "past"
    rows = seen.listed().past() if is_past else seen.listed().upcoming()
    form = FilterForm(request.GET, months=months_of(rows))
    page = paginate(request, rows.narrowed(**form.filters()).for_cards(), 20)
    drafts = list(seen.filter(state=Gathering.State.DRAFT).order_by("starts_at", "pk")[:20]) if rules["may_run"] else []
    context = {
        **rules,
        "page": page,
        "months": by_month(page.object_list, request.actor),
        "form": form,
        "filters": form.filters(),
        "is_past": is_past,
        "drafts": drafts,
        "may_keep": can_keep_calendar(request.actor, community),
        **follow_context(request, community, bool(rules["may_read"])),
    }
    return render(request, "community/calendar/list.html", context)


def months_of(rows: Any) -> list[date]:
    """The months in which there is something, as first days."""
    return list(rows.order_by().dates("starts_on", "month"))[:MONTHS_SHOWN]


def by_month(rows: Any, actor: Actor) -> list[tuple[date, list[tuple[Gathering, Registration | None]]]]:
    rows = list(rows)
    own = own_registrations(rows, actor)
    pairs = [(one, own.get(one.pk)) for one in rows]
    grouped = groupby(pairs, key=lambda pair: pair[0].starts_on.replace(day=1))
    return [(month, list(found)) for month, found in grouped]


def own_registrations(rows: list[Gathering], actor: Actor) -> dict[int, Registration]:
    if actor.user is None:
        return {}
    own = Registration.objects.visible_to(actor).live().filter(gathering__in=[one.pk for one in rows])
    return {one.gathering_id: one for one in own.filter(user=actor.user)}


def follow_context(request: Request, community: Community, may_read: bool) -> dict[str, Any]:
    """How to follow it in a calendar program: everybody a public one, each reader by an address of their own."""
    home = request.build_absolute_uri(reverse("community:calendar_feed", args=[community.slug]))
    secret = request.session.pop("calendar_secret", "") if request.user.is_authenticated else ""
    has_key = CalendarKey.of(community, request.actor) is not None if request.user.is_authenticated else False
    return {
        "feed_address": home if community.is_open else "",
        "own_address": f"{home}?key={secret}" if secret else "",
        "has_key": has_key,
        "may_have_key": may_read and request.actor.company is not None,
    }


@company_required
@require_POST
def calendar_address(request: SignedIn, slug: str) -> HttpResponse:
    """A new secret; or none any more (`then` is `revoke`)."""
    community = find_open_house(request, slug)
    if request.POST.get("then") == "revoke":
        CalendarKey.revoke(community, request.actor)
        messages.success(request, _("The address opens nothing any more."))
    else:
        request.session["calendar_secret"] = CalendarKey.renew(community, request.actor)
    return redirect(f"{reverse('community:calendar', args=[slug])}#follow")


@require_safe
def calendar_feed(request: Request, slug: str) -> HttpResponse:
    """For calendar programs, which cannot sign in: a public community for all, others by a person's secret."""
    key = request.GET.get("key", "")[:100]
    found = CalendarKey.reader_of(key, slug) if key else (request.actor, find_open_house(request, slug))
    if found is None:
        raise Http404
    actor, community = found
    since = timezone.now() - FEED_BACK
    rows = Gathering.objects.visible_to(actor).listed().filter(community=community, ends_at__gt=since).for_cards()
    own = Registration.objects.visible_to(actor).going().filter(user_id=actor.user_id or 0)
    places = frozenset(own.filter(gathering__community=community).values_list("gathering_id", flat=True))
    language = (actor.user.language if key and actor.user else "") or settings.LANGUAGE_CODE
    with override(language):
        text = feed_of(community, rows.order_by("-starts_at", "-pk")[:MOST_IN_FEED], places)
    return as_calendar(text, f"{community.slug}.ics")


def as_calendar(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def gathering_page(request: Request, slug: str, ref: str) -> HttpResponse:
    return shown(request, find_gathering(request, slug, ref))


def shown(request: Request, gathering: Any, form: RegistrationForm | None = None) -> HttpResponse:
    """The event's page; with the form as it was filled in, where something in it is wrong."""
    actor = request.actor
    own = own_registrations([gathering], actor).get(gathering.pk)
    rules = standing(request, gathering.community, "calendar")
    may_keep = can_keep_calendar(actor, gathering.community)
    zone = timezone.get_current_timezone_name()
    context = {
        **rules,
        "gathering": gathering,
        "registration": own,
        "days": by_day(gathering.programme),
        "may_keep": may_keep,
        "may_come": can_come(actor, gathering),
        "sees_link": may_keep or (own is not None and own.is_going),
        "letters": list(gathering.letters.order_by("-created_at", "-pk")[:10]) if own or may_keep else [],
        "letter_form": LetterForm(),
        "form": form or RegistrationForm(questions=gathering.questions, initial=said_before(own)),
        "waiting_count": gathering.registrations.waiting().count() if not gathering.has_room else 0,
        "plan": MeetingPlan._default_manager.filter(gathering=gathering).first(),
        "time": span_said(gathering.starts_at, gathering.ends_at, gathering.zone),
        "own_time": span_said(gathering.starts_at, gathering.ends_at, zone) if zone != gathering.zone else "",
    }
    return render(request, "community/calendar/gathering.html", context, status=422 if form and form.errors else 200)


def said_before(own: Registration | None) -> dict[str, Any]:
    answers = {f"answer-{n}": pair[1] for n, pair in enumerate(own.answers)} if own else {}
    return {"note": own.note if own else "", **answers}


@company_required
@require_POST
def registration(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """One step: the form of the event's page. Who is registered changes their note by it."""
    gathering = find_gathering(request, slug, ref)
    form = RegistrationForm(request.POST, questions=gathering.questions)
    if not form.is_valid():
        return shown(request, gathering, form)
    made = Registration.make(gathering, request.actor, form.cleaned_data["note"], form.answers())
    if made.is_going:
        messages.success(request, _("You have a place. The invitation for your calendar is on its way by e-mail."))
    else:
        messages.success(request, _("You are on the waiting list, and told as soon as a place is free."))
    return redirect(gathering)


@company_required
@require_POST
def registration_end(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    gathering = find_gathering(request, slug, ref)
    own = Registration.objects.visible_to(request.actor).filter(gathering=gathering, user=request.user)
    get_object_or_404(own).withdraw(request.actor)
    messages.success(request, _("Your place is given back."))
    return redirect(gathering)


@require_safe
def gathering_file(request: Request, slug: str, ref: str) -> HttpResponse:
    gathering = find_gathering(request, slug, ref)
    own = own_registrations([gathering], request.actor).get(gathering.pk)
    return as_calendar(file_of(gathering, own is not None and own.is_going), f"{gathering.ref}.ics")


@require_safe
def gathering_picture(request: Request, slug: str, ref: str) -> FileResponse:
    """For whoever may see the event; the picture was written by ourselves."""
    gathering = find_gathering(request, slug, ref)
    try:
        opened = gathering.picture.open("rb")
    except (FileNotFoundError, ValueError):
        raise Http404 from None
    response = FileResponse(opened, content_type="image/jpeg")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
