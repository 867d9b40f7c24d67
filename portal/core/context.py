"""What every page's frame needs to know of the reader's choices."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def preferences(request: HttpRequest) -> dict[str, Any]:
    return {
        "languages": settings.LANGUAGES,
        "currencies": settings.CURRENCIES,
        "theme": request.COOKIES.get("theme", ""),
    }
