"""What a reader sees when the line is gone: a page of ours that the browser keeps, with nothing of anybody in it.

The worker answers for pages alone, and only when the network does not; it keeps the page in every language, the
frame's stylesheet and two small files. Its name bears what is kept, so that a new release replaces it.
"""

import hashlib
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(no_cache=True)
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "offline/page.html", said())


def said() -> dict[str, Any]:
    language = translation.get_language() or settings.LANGUAGE_CODE
    return {
        "language": language,
        "home": "/" if language == settings.LANGUAGE_CODE else f"/{language}/",
        "title": _("No connection"),
        "text": _(
            "Your device is offline, or the line is too weak just now. Nothing that was saved is lost. As soon as the "
            "line is back, this page opens by itself."
        ),
    }


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """`/offline.js`: at the root, since a worker answers only for addresses below its own."""
    pages, texts = [], []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            pages.append(reverse("offline"))
            texts.append(render_to_string("offline/page.html", said()))
    files = [static("jangteo.css"), static("img/favicon.svg"), static("js/offline.js")]
    mark = hashlib.sha256(repr((pages, texts, files)).encode()).hexdigest()[:12]
    context = {"kept": [*pages, *files], "pages": pages, "mark": mark}
    return render(request, "offline/worker.js", context, content_type="text/javascript; charset=utf-8")
