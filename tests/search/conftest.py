"""Both engines, each with an empty index of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from catalog.models import Category, Product, ProductText
from portal.core import relay
from search.engines import engine, engine_for
from search.engines.base import Engine
from tests.search.promise import promise as promise

URL = django_settings.ELASTICSEARCH_URL


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.needs("elasticsearch"))])
def both(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Iterator[Engine]:
    """The engine under test, with an empty index."""
    if request.param == "elasticsearch" and not URL:
        pytest.skip("not run: needs Elasticsearch (ELASTICSEARCH_URL, or bin/services start)")
    settings.DATA_DIR = tmp_path
    settings.ELASTICSEARCH_URL = URL if request.param == "elasticsearch" else ""
    found = engine()
    found.drop()
    found.rebuild([])
    yield found
    found.drop()
    engine_for.cache_clear()


def settle(found: Engine | None = None) -> None:
    """Deliver every event, and make what was written findable at once."""
    relay.deliver_all()
    refresh = getattr(found or engine(), "refresh", None)
    if refresh:
        refresh()


def category(path: str, en: str, ko: str, words: list[str] | None = None) -> Category:
    parent_path, _slash, slug = path.rpartition("/")
    made, _new = Category.objects.update_or_create(
        slug=slug,
        defaults={
            "path": path,
            "parent": Category.objects.filter(path=parent_path).first(),
            "level": path.count("/"),
            "names": {"en": en, "ko": ko},
            "words": words or [],
        },
    )
    Category.forget_tree()
    return made


@pytest.fixture
def bearings(db: None) -> Category:
    """A leaf three levels down, with names in two languages."""
    category("machinery", "Machinery and Equipment", "기계·설비")
    category("machinery/test-parts", "Machine parts", "기계 부품")
    return category("machinery/test-parts/test-ball-bearings", "Ball bearings", "볼 베어링", ["deep groove"])


def in_korean(product: Product, title: str, description: str = "") -> None:
    ProductText.objects.create(product=product, language="ko", title=title, description=description)
