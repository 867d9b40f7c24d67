"""The import pages: three steps that somebody without an IT department finishes."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from catalog import handlers
from catalog.imports.runs import ImportRun
from catalog.imports.writer import Writer
from catalog.models import Product
from portal.core import relay
from portal.core.events import Event
from portal.core.permissions import Refused
from tests.cast import Person
from tests.catalog.files import HEAD, upload, workbook

pytestmark = pytest.mark.django_db
GOOD = f"{HEAD}\nA-1,One,1.20,USD\nA-2,Two,2.40,USD\n"
MIXED = f"{GOOD}A-3,Three,minus,USD\n"


@pytest.fixture(autouse=True)
def files_apart(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def nothing_open() -> None:
    handlers.OPEN.clear()


def send(person: Person, content: str | bytes, name: str = "products.csv") -> Any:
    return person.client.post(reverse("catalog:import"), {"file": upload(content, name)})


def started(person: Person, content: str | bytes = GOOD, name: str = "products.csv") -> ImportRun:
    answer = send(person, content, name)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return ImportRun.objects.latest("pk")


def columns(run: ImportRun, **changes: str) -> dict[str, str]:
    names = run.mapping | changes
    chosen = {f"column-{number}": name for number, name in enumerate(names.values())}
    return {"wish": "check", "language": "en", "currency": "", "publishes": "on", **chosen}


def address(run: ImportRun) -> str:
    return reverse("catalog:import_run", args=[run.ref])


def test_from_a_spreadsheet_to_products_in_three_steps(colleague: Person) -> None:
    page = colleague.client.get(reverse("catalog:import"))
    assert "100 MB" in page.content.decode() and "Nothing imported yet" in page.content.decode()
    run = started(colleague, MIXED)
    page = colleague.client.get(address(run)).content.decode()
    assert "title" in page and "Two" in page and "A-2" in page, "the columns are shown with sample rows"
    colleague.client.post(address(run), columns(run))
    assert not Product.objects.exists()
    assert "Waiting for its turn" in colleague.client.get(address(run)).content.decode()
    relay.deliver_all()
    page = colleague.client.get(address(run)).content.decode()
    assert "2 rows can be imported, 1 cannot." in page and "“minus” is not a number." in page
    assert not Product.objects.exists(), "checking changes nothing"
    colleague.client.post(address(run), {"wish": "import"})
    relay.deliver_all()
    assert set(Product.objects.values_list("sku", flat=True)) == {"A-1", "A-2"}
    page = colleague.client.get(address(run)).content.decode()
    assert "2 rows are in, 1 were refused." in page
    assert Event.objects.filter(kind="import.finished").count() == 2
    assert Event.objects.get(kind="product.imported").user_id == colleague.user.pk


@pytest.mark.parametrize(
    ("heading", "code"),
    [("단가(원)", "KRW"), ("Price (USD)", "USD"), ("Unit price (EUR)", "EUR"), ("단가 [₩]", "KRW"), ("가격", "")],
)
def test_prices_are_in_the_currency_that_their_heading_names(seller: Person, heading: str, code: str) -> None:
    run = started(seller, f"sku,title,{heading}\nA-1,Brass hinge,4500\n")
    page = seller.client.get(address(run))
    assert page.context["form"]["currency"].value() == code
    assert ("Your prices name no currency" in page.content.decode()) == (code == "")


def test_the_words_of_problems_are_in_the_language_of_the_reader(seller: Person) -> None:
    run = started(seller, MIXED)
    seller.client.post(address(run), columns(run))
    relay.deliver_all()
    korean = ["/ko" + address(run), "/ko" + reverse("catalog:import_report", args=[run.ref])]
    page = seller.client.get(korean[0]).content.decode()
    assert "숫자가 아닙니다" in page
    report = b"".join(seller.client.get(korean[1]))
    assert "숫자가 아닙니다" in report.decode("utf-8-sig")


def test_columns_nobody_can_guess_are_chosen_by_hand_and_remembered(seller: Person) -> None:
    odd = "Nr.,Was,Farbe\nA-1,Bearing,red\n"
    run = started(seller, odd)
    answer = seller.client.post(address(run), columns(run))
    assert answer.status_code == 422 and "Choose the column that holds the SKU" in answer.content.decode()
    seller.client.post(address(run), columns(run, **{"Nr.": "sku", "Was": "title", "Farbe": "attr"}))
    relay.deliver_all()
    seller.client.post(address(run), {"wish": "import"})
    relay.deliver_all()
    assert Product.objects.get().attributes == [{"name": "Farbe", "value": "red"}]
    assert started(seller, odd).mapping == {"Nr.": "sku", "Was": "title", "Farbe": "attr:Farbe"}


def test_two_columns_for_one_field_are_not_taken(seller: Person) -> None:
    run = started(seller)
    answer = seller.client.post(address(run), columns(run, price="title"))
    assert answer.status_code == 422 and "Two columns are given the same field" in answer.content.decode()
    run.refresh_from_db()
    assert run.state == ImportRun.State.NEW


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("p.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "PNG"),
        ("p.xlsx", b"sku,title\nA,B\n", "content is CSV"),
        ("p.exe", b"MZ", "Choose an Excel"),
        ("p.csv", b"", "empty"),
    ],
)
def test_a_file_that_lies_about_its_type_is_refused_in_words(
    seller: Person, name: str, content: bytes, words: str
) -> None:
    answer = send(seller, content, name)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_file_that_is_too_large_is_refused_with_the_limit(seller: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.imports.forms.MOST_BYTES", 10)
    answer = send(seller, GOOD)
    assert answer.status_code == 422 and "100 MB" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_colleague_who_may_only_look_imports_nothing(viewer: Person, seller: Person) -> None:
    assert send(viewer, GOOD).status_code == 403
    assert not ImportRun.objects.exists()
    run = started(seller)
    assert viewer.client.get(address(run)).status_code == 403
    assert viewer.client.post(address(run), {"wish": "import"}).status_code == 403
    assert viewer.client.get(reverse("catalog:import")).status_code == 200
    run.refresh_from_db()
    assert run.state == ImportRun.State.NEW and not Event.objects.filter(kind="import.requested").exists()


def test_another_companys_import_does_not_exist(stranger: Person, seller: Person) -> None:
    run = started(seller)
    for answer in (
        stranger.client.get(address(run)),
        stranger.client.post(address(run), {"wish": "import"}),
        stranger.client.get(reverse("catalog:import_report", args=[run.ref])),
    ):
        assert answer.status_code == 404
    run.refresh_from_db()
    assert run.state == ImportRun.State.NEW
    assert run.file_name not in stranger.client.get(reverse("catalog:import")).content.decode()


def test_a_visitor_signs_in_first(visitor: Client) -> None:
    assert visitor.get(reverse("catalog:import")).status_code == 302


def test_pressing_import_twice_imports_once(seller: Person) -> None:
    run = started(seller)
    assert seller.client.post(address(run), {"wish": "import"}).status_code == 302
    assert seller.client.post(address(run), {"wish": "import"}).status_code == 409
    assert Event.objects.filter(kind="import.requested").count() == 1
    relay.deliver_all()
    with pytest.raises(Refused):
        ImportRun.objects.get().request(seller.actor)
    assert ImportRun.objects.get().created == 2


def test_the_relay_works_in_steps_and_shows_how_far_it_is(seller: Person) -> None:
    rows = "\n".join(f"A-{n},Bearing {n},1.50,USD" for n in range(2600))
    run = started(seller, f"{HEAD}\n{rows}")
    seller.client.post(address(run), {"wish": "import"})
    assert relay.deliver(1) == 1
    run.refresh_from_db()
    assert (run.state, run.position) == (ImportRun.State.RUNNING, 1000)
    page = seller.client.get(address(run), headers={"HX-Request": "true"})
    assert "1000 rows imported" in page.content.decode() and "<html" not in page.content.decode()
    assert 'hx-trigger="every 1s"' in page.content.decode()
    handlers.OPEN.clear()  # another relay goes on, or this one after a restart
    relay.deliver_all()
    run.refresh_from_db()
    assert (run.state, run.rows, run.created, run.percent) == (ImportRun.State.DONE, 2600, 2600, 100)
    assert seller.client.get(address(run), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_a_relay_that_breaks_off_loses_and_doubles_nothing(seller: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "\n".join(f"A-{n},Bearing {n},1.50,USD" for n in range(2600))
    run = started(seller, f"{HEAD}\n{rows}")
    seller.client.post(address(run), {"wish": "import"})
    calls: list[int] = []
    write = Writer.write

    def break_off(writer: Writer, drafts: Any) -> Any:
        calls.append(1)
        if len(calls) == 4:
            raise OSError("the disk is gone")
        return write(writer, drafts)

    monkeypatch.setattr(Writer, "write", break_off)
    for _attempt in range(8):
        relay.deliver_all()
        Event.objects.filter(state=Event.State.PENDING).update(due_at=run.created_at)
    run.refresh_from_db()
    assert (run.state, run.rows, run.created) == (ImportRun.State.DONE, 2600, 2600)
    assert Product.objects.count() == 2600


def test_a_step_that_always_fails_ends_in_words_and_not_in_silence(
    seller: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = started(seller)
    seller.client.post(address(run), {"wish": "import"})
    monkeypatch.setattr(Writer, "write", lambda writer, drafts: 1 / 0)
    for _attempt in range(8):
        relay.deliver_all()
        Event.objects.filter(state=Event.State.PENDING).update(due_at=run.created_at)
    run.refresh_from_db()
    assert run.state == ImportRun.State.FAILED and "on our side" in run.problem
    assert "The import stopped" in seller.client.get(address(run)).content.decode()


def test_who_loses_the_right_meanwhile_imports_nothing(seller: Person) -> None:
    run = started(seller)
    seller.client.post(address(run), {"wish": "import"})
    seller.user.memberships.update(role="viewer")
    relay.deliver_all()
    run.refresh_from_db()
    assert run.state == ImportRun.State.FAILED and not Product.objects.exists()


def test_a_file_that_is_gone_is_said(seller: Person) -> None:
    run = started(seller)
    seller.client.post(address(run), {"wish": "import"})
    run.file.storage.delete(run.file.name)
    relay.deliver_all()
    run.refresh_from_db()
    assert run.state == ImportRun.State.FAILED and "no longer there" in run.problem


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_can_be_imported_as_it_is(seller: Person, kind: str) -> None:
    answer = seller.client.get(reverse("catalog:import_template", args=[kind]))
    assert f"jangteo-products.{kind}" in answer.headers["Content-Disposition"]
    run = started(seller, answer.content, f"mine.{kind}")
    seller.client.post(address(run), {"wish": "import"})
    relay.deliver_all()
    run.refresh_from_db()
    assert (run.created, run.refused, run.warned) == (2, 0, 0)
    assert Product.objects.get(sku="BB-6204").category.slug == "bearings"


def test_there_is_no_other_template(seller: Person) -> None:
    assert seller.client.get(reverse("catalog:import_template", args=["doc"])).status_code == 404


def test_the_list_costs_the_same_however_long_it_is(seller: Person, django_assert_max_num_queries: Any) -> None:
    def add(count: int) -> None:
        for number in range(count):
            ImportRun.objects.create(
                ref=f"I-{ImportRun.objects.count()}",
                company=seller.company,
                user=seller.user,
                file_name=f"{number}.csv",
            )

    def queries() -> int:
        with django_assert_max_num_queries(40) as counted:
            assert seller.client.get(reverse("catalog:import")).status_code == 200
        return len(counted)

    add(3)
    few = queries()
    add(30)
    assert queries() <= few + 1, "one more at most, for the number of pages"


def test_a_workbook_with_formulas_shows_them_as_text(seller: Person) -> None:
    run = started(seller, workbook([["sku", "title"], ["A-1", "=HYPERLINK(1)"]]), "p.xlsx")
    assert "=HYPERLINK(1)" in seller.client.get(address(run)).content.decode()


@pytest.mark.needs("postgresql")  # SQLite lets one writer in at a time
@pytest.mark.django_db(transaction=True)
def test_two_imports_for_one_company_at_once_make_each_product_once(seller: Person) -> None:
    rows = "\n".join(f"A-{n},Bearing {n},1.50,USD" for n in range(800))
    runs = [started(seller, f"{HEAD}\n{rows}") for _n in range(2)]
    for run in runs:
        run.request(seller.actor)
    failures: list[BaseException] = []

    def work(run: ImportRun) -> None:
        from catalog.imports.stream import Stream, look_at

        try:
            with run.open() as file:
                stream = Stream(look_at(file, run.file_name), run.mapping)
                while run.step(stream):
                    pass
        except BaseException as problem:
            failures.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[run]) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert Product.objects.count() == 800
    assert sum(ImportRun.objects.values_list("created", flat=True)) == 800
    assert sum(ImportRun.objects.values_list("unchanged", flat=True)) == 800


def test_the_uploaded_file_is_kept_where_no_address_leads(seller: Person, visitor: Client) -> None:
    run = started(seller)
    assert Path(run.file.path).is_relative_to(settings.PRIVATE_ROOT)
    assert not Path(run.file.path).is_relative_to(settings.MEDIA_ROOT)
    for path in (run.file.name, f"../private/{run.file.name}", f"..%2fprivate%2f{run.file.name}"):
        assert visitor.get(f"/media/{path}").status_code in {400, 404}
    with pytest.raises(ValueError, match="no address"):
        assert run.file.url
