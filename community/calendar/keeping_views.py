"""What the steward does with an event: writing it, publishing, calling off, and the list at the door."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from community.calendar.forms import GatheringForm, InviteForm, LetterForm, ReasonForm
from community.calendar.models import Gathering, Registration
from community.calendar.models.gathering import NOT_YOURS
from community.calendar.permissions import can_keep_calendar, can_keep_gathering
from community.calendar.views import find_gathering
from community.house import find_open_house
from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import require
from portal.core.spreadsheet import csv_download, csv_lines
from portal.core.zones import wall_of

PEOPLE = 100


def find_own(request: SignedIn, slug: str, ref: str) -> Any:
    """The event, for who keeps the calendar. Raises Http404 or PermissionDenied."""
    gathering = find_gathering(request, slug, ref)
    require(can_keep_gathering(request.actor, gathering), NOT_YOURS)
    return gathering


@company_required
def gathering_new(request: SignedIn, slug: str) -> HttpResponse:
    community = find_open_house(request, slug)
    require(can_keep_calendar(request.actor, community), NOT_YOURS)
    form = GatheringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        gathering = Gathering.draft(community, request.actor, **form.changes())
        messages.success(request, _("Kept as a draft. Look at it, then publish it: everybody who may come is told."))
        return redirect(gathering)
    context = {"form": form, "community": community}
    return render(request, "community/calendar/form.html", context, status=422 if form.errors else 200)


@company_required
def gathering_edit(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    gathering = find_own(request, slug, ref)
    form = GatheringForm(request.POST or None, request.FILES or None, gathering=gathering)
    if request.method == "POST" and form.is_valid():
        gathering.describe(request.actor, **form.changes())
        messages.success(request, _("Saved."))
        return redirect(gathering)
    context = {"form": form, "community": gathering.community, "gathering": gathering}
    return render(request, "community/calendar/form.html", context, status=422 if form.errors else 200)


@company_required
@require_POST
def gathering_copy(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    copy = find_own(request, slug, ref).copy(request.actor)
    messages.success(request, _("A draft with the same words, four weeks on. Set day and time."))
    return redirect("community:gathering_edit", slug, copy.ref)


@company_required
@require_POST
def gathering_publication(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    gathering = find_own(request, slug, ref)
    gathering.publish(request.actor)
    messages.success(request, _("Published. Everybody who may come is told."))
    return redirect(gathering)


@company_required
@require_POST
def gathering_discard(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    find_own(request, slug, ref).discard(request.actor)
    messages.success(request, _("The draft is gone."))
    return redirect("community:calendar", slug)


@company_required
def gathering_cancellation(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    gathering = find_own(request, slug, ref)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        gathering.cancel(form.cleaned_data["reason"], request.actor)
        messages.success(request, _("Called off. Everybody who was coming is told, with your reason."))
        return redirect(gathering)
    context = {"form": form, "gathering": gathering, "community": gathering.community}
    return render(request, "community/calendar/cancellation.html", context, status=422 if form.errors else 200)


@company_required
def people(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """Who comes, who waits and who withdrew; marks at the door; letters; invitations."""
    gathering = find_own(request, slug, ref)
    invite = InviteForm(request.POST or None, community=gathering.community)
    if request.method == "POST" and invite.is_valid():
        count = gathering.invite(invite.cleaned_data["companies"], request.actor)
        said = ngettext("%(n)s company is invited.", "%(n)s companies are invited.", count)
        messages.success(request, said % {"n": count})
        return redirect("community:gathering_people", slug, ref)
    context = {"invite_form": invite, "letter_form": LetterForm(), **people_context(request, gathering)}
    return render(request, "community/calendar/people.html", context, status=422 if invite.errors else 200)


def people_context(request: SignedIn, gathering: Gathering) -> dict[str, Any]:
    tab = request.GET.get("tab", "")
    q = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    return {
        "gathering": gathering,
        "q": q,
        "tab": tab,
        "tabs_of_people": people_tabs(gathering, tab),
        "page": paginate(request, people_rows(gathering, tab, q), PEOPLE),
        "is_day": wall_of(timezone.now(), gathering.zone).date() >= gathering.starts_on,
        "here_count": gathering.registrations.going().exclude(checked_in_at=None).count(),
        "invited": list(gathering.invitations.select_related("company").order_by("company__name")[:200]),
    }


def people_rows(gathering: Gathering, tab: str, q: str = "") -> Any:
    rows: Any = gathering.registrations.for_lists()
    if q:
        rows = rows.filter(user__name__icontains=q) | rows.filter(company__name__icontains=q)
    if tab == "waiting":
        return rows.waiting()
    if tab == "withdrawn":
        return rows.filter(state=Registration.State.WITHDRAWN).order_by("-updated_at", "pk")
    return rows.going().order_by("company__name", "user__name", "pk")


def people_tabs(gathering: Gathering, current: str) -> list[tuple[str, str, bool, int]]:
    labels = {"": _("Coming"), "waiting": _("Waiting list"), "withdrawn": _("Withdrawn")}
    home = reverse("community:gathering_people", args=[gathering.community.slug, gathering.ref])
    here = current if current in labels else ""
    return [
        (label, f"{home}?tab={name}" if name else home, name == here, people_rows(gathering, name).count())
        for name, label in labels.items()
    ]


@company_required
@require_safe
def people_file(request: SignedIn, slug: str, ref: str) -> StreamingHttpResponse:
    """All live registrations for a spreadsheet."""
    gathering = find_own(request, slug, ref)
    rows = gathering.registrations.live().for_lists().order_by("state", "queued_at", "pk")
    headings = [_("State"), _("Company"), _("Country"), _("Person"), _("E-mail"), _("Note")]
    headings += [*gathering.questions, _("Registered"), _("Has come")]
    return csv_download(f"{gathering.ref}.csv", csv_lines(headings, file_rows(rows, gathering.questions)))


def file_rows(rows: Any, questions: list[str]) -> Iterator[list[Any]]:
    for one in rows.iterator(chunk_size=500):
        answers = {pair[0]: pair[1] for pair in one.answers}
        said = [one.get_state_display(), one.company.name, one.company.country, str(one.user), one.user.email, one.note]
        here = date_format(one.checked_in_at, "DATETIME_FORMAT") if one.checked_in_at else ""
        times = [date_format(one.queued_at, "DATETIME_FORMAT"), here]
        yield [*said, *(answers.get(question, "") for question in questions), *times]


@company_required
@require_POST
def presence(request: SignedIn, slug: str, ref: str, person: str) -> HttpResponse:
    """The mark at the door: `here` is 1 or 0."""
    gathering = find_own(request, slug, ref)
    found = get_object_or_404(gathering.registrations, ref=person)
    found.check_in(request.POST.get("here") == "1", request.actor)
    return redirect(f"{reverse('community:gathering_people', args=[slug, ref])}#{found.ref}")


@company_required
@require_POST
def removal(request: SignedIn, slug: str, ref: str, person: str) -> HttpResponse:
    """The steward gives somebody's place back for them."""
    gathering = find_own(request, slug, ref)
    found = get_object_or_404(gathering.registrations, ref=person)
    found.withdraw(request.actor)
    messages.success(request, _("%(person)s is not on the list any more, and is told so.") % {"person": found.user})
    return redirect("community:gathering_people", slug, ref)


@company_required
@require_POST
def invitation_end(request: SignedIn, slug: str, ref: str, company: str) -> HttpResponse:
    gathering = find_own(request, slug, ref)
    invitation = get_object_or_404(gathering.invitations.select_related("company"), company__slug=company)
    gathering.uninvite(invitation.company, request.actor)
    messages.success(request, _("The invitation of %(company)s is taken back.") % {"company": invitation.company})
    return redirect("community:gathering_people", slug, ref)


@company_required
@require_POST
def letters(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """Words to everybody who comes or waits."""
    gathering = find_own(request, slug, ref)
    form = LetterForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write something first, up to 2,000 signs. Nothing was sent."))
    else:
        gathering.write_to_all(form.cleaned_data["body"], request.actor)
        messages.success(request, _("Sent to everybody who comes or waits."))
    return redirect("community:gathering_people", slug, ref)
