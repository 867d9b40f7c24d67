"""How many queries a page makes; that number must not grow with the data."""

import re
from collections import Counter
from itertools import count

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Attribute, Category, CategoryAlias
from cms.legal.asking import Known
from search.synonyms import SynonymGroup, thesaurus

NUMBERS = count()
TABLE = re.compile(r'(?:FROM|INTO|UPDATE) "(\w+)"')


class Asked(int):
    """How many queries; a comparison that fails says of which tables."""

    tables: Counter[str]

    @classmethod
    def of(cls, seen: CaptureQueriesContext) -> "Asked":
        asked = cls(len(seen))
        first = (TABLE.search(query["sql"]) for query in seen.captured_queries)
        asked.tables = Counter(found[1] if found else "no table" for found in first)
        return asked

    def __repr__(self) -> str:
        return f"{int(self)} ({', '.join(f'{name} {n}' for name, n in sorted(self.tables.items()))})"


def forget() -> None:
    """Nothing is cached any more; clear() would empty the whole server, which other tests use at the same time."""
    if settings.REDIS_URL:
        cache.key_prefix = f"{settings.REDIS_PREFIX}-{next(NUMBERS)}"
        cache.memory.clear()  # what a process remembers while Redis is away
    else:
        cache.clear()
    # Of the process's own memory; that each has its part taken out of the server, too, would be four ways there.
    Category.remembered, CategoryAlias.remembered = (0.0, {}), (0.0, {})
    Attribute.remembered = SynonymGroup.remembered = (0.0, None)
    Known.forget()


def queries_of(client: Client, url: str, **data: str) -> Asked:
    """How many for a page that no cache knows: what one happens to hold must not decide a comparison."""
    client.get(url, data)  # sessions and imports are settled
    forget()
    Category.tree()  # every process but a new one knows it
    Attribute.definitions()
    Known.now()
    thesaurus()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url, data).status_code == 200
    return Asked.of(seen)
