"""What pages ask of the database where nothing is remembered: run as a program, each page in a process of its own.

    python -m tests.cms.first_visit / /ko/

prints, for each page, the statements it made, as JSON. The process has answered nobody before.
"""

import json
import os
import sys
from multiprocessing import get_context
from typing import Any
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


def statements(path: str) -> list[str]:
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    cache.key_prefix = f"first-visit-{uuid4()}"  # what the page before has left there is another portal's
    with CaptureQueriesContext(connection) as seen:
        answer = Client(headers={"host": "localhost"}).get(path)
    assert answer.status_code == 200, answer.status_code
    return [query["sql"] for query in seen.captured_queries]


def main(paths: list[str]) -> None:
    import django

    django.setup()
    context: Any = get_context("fork")  # with all that is imported, and nothing that was asked
    with context.Pool(1, maxtasksperchild=1) as pool:
        print(json.dumps({path: pool.apply(statements, [path]) for path in paths}))


if __name__ == "__main__":
    main(sys.argv[1:])
