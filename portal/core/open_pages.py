"""Which pages of the programme's site are behind no restriction."""

from typing import Any

from django.db import models
from wagtail.models import PageViewRestriction


def unrestricted(pages: Any) -> Any:
    """As Wagtail's `public()`, which asks for the restrictions first, in the same question."""
    return pages.exclude(is_restricted())


def is_restricted() -> models.Exists:
    """Of each page: whether there is a restriction on it, or on one above it."""
    path = models.ExpressionWrapper(models.OuterRef("path"), models.CharField())
    above = PageViewRestriction.objects.annotate(below=path)
    return models.Exists(above.filter(below__startswith=models.F("page__path")))
