"""What the API says of itself holds: schemathesis asks every operation of the schema, as readers of each reach.

None ends as a fault of ours, what is answered is as described, and where a key is asked for none gets by without. One
half of the requests fits the schema, the other does not. They are drawn from a fixed seed, so that a run repeats;
`API_RUNS=50` draws more for each operation and reader.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import pytest
import requests
import schemathesis
from django.conf import settings
from django.db import transaction
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from rest_framework.throttling import SimpleRateThrottle
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.failures import FailureGroup
from schemathesis.core.transport import Response

from companies.models import ApiToken, Company
from tests.access.addresses import address_of
from tests.access.corpus import share_of
from tests.access.test_matrix import OUT_OF_ORDER
from tests.access.world import ACCOUNTS, World

RUNS = int(os.environ.get("API_RUNS", "2"))
HELD = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance",
)  # fmt: skip
KEYS = {"reading key": ["read"], "writing key": ["read", "write"]}
SESSIONS = {"owner": "own owner", "looking member": "own viewer", "stranger": "foreign owner", "staff": "clerk"}
READERS = ("visitor", *KEYS, *SESSIONS)
FORGERY = "a" * 32  # the same in the cookie and the header, as in a browser
load_all_checks()
CHECKED = CHECKS.get_by_names(list(HELD))

OF_THE_WIRE = {"Content-Type", "Content-Length", "Accept-Encoding", "Connection"}  # the client has its own
Headers = dict[str, str]


@pytest.fixture(scope="module")
def headers(world: World) -> dict[str, Headers]:
    company = Company.objects.get(slug="hanul-bearing")
    found: dict[str, Headers] = {"visitor": {}}
    for name, scopes in KEYS.items():
        found[name] = {"Authorization": f"Bearer {ApiToken.issue(company, scopes)[1]}"}
    for name, role in SESSIONS.items():
        session = world.clients[role].cookies[settings.SESSION_COOKIE_NAME].value
        cookies = {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: FORGERY}
        found[name] = {"Cookie": "; ".join(f"{key}={value}" for key, value in cookies.items()), "X-CSRFToken": FORGERY}
    return found


@pytest.fixture(scope="module")
def operations() -> list[APIOperation]:
    schema = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(request=None, public=True))
    return [found.ok() for found in schema.get_all_operations()]


@pytest.fixture(scope="module")
def cases(operations: list[APIOperation], world: World) -> dict[str, st.SearchStrategy[Case]]:
    """What may be asked of each: it takes longer to work out than to ask, and is the same for all readers."""
    return {one.label: requests_to(one, world) for one in operations}


def is_asked(operation: APIOperation, reader: str) -> bool:
    return "API_RUNS" in os.environ or reader == "writing key" or share_of(operation.label, reader) % 2 == 0


def runs_of(operation: APIOperation, reader: str) -> int:
    """What only reads is asked once by each reader, and as often as the others by one: together they ask it enough."""
    is_reading = operation.method.upper() == "GET" and reader != "writing key"
    return 1 if is_reading and "API_RUNS" not in os.environ else RUNS


def requests_to(operation: APIOperation, world: World) -> st.SearchStrategy[Case]:
    """Of real things, where the pages lead to one; each fourth time of nothing."""
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    ways = [operation.as_strategy(mode, path_parameters=real_parts(operation, world)) for mode in modes]
    return st.one_of(*ways, *ways, *ways, *(operation.as_strategy(mode) for mode in modes))


def real_parts(operation: APIOperation, world: World) -> dict[str, str] | None:
    address = address_of(operation.path.replace("{", "").replace("}", ""))
    real = address and address.takes_something and world.path(address, *ACCOUNTS)
    if not real:
        return None
    pairs = zip(operation.path.split("/"), real.split("/"), strict=False)
    return {piece[1:-1]: value for piece, value in pairs if piece.startswith("{")}


def drawn(cases: st.SearchStrategy[Case], seed: str, runs: int, work: Callable[[Case], None]) -> None:
    quiet = {"database": None, "deadline": None, "suppress_health_check": list(HealthCheck)}

    @hypothesis.seed(seed)
    @hypothesis.settings(max_examples=runs, phases=[Phase.generate], **quiet)
    @hypothesis.given(cases)
    def draw(case: Case) -> None:
        work(case)

    draw()


def answer_to(case: Case, headers: Headers) -> Response:
    """What a real connection would carry, by Django's own client: it stays in the transaction of the world."""
    told = requests.Request(**case.as_transport_kwargs(base_url="http://testserver", headers=headers)).prepare()
    others = {name: value for name, value in told.headers.items() if name not in OF_THE_WIRE}
    body = told.body.encode() if isinstance(told.body, str) else told.body or b""
    kind = str(told.headers.get("Content-Type", ""))
    with transaction.atomic():
        given = Client(raise_request_exception=False).generic(
            str(told.method), told.path_url, body, content_type=kind, headers=others
        )
        transaction.set_rollback(True)
    found = {name.lower(): [value] for name, value in given.headers.items()}
    body = given.getvalue()  # of files as well
    return Response(given.status_code, found, body, told, elapsed=0.0, verify=False, message=given.reason_phrase)


def problems(case: Case, reader: str, headers: Headers) -> Iterator[str]:
    answer = answer_to(case, headers)
    security = case.operation.definition.raw.get("security", [])
    if reader == "visitor" and {} not in security and answer.status_code < 300:
        yield f"{answer.status_code}: no key was asked for"
    try:
        case.validate_response(answer, checks=CHECKED)
    except FailureGroup as group:
        for failure in group.exceptions:
            yield f"{answer.status_code}: {failure.title}: {failure.message[:300]}"


@pytest.mark.parametrize("reader", READERS)
def test_what_the_schema_says_holds(
    headers: dict[str, Headers],
    operations: list[APIOperation],
    cases: dict[str, st.SearchStrategy[Case]],
    reader: str,
    monkeypatch: Any,
) -> None:
    monkeypatch.setattr(SimpleRateThrottle, "allow_request", lambda *_: True)  # core/test_pace looks at it
    wrong: dict[str, str] = {}
    tried = []
    for operation in operations:
        address = address_of(operation.path.replace("{", "").replace("}", ""))
        if (address and address.name in OUT_OF_ORDER) or not is_asked(operation, reader):
            continue

        def work(case: Case) -> None:
            tried.append(case.operation.label)
            for words in problems(case, reader, headers[reader]):
                wrong.setdefault(f"{case.operation.label} as {reader}, {words}", case.as_curl_command()[:600])

        drawn(cases[operation.label], f"{operation.label} {reader}", runs_of(operation, reader), work)
    assert len(set(tried)) >= 40
    assert not wrong, "\n".join(f"{words}\n    {command}" for words, command in wrong.items())
