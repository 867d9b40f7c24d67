"""The report “Pages with something missing” in the editors' office."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.blocks.missing import missing_in
from portal.core.http import SignedIn
from portal.core.pages import paginate

AT_ONCE = 200
SHOWN = 30


def missing_report(request: SignedIn) -> HttpResponse:
    """Published pages that the editor may change. They are read one by one: a site has some hundreds of them."""
    rows = PagePermissionPolicy().instances_user_has_permission_for(request.user, "change")
    found: Any = list(with_something_missing(rows.live().filter(depth__gt=1).order_by("pk")))
    return render(request, "cms/office/missing_report.html", {"pages": paginate(request, found, SHOWN)})


def with_something_missing(rows: Any) -> Iterator[tuple[Page, list[str]]]:
    for page in rows.specific().iterator(chunk_size=AT_ONCE):
        if sentences := missing_in(page):
            yield page, sentences
