"""The directory of a community: the list, its regions, a member's entry, and what the steward asks."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.directory import regions
from community.directory.export import export_of
from community.directory.forms import EntryForm, FieldForm
from community.directory.listing import Listing
from community.directory.models import DirectoryEntry, DirectoryField
from community.directory.permissions import can_define_directory, can_export_directory, can_fill_entry
from community.directory.roll import roll_of
from community.directory.values import is_safe_link, shown
from community.house import find_open_house, standing
from community.models import Community, CommunityMember
from companies.guards import company_required
from portal.core.http import Request, SignedIn
from portal.core.permissions import WrongState, require
from portal.core.spreadsheet import csv_download

ASK = gettext_lazy("Only a steward may change what members are asked.")


def level_of(rules: dict[str, Any]) -> int:
    """0 for who only reads the community, 1 for its members, 2 for its stewards."""
    if rules["may_run"]:
        return 2
    return 1 if rules["own"] is not None and rules["own"].is_active else 0


def directory(request: Request, slug: str) -> HttpResponse:
    """Full page, or for htmx the part that changes with the filters; both from one template."""
    community = find_open_house(request, slug)
    rules = standing(request, community, "directory")
    listing = Listing(community, roll_of(community), request.GET, level_of(rules))
    groups = listing.groups()
    is_fragment = request.htmx and not request.htmx.history_restore_request
    context = {
        **rules,
        "page": listing.page(),
        "wish": listing.wish,
        "groups": groups,
        "chips": listing.chips(groups),
        "sorts": listing.sorts(),
        "roll": listing.roll,
        "may_fill": rules["own"] is not None and can_fill_entry(request.actor, rules["own"]),
        "has_fields": bool(listing.fields),
    }
    template = "community/directory/directory.html"
    response = render(request, f"{template}#results" if is_fragment else template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def by_region(request: Request, slug: str) -> HttpResponse:
    community = find_open_house(request, slug)
    roll = roll_of(community)
    countries = regions.countries_of(roll)
    page = Paginator(countries, regions.COUNTRIES).get_page(request.GET.get("page"))
    regions.fill(community, roll, list(page.object_list))
    context = {**standing(request, community, "directory"), "page": page, "countries": countries}
    return render(request, "community/directory/regions.html", context)


def find_member(request: Request, community: Community, company: str) -> Any:
    """An active member on the market, by the address of its company."""
    members = community.members.active().filter(company__is_active=True).select_related("company", "entry")
    return get_object_or_404(members, company__slug=company)


def entry(request: Request, slug: str, company: str) -> HttpResponse:
    """What a member answered, as far as this reader may know it."""
    community = find_open_house(request, slug)
    member = find_member(request, community, company)
    rules = standing(request, community, "directory")
    is_own = request.actor.acts_for(member.company_id)
    fields = community.directory_fields.live().up_to(2 if is_own else level_of(rules))
    kept: Any = getattr(member, "entry", None)
    values = kept.values if kept else {}
    answers = [
        {"field": one, "words": shown(one, value), "link": value if one.kind == "link" and is_safe_link(value) else ""}
        for one in fields
        if (value := values.get(one.name)) is not None
    ]
    context = {
        **rules,
        "member": member,
        "entry": kept,
        "answers": answers,
        "is_own": is_own,
        "may_fill": can_fill_entry(request.actor, member),
    }
    return render(request, "community/directory/entry.html", context)


@company_required
def entry_edit(request: SignedIn, slug: str, company: str) -> HttpResponse:
    """A member fills in its entry, or a steward for it."""
    community = find_open_house(request, slug)
    member = find_member(request, community, company)
    require(can_fill_entry(request.actor, member), _("Only the company itself and the steward fill in its entry."))
    asked = list(community.directory_fields.live())
    form = EntryForm(request.POST or None, asked=asked, entry=getattr(member, "entry", None))
    if request.method == "POST" and form.is_valid() and saved(form, member, request):
        return redirect("community:directory_entry", slug, company)
    context = {
        **standing(request, community, "directory"),
        "member": member,
        "form": form,
        "asked": asked,
        "is_own": request.actor.acts_for(member.company_id),
    }
    return render(request, "community/directory/entry_form.html", context)


def saved(form: EntryForm, member: CommunityMember, request: SignedIn) -> bool:
    """Whether the answers were kept; if not, the form says why."""
    try:
        DirectoryEntry.fill(member, request.actor, form.answers(), form.cleaned_data["seen"])
    except WrongState as problem:
        kept = DirectoryEntry.objects.visible_to(request.actor).filter(member=member).first()
        form.went_stale(kept.version if kept else 0, problem.message)
    except ValidationError as problem:
        form.refuse(problem.message_dict)
    else:
        return True
    return False


@company_required
@require_POST
def entry_emptied(request: SignedIn, slug: str, company: str) -> HttpResponse:
    community = find_open_house(request, slug)
    member = find_member(request, community, company)
    get_object_or_404(DirectoryEntry.objects.visible_to(request.actor), member=member).empty(request.actor)
    return redirect("community:directory_entry", slug, company)


@company_required
def fields(request: SignedIn, slug: str) -> HttpResponse:
    """What members are asked, how many have answered, and what was retired."""
    community = find_open_house(request, slug)
    require(can_define_directory(request.actor, community), ASK)
    roll = roll_of(community)
    rows = list(community.directory_fields.visible_to(request.actor))
    for one in rows:
        one.answered = roll.answered(one.name)
    context = {
        **standing(request, community, "directory"),
        "live": [one for one in rows if one.is_live],
        "retired": [one for one in rows if not one.is_live],
        "filled": roll.filled.bit_count(),
        "total": len(roll.members),
    }
    return render(request, "community/directory/fields.html", context)


@company_required
def field_form(request: SignedIn, slug: str, pk: int | None = None) -> HttpResponse:
    """A new field, or an existing one."""
    community = find_open_house(request, slug)
    require(can_define_directory(request.actor, community), ASK)
    known = community.directory_fields.visible_to(request.actor)
    field = get_object_or_404(known, pk=pk) if pk else None
    form = FieldForm(request.POST or None, instance=field, community=community)
    if request.method == "POST" and form.is_valid():
        if field is None:
            DirectoryField.add(community, request.actor, form.options(), **form.changes())
        else:
            field.change(request.actor, form.options(), **form.changes())
        return redirect("community:directory_fields", slug)
    context = {**standing(request, community, "directory"), "form": form, "field": field}
    return render(request, "community/directory/field_form.html", context)


@company_required
@require_POST
def field_act(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Up, down, out of use, in use again."""
    community = find_open_house(request, slug)
    require(can_define_directory(request.actor, community), ASK)
    field = get_object_or_404(community.directory_fields.visible_to(request.actor), pk=pk)
    act = request.POST.get("act")
    if act in {"up", "down"}:
        field.move(request.actor, up=act == "up")
    elif act == "retire":
        field.retire(request.actor)
    elif act == "revive":
        field.revive(request.actor)
    return redirect("community:directory_fields", slug)


@company_required
def export(request: SignedIn, slug: str) -> StreamingHttpResponse:
    """All members with all answers, as CSV."""
    community = find_open_house(request, slug)
    require(can_export_directory(request.actor, community), _("Only a steward may take the directory with them."))
    return csv_download(f"{community.slug}-members.csv", export_of(community))
