"""Every address of the API that changes something is closed to a key without its scope: whatever part adds it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from companies.models import ApiToken, Company
from companies.models.token import SCOPES

UNSAFE = {"post", "put", "patch", "delete"}
STAND_INS = {"pk": "1", "ref": "R-1", "slug": "nothing", "sku": "A-1", "code": "8482", "number": "1", "format": "json"}
pytestmark = pytest.mark.django_db


def endpoints() -> list[tuple[str, str, str]]:
    """(address, method, its scope) of everything below /api/v1/ that is not only read."""
    found: dict[tuple[str, str], str] = {}
    for pattern, kept in walk(get_resolver(), ""):
        view: Any = getattr(pattern.callback, "cls", None)
        if view is None or not kept.startswith("api/v1/") or "format" in pattern.pattern.regex.groupindex:
            continue
        methods = set(getattr(pattern.callback, "actions", None) or view.http_method_names) & UNSAFE
        for method in methods:
            if hasattr(view, method) or getattr(pattern.callback, "actions", None):
                found[f"/{kept}", method] = getattr(view, "scope", "")
    return [(path, method, scope) for (path, method), scope in sorted(found.items())]


def walk(resolver: Any, before: str) -> Iterator[tuple[URLPattern, str]]:
    """Each address with a stand-in for every part that varies: the key is looked at before the row."""
    for one in resolver.url_patterns:
        here = before + written(one.pattern)
        if isinstance(one, URLResolver):
            yield from walk(one, here)
        else:
            yield one, here


def written(pattern: Any) -> str:
    from django.utils.regex_helper import normalize

    if hasattr(pattern, "language_prefix"):
        return ""
    text, names = normalize(pattern.regex.pattern)[0]
    return str(text) % {name: STAND_INS.get(name, "x") for name in names}


def answer(client: Client, company: Company, scopes: list[str], path: str, method: str) -> Any:
    _token, secret = ApiToken.issue(company, scopes)
    headers = {"authorization": f"Bearer {secret}"}
    return client.generic(method.upper(), path, "{}", content_type="application/json", headers=headers)


def test_the_newest_parts_are_among_them() -> None:
    paths = {path for path, _method, _scope in endpoints()}
    for part in ("meetings", "inquiries/batches", "rfqs/R-1/award", "communities/nothing/threads", "quotations"):
        assert any(part in path for path in paths), (part, paths)
    assert len(paths) > 30


def test_a_key_opens_what_its_scope_names_and_nothing_else(supplier: Company, visitor: Client) -> None:
    for path, method, scope in endpoints():
        others = [f"write:{part.partition(':')[2]}" for part in SCOPES if ":" in part and part != f"write:{scope}"]
        for wrong in (["read"], others):
            refused = answer(visitor, supplier, wrong, path, method)
            assert refused.status_code == 403, (method, path, wrong, refused.status_code)
            assert "lacks the scope" in refused.json()["detail"], (method, path)
            ApiToken.objects.all().delete()
        for right in [["write"], *([[f"write:{scope}"]] if f"write:{scope}" in SCOPES else [])]:
            let_in = answer(visitor, supplier, right, path, method)
            assert "lacks the scope" not in let_in.content.decode(), (method, path, right)
            assert let_in.status_code < 500, (method, path, let_in.status_code)
            ApiToken.objects.all().delete()


def test_nobody_writes_without_a_key_or_a_session(visitor: Client) -> None:
    for path, method, _scope in endpoints():
        refused = visitor.generic(method.upper(), path, "{}", content_type="application/json")
        assert refused.status_code in {401, 403}, (method, path, refused.status_code)


def test_every_scope_a_view_names_is_one_that_keys_can_have() -> None:
    named = {scope for _path, _method, scope in endpoints() if scope}
    assert named <= {scope.partition(":")[2] for scope in SCOPES}
