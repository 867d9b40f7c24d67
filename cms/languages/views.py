"""The translator's pages, below `/editors/languages/`."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Locale, Page

from cms.desk import rows
from cms.languages.forms import ReportForm
from cms.languages.models import InStep, source_of
from cms.languages.pairs import pairs, removed
from cms.languages.starting import start_translation
from cms.languages.state import state_of, target_locales, with_states
from portal.core.pages import paginate

SIZE = 30


def report(request: HttpRequest) -> HttpResponse:
    """Every published page with its state in one other language."""
    form = ReportForm(request.GET)
    target = form.target(target_locales())
    mine = rows.pages_of(request.user).values("pk")
    found = form.narrow(with_states(target).filter(pk__in=mine).select_related("locale"))
    context = {"form": form, "target": target, "pages": paginate(request, found, SIZE)}
    return render(request, "cms/languages/report.html", context)


def side_by_side(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(rows.pages_of(request.user), pk=page_id)
    source = source_of(page)
    if source is None:
        return redirect("wagtailadmin_pages:edit", page.pk)
    mark = InStep.objects.filter(page=page).select_related("source_revision", "marked_by").first()
    former = mark.source_revision if mark else None
    original = source.specific
    context = {
        "page": page,
        "source": original,
        "mark": mark,
        "state": state_of(page),
        "pairs": pairs(original, page.specific.get_latest_revision_as_object(), former),
        "removed": removed(original, former),
        "code": settings.LANGUAGE_CODE,
    }
    return render(request, "cms/languages/side_by_side.html", context)


@require_POST
def mark_in_step(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(rows.pages_of(request.user), pk=page_id)
    InStep.mark(page, by=request.user)
    messages.success(request, _("“%(title)s” is in step with its source.") % {"title": page.title})
    return redirect("cms_languages:pair", page.pk)


@require_POST
def start(request: HttpRequest, page_id: int, code: str) -> HttpResponse:
    # open: staff read every published page; who may add below the translated section is asked in the act
    page = get_object_or_404(Page, pk=page_id, live=True, depth__gt=1)
    target = get_object_or_404(Locale, language_code=code)
    copy = start_translation(page, target, by=request.user)
    messages.success(
        request,
        _("A draft is there to write over. It is not on line before it was reviewed."),
        buttons=[messages.button(reverse("cms_languages:pair", args=[copy.pk]), _("Side by side"))],
    )
    return redirect("wagtailadmin_pages:edit", copy.pk)
