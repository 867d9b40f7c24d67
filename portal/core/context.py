"""What every page's frame needs to know of the reader's choices."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from portal.core.reader_mark import reader_mark
from portal.core.zones import zone_choices


def preferences(request: HttpRequest) -> dict[str, Any]:
    theme = request.COOKIES.get("theme", "")
    return {
        "languages": settings.LANGUAGES,
        "currencies": settings.CURRENCIES,
        "theme": theme if theme in {"light", "dark"} else "",
        "zones": zone_choices,
        "reader_mark": lambda: reader_mark(request),
        "has_timezone": "timezone" in request.COOKIES,
    }
