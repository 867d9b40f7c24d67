"""Paging of lists."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest


def paginate(request: HttpRequest, rows: "QuerySet[Any]", size: int = 24) -> "Page[Any]":
    """The page that `?page=` asks for; a number out of range or no number gives the nearest page, never an error."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
