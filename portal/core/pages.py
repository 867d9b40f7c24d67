"""Paging of lists."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest


def paginate(request: HttpRequest, rows: "QuerySet[Any]", size: int = 24) -> "Page[Any]":
    """The page that `?page=` asks for; a number out of range or no number gives the nearest page, never an error."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def counted_page(items: list[Any], reachable: int, size: int, number: int) -> "Page[Any]":
    """Page `number` of so many rows, of which another has cut out `items` already."""
    paginator = Paginator(range(reachable), size)
    return Page(items, min(number, paginator.num_pages), paginator)
