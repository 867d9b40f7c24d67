"""The activity log: who did what for the company, told to those who answer for it, and to nobody else."""

import csv
import io

import pytest
from django.test import Client

from companies.models import ApiToken, Company, Suspension
from offers.models import Inquiry
from portal.core.events import Event, record
from tests.cast import Person, make_product
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

LOG = "/my/activity/"


def lines(person: Person, query: str = "") -> list[str]:
    entries = person.client.get(f"{LOG}{query}").context["entries"]
    return [f"{entry.who}: {entry.words}: {entry.title}" for entry in entries]


def test_owners_read_who_did_what_and_follow_it(seller: Person, colleague: Person, supplier: Company) -> None:
    product = make_product(supplier, state="draft")
    product.publish(colleague.actor)
    record("product.deleted", product, by=seller.actor, title="An old one")
    Event.objects.filter(kind="product.deleted").update(subject_id=999_999)
    assert lines(seller) == ["Seller: deleted a product: An old one", f"Sales: published a product: {product.title}"]
    assert product.get_absolute_url() in seller.client.get(LOG).content.decode()


def test_colleagues_strangers_and_keys_do_not_read_it(
    colleague: Person, viewer: Person, stranger: Person, seller: Person, supplier: Company, newcomer: Person
) -> None:
    make_product(supplier, state="draft").publish(seller.actor)
    for path in (LOG, f"{LOG}activity.csv"):
        assert [person.client.get(path).status_code for person in (colleague, viewer, newcomer)] == [403, 403, 302]
        assert Client().get(path).status_code == 302
    assert lines(stranger) == []
    assert "Nothing has happened yet" in stranger.client.get(LOG).content.decode()


def test_never_a_raw_code(seller: Person, supplier: Company) -> None:
    record("future.thing_done", supplier, by=seller.actor)
    page = seller.client.get(LOG).content.decode()
    assert "future.thing_done" not in page and "Change recorded: Company" in page


def test_a_key_acts_as_itself(seller: Person, supplier: Company) -> None:
    token, _secret = ApiToken.issue(supplier, ["read", "write"], by=seller.actor)
    make_product(supplier, state="draft").publish(token.actor)
    assert lines(seller)[0].startswith(f"API key …{token.hint}: published a product")
    assert [line.partition(":")[0] for line in lines(seller, "?person=keys")] == [f"API key …{token.hint}"]


def test_what_staff_did_to_the_company_stands_there_and_nothing_of_others(
    seller: Person, moderator: Person, buyer: Person, supplier: Company
) -> None:
    Suspension.start(supplier, moderator.actor, "other", "Please call us").end(moderator.actor)
    Inquiry.send(buyer.actor, supplier, title="Bearings", question="?")
    record("company.reported", supplier, by=buyer.actor)
    record("company.looked_at", supplier, by=moderator.actor)
    assert lines(seller) == [
        "Moderator (programme staff): gave the company back to the market: ",
        "Moderator (programme staff): suspended the company: ",
    ]
    assert lines(seller, "?person=staff") == lines(seller)


def test_filters_and_pages(seller: Person, colleague: Person, supplier: Company) -> None:
    for number in range(120):
        record("company.changed", supplier, by=(seller if number % 2 else colleague).actor)
    make_product(supplier, state="draft").publish(seller.actor)
    first = seller.client.get(LOG)
    seen = [entry.number for entry in first.context["entries"]]
    while (more := first.context["more"]) is not None:
        first = seller.client.get(f"{LOG}?before={more}")
        seen += [entry.number for entry in first.context["entries"]]
    assert len(seen) == 121 and seen == sorted(set(seen), reverse=True)
    assert len(lines(seller, "?group=catalogue")) == 1
    assert all(line.startswith("Sales") for line in lines(seller, f"?person={colleague.user.pk}"))
    Event.objects.update(created_at="2020-01-01T00:00:00Z")
    assert lines(seller, "?period=7") == [] and "Nothing fits" in seller.client.get(f"{LOG}?period=7").content.decode()
    assert len(lines(seller, "?person=x&group=y&period=z&before=-1")) == 50, "what is not valid is left out"
    assert seller.client.get(f"{LOG}?before=99999999999999999999").status_code == 200


def test_the_export_holds_all_of_it_with_formulas_made_text(seller: Person, supplier: Company) -> None:
    seller.user.name = "=cmd|' /C calc'!A0"
    seller.user.save()
    product = make_product(supplier, state="draft", title="@SUM(1)")
    product.publish(seller.actor)
    for _number in range(60):
        record("company.changed", supplier, by=seller.actor)
    text = b"".join(seller.client.get(f"{LOG}activity.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == 62
    assert all(row[1].startswith("'=cmd") for row in rows[1:]) and rows[-1][4] == "'@SUM(1)"


def test_a_long_log_asks_no_more_than_a_short_one(seller: Person, supplier: Company) -> None:
    make_product(supplier, "S-1", state="draft").publish(seller.actor)
    few = queries_of(seller.client, LOG)
    for number in range(30):
        make_product(supplier, f"M-{number}", state="draft").publish(seller.actor)
    assert queries_of(seller.client, LOG) == few
