"""Invoices by the API: the same verbs, the same doors."""

from typing import Any

import pytest

from companies.models import ApiToken
from tests.cast import Person
from tests.trade.invoices.papers import confirmed_order, issued
from trade.models import Invoice

pytestmark = pytest.mark.django_db


def call(person: Person, method: str, path: str, data: Any = None, scope: str = "write:invoices") -> Any:
    _token, secret = ApiToken.issue(person.company, ["read", scope])
    head = {"Authorization": f"Bearer {secret}"}
    return getattr(person.client, method)(f"/api/v1/invoices/{path}", data, "application/json", headers=head)


def test_begin_write_issue_and_credit(seller: Person, buyer: Person) -> None:
    order = confirmed_order(seller, buyer, ("Bearing", "100", "2"), ("Seal", "10", "1"))
    made = call(seller, "post", "", {"order": order.ref, "lines": [{"line": 1, "quantity": "40"}]})
    assert made.status_code == 201, made.content
    ref = made.json()["ref"]
    assert made.json()["net"] == "80.0000" and made.json()["number"] is None
    terms = {"allowance": "5", "allowance_reason": "Loyalty", "payment_days": 14}
    row = {"line": 2, "quantity": "3", "category": "S", "rate": "10"}
    wrote = call(seller, "patch", f"{ref}/", {"terms": terms, "lines": [row]})
    assert wrote.status_code == 200, wrote.content
    said = wrote.json()
    assert [(one["line"], one["quantity"], one["category"]) for one in said["lines"]] == [
        (1, "40.000", "G"), (2, "3.000", "S"),
    ]  # fmt: skip
    assert said["allowance"] == "5.0000" and not said["gaps"]
    assert call(seller, "patch", f"{ref}/", {"lines": [{**row, "quantity": "11"}]}).status_code == 409
    assert call(seller, "patch", f"{ref}/", {"lines": [{**row, "quantity": "x"}]}).status_code == 400
    assert call(seller, "patch", f"{ref}/", {"lines": [{**row, "line": 9}]}).status_code == 400
    done = call(seller, "post", f"{ref}/issue/")
    assert done.status_code == 200 and done.json()["number"].startswith("INV-")
    assert call(seller, "post", f"{ref}/issue/").status_code == 409
    assert call(seller, "delete", f"{ref}/").status_code == 409
    note = call(seller, "post", "", {"credits": ref, "lines": [{"line": 1, "quantity": "10"}]})
    assert note.status_code == 201 and note.json()["credits"] == ref, note.content
    assert call(seller, "post", f"{note.json()['ref']}/issue/").status_code == 409, "it says no reason yet"
    call(seller, "patch", f"{note.json()['ref']}/", {"terms": {"reason": "Bent"}})
    assert call(seller, "post", f"{note.json()['ref']}/issue/").json()["number"].startswith("CN-")


def test_a_reference_that_no_database_takes_is_not_found(seller: Person) -> None:
    for sent in ({"credits": "INV\x00"}, {"order": "O-\x00"}, {"order": "\ud881"}):
        assert call(seller, "post", "", sent).status_code == 404


def test_the_list_is_filtered_and_each_side_sees_its_own(seller: Person, buyer: Person, stranger: Person) -> None:
    order = confirmed_order(seller, buyer)
    paper = issued(seller, order)
    draft = Invoice.draft(seller.actor, order, "pro_forma")
    assert {one["ref"] for one in call(seller, "get", "").json()["results"]} == {paper.ref, draft.ref}
    assert {one["ref"] for one in call(buyer, "get", "").json()["results"]} == {paper.ref}
    assert call(stranger, "get", "").json()["count"] == 0
    assert call(seller, "get", f"?box=given&kind=invoice&q=Ball&order={order.ref}").json()["count"] == 1
    for person in (buyer, stranger):
        assert call(person, "get", f"{draft.ref}/").status_code == 404
        assert call(person, "post", f"{draft.ref}/issue/").status_code == 404
    assert call(buyer, "patch", f"{paper.ref}/", {}).status_code == 403
    assert call(seller, "post", f"{draft.ref}/issue/", None, "write:rfqs").status_code == 403
    draft.refresh_from_db()
    assert draft.is_draft
