"""For editors: which articles of the help centre are useful, and what readers missed."""

from django.contrib.auth.decorators import permission_required
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.models import HelpPage, HelpVote
from portal.core.pages import paginate


@permission_required("cms.change_term", raise_exception=True)  # whoever writes for the portal
def votes(request: HttpRequest) -> HttpResponse:
    """Those that help least first, with the last words of those who missed something."""
    rows = HelpPage.objects.with_votes().filter(Q(useful__gt=0) | Q(useless__gt=0)).select_related("locale")
    pages = paginate(request, rows.order_by(F("useless").desc(), "useful", "title", "pk"), 25)
    words = HelpVote.objects.filter(page__in=[page.pk for page in pages]).exclude(words="").order_by("-updated_at")
    said: dict[int, list[HelpVote]] = {}
    for vote in words[:200]:
        said.setdefault(vote.page_id, []).append(vote)
    lines = [(page, said.get(page.pk, [])[:5]) for page in pages]
    return render(request, "cms/help/office.html", {"lines": lines, "pages": pages})
