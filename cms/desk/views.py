"""Pages of the editors' desk, below `/editors/desk/`."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from cms.desk import rows
from cms.desk.care import StillRight, stale
from cms.desk.forms import FindForm, GiveRoleForm
from cms.desk.panels import with_words
from cms.desk.permissions import can_give_section_role
from cms.desk.roles import SectionRole, section_titles
from portal.core.http import Request
from portal.core.pages import paginate
from portal.core.permissions import require

SIZE = 30


def back(request: HttpRequest, address: str) -> HttpResponse:
    return redirect(get_valid_next_url_from_request(request) or address)


def stale_pages(request: HttpRequest) -> HttpResponse:
    form = FindForm(request.GET)
    found = form.narrow(stale(rows.pages_of(request.user)).select_related("locale"))
    return render(request, "cms/desk/stale.html", {"form": form, "pages": paginate(request, found, SIZE)})


@require_POST
def still_right(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(rows.pages_of(request.user).filter(live=True), pk=page_id)
    StillRight.say(page, by=request.user)
    messages.success(request, _("“%(title)s” counts as looked at today.") % {"title": page.title})
    return back(request, reverse("cms_desk:stale"))


def problem_pages(request: HttpRequest) -> HttpResponse:
    form = FindForm(request.GET)
    pages = paginate(request, form.narrow(rows.problem_pages(request.user)), SIZE)
    context = {"form": form, "pages": pages, "rows": with_words(list(pages.object_list))}
    return render(request, "cms/desk/problems.html", context)


def unused_files(request: HttpRequest, kind: str) -> HttpResponse:
    """Ticked ones go to Wagtail's own page for deleting many, which asks again and looks at each permission."""
    if kind not in rows.KINDS:
        raise Http404
    model = rows.KINDS[kind]()._meta
    files = paginate(request, rows.unused(request.user, kind), SIZE)
    context = {
        "kind": kind,
        "files": files,
        "deletable": rows.deletable(request.user, kind, files.object_list),
        "delete_url": reverse("wagtail_bulk_action", args=[model.app_label, model.model_name, "delete"]),
    }
    return render(request, "cms/desk/unused.html", context)


def wanting_pictures(request: HttpRequest) -> HttpResponse:
    lack = "focus" if request.GET.get("lack") == "focus" else "words"
    pictures = paginate(request, rows.wanting(request.user, lack), SIZE)
    return render(request, "cms/desk/pictures.html", {"lack": lack, "pictures": pictures})


def roles(request: HttpRequest) -> HttpResponse:
    require(can_give_section_role(request.user))
    return render(request, "cms/desk/roles.html", roles_context(GiveRoleForm()))


@require_POST
def give_role(request: Request) -> HttpResponse:
    require(can_give_section_role(request.user))
    form = GiveRoleForm(request.POST)
    if not form.is_valid():
        return render(request, "cms/desk/roles.html", roles_context(form), status=422)
    role, person = form.cleaned_data["role"], form.cleaned_data["email"]
    role.give(person, by=request.actor)
    messages.success(request, _("%(person)s is now %(role)s.") % {"person": person.name or person.email, "role": role})
    return redirect("cms_desk:roles")


@require_POST
def take_role(request: Request, pk: int, user_id: int) -> HttpResponse:
    require(can_give_section_role(request.user))
    role = get_object_or_404(SectionRole, pk=pk)
    person = get_object_or_404(role.people(), pk=user_id)
    role.take(person, by=request.actor)
    messages.success(request, _("%(person)s is not %(role)s any more.") % {"person": person.name, "role": role})
    return redirect("cms_desk:roles")


def roles_context(form: GiveRoleForm) -> dict[str, Any]:
    """Section by section, each with its roles and who has them."""
    sections: dict[Any, dict[str, Any]] = {}
    titles = section_titles()
    for role in SectionRole.objects.in_order():
        row = sections.setdefault(role.section, {"title": titles.get(role.section, role.name), "roles": {}})
        row["roles"][role.role] = (role, role.members)
    ordered = [
        {
            "title": row["title"],
            "roles": [row["roles"][role] for role in SectionRole.Role.values if role in row["roles"]],
        }
        for row in sections.values()
    ]
    return {"form": form, "sections": ordered, "names": SectionRole.Role.labels}
