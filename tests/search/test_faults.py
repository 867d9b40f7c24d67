"""Elasticsearch slow, down or wiped while the portal runs: pages come within a second, and it catches up by itself."""

import socket
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone

from catalog.models import Product
from companies.models import Company
from portal.core import relay
from portal.core.events import Event
from search.engines import engine, engine_for
from search.engines.elastic import Elastic
from search.handlers import build_missing_index
from search.sync import rebuild
from tests.cast import Person, make_product
from tests.search.conftest import settle
from tests.search.promise import Promise
from tests.search.test_contract import HOSTILE

URL = django_settings.ELASTICSEARCH_URL
pytestmark = [pytest.mark.django_db, pytest.mark.needs("elasticsearch")]

NOTICE = "does not answer just now"
SLOW = 60.0
SHORT = 0.6  # SEARCH_PATIENCE where there is nothing to wait for


class DelayingProxy:
    """A TCP proxy before Elasticsearch that holds back every answer for `delay` seconds, or refuses when `is_down`."""

    def __init__(self, target: tuple[str, int]) -> None:
        self.target = target
        self.delay, self.is_down = 0.0, False
        self.over = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def accept(self) -> None:
        while not self.over.is_set():
            try:
                client, _address = self.listener.accept()
            except OSError:
                return
            if self.is_down:
                client.close()
                continue
            server = socket.create_connection(self.target)
            threading.Thread(target=self.pass_on, args=(client, server, False), daemon=True).start()
            threading.Thread(target=self.pass_on, args=(server, client, True), daemon=True).start()

    def pass_on(self, source: socket.socket, sink: socket.socket, is_answer: bool) -> None:
        try:
            while data := source.recv(65536):
                if self.is_down or (is_answer and self.delay and self.over.wait(self.delay)):
                    break
                sink.sendall(data)
        except OSError:
            pass
        finally:
            source.close()
            sink.close()

    def close(self) -> None:
        self.over.set()
        self.listener.close()


@pytest.fixture
def proxy(settings: Any, tmp_path: Any) -> Iterator[DelayingProxy]:
    """The portal asks Elasticsearch through it."""
    if not URL:
        pytest.skip("not run: needs Elasticsearch (ELASTICSEARCH_URL, or bin/services start)")
    address = urlsplit(URL.split(",")[0])
    made = DelayingProxy((address.hostname or "127.0.0.1", address.port or 9200))
    settings.DATA_DIR, settings.ELASTICSEARCH_URL = tmp_path, made.url
    engine_for.cache_clear()
    elastic().drop()
    yield made
    made.delay, made.is_down = 0.0, False
    elastic().rests_until = 0.0
    elastic().drop()
    made.close()
    engine_for.cache_clear()


def elastic() -> Elastic:
    found = engine()
    assert isinstance(found, Elastic)
    return found


def page(client: Client, **parameters: str) -> str:
    response = client.get("/search/", parameters)
    assert response.status_code == 200
    return response.content.decode()


def recovered() -> None:
    """A process leaves an engine alone for three seconds that has failed it: they are over."""
    elastic().rests_until = 0.0


def resting() -> None:
    """They last until the test is over."""
    assert elastic().rests_until > 0
    elastic().rests_until += SLOW


def stock(supplier: Company, visitor: Client) -> str:
    product = make_product(supplier, title="Zirconium bearing")
    rebuild()
    html = page(visitor, q="zirconium")  # templates and translations are loaded, too
    assert NOTICE not in html and product.get_absolute_url() in html
    return product.get_absolute_url()


def test_elasticsearch_that_takes_five_seconds_is_not_waited_for(
    proxy: DelayingProxy, supplier: Company, visitor: Client, settings: Any, promise: Promise
) -> None:
    address = stock(supplier, visitor)
    patient, proxy.delay, settings.SEARCH_PATIENCE = settings.SEARCH_PATIENCE, SLOW, SHORT
    for number in range(2):
        with promise.of("a slow engine") as watch:
            html = page(visitor, q="zirconium")
        assert NOTICE in html and (address in html or number == 0), "the first may have come when no time was left"
        assert len(watch.engine) == 1, "asked once, and not again for what it did not say"
    resting()
    settings.SEARCH_PATIENCE = patient  # who asked it now would wait
    with promise.of("the third reader") as watch:
        html = page(visitor, q="zirconium")
    assert NOTICE in html and address in html and not watch.engine, "the third is not made to wait"
    with promise.of("who is typing") as watch:
        assert visitor.get("/api/v1/suggest/", {"q": "zirc"}).status_code == 200
    assert not watch.engine
    proxy.delay = 0.0
    recovered()
    html = page(visitor, q="zirconium")
    assert NOTICE not in html and address in html


def test_all_questions_of_a_page_share_one_patience(
    proxy: DelayingProxy, supplier: Company, visitor: Client, promise: Promise
) -> None:
    """A page far behind the last one, under filters that leave nothing, in words that nothing has: many questions."""
    stock(supplier, visitor)
    for asked in (
        {"q": "zirconiun bearingg steal", "page": "400"},
        {"q": "zirconium", "page": "400"},
        {"q": "zirconium", "brand": "Nobody", "page": "400"},
        {"q": "zirkonium qqqq", "brand": "Nobody"},
    ):
        with promise.of(str(asked)) as watch:
            page(visitor, **asked)
        assert len(watch.engine) > 1 and not watch.database, asked
        assert max(watch.engine) == min(watch.engine), "each has what the others have left"


def test_an_engine_that_answers_late_each_time_leaves_a_page_no_second_patience(
    proxy: DelayingProxy, supplier: Company, visitor: Client, promise: Promise, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Time is over after the first answer: nothing more is asked, what is known is shown, and it is no outage."""
    address, asked = stock(supplier, visitor), Elastic.asked

    def late(engine: Elastic, call: Any, until: float) -> Any:
        answer = asked(engine, call, until)
        monkeypatch.setattr("search.engines.elastic.time.monotonic", lambda: until)
        return answer

    with monkeypatch.context() as patched:
        patched.setattr(Elastic, "asked", late)
        html = page(visitor, q="zirconium")
    assert NOTICE not in html and address in html
    assert elastic().failures == 0 and elastic().rests_until == 0.0


def test_hostile_queries_are_not_waited_for_either(
    proxy: DelayingProxy, supplier: Company, visitor: Client, settings: Any, promise: Promise
) -> None:
    stock(supplier, visitor)
    proxy.delay, settings.SEARCH_PATIENCE = SLOW, SHORT
    page(visitor, q="zirconium"), page(visitor, q="zirconium")
    resting()
    for text in HOSTILE:
        with promise.of(text[:40]) as watch:
            page(visitor, q=text, page="1000000000")
        assert not watch.engine, text[:40]


def test_elasticsearch_down_and_back_with_what_was_published_meanwhile(
    proxy: DelayingProxy, supplier: Company, seller: Person, visitor: Client, promise: Promise
) -> None:
    address = stock(supplier, visitor)
    proxy.is_down = True
    with promise.of("an engine that is down"):
        html = page(visitor, q="zirconium")
    assert NOTICE in html and address in html
    later = make_product(supplier, "A-2", "Zirconium rod", state=Product.State.DRAFT)
    later.publish(seller.actor)
    relay.deliver_all()
    proxy.is_down = False
    recovered()
    Event.objects.update(due_at=timezone.now())
    settle()
    html = page(visitor, q="zirconium")
    assert NOTICE not in html and address in html and later.get_absolute_url() in html


def test_an_index_that_is_wiped_while_running_comes_back_by_itself(
    proxy: DelayingProxy, supplier: Company, visitor: Client, promise: Promise
) -> None:
    address = stock(supplier, visitor)
    elastic().drop()
    with promise.of("a wiped index"):
        html = page(visitor, q="zirconium")
    assert NOTICE in html and address in html
    build_missing_index()
    settle()
    html = page(visitor, q="zirconium")
    assert NOTICE not in html and address in html


def test_an_index_of_an_older_portal_is_built_anew(
    proxy: DelayingProxy, supplier: Company, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock(supplier, visitor)
    assert elastic().is_of_today()
    before = list(elastic().writer.indices.get_alias(name=elastic().alias).body)
    monkeypatch.setattr("search.engines.elastic.shape", lambda: "another")
    assert not elastic().is_of_today()
    build_missing_index()
    assert elastic().is_of_today()
    assert list(elastic().writer.indices.get_alias(name=elastic().alias).body) != before


def test_a_node_that_hangs_fails_no_search_where_there_is_another(
    proxy: DelayingProxy, supplier: Company, visitor: Client, settings: Any, promise: Promise
) -> None:
    address = stock(supplier, visitor)
    settings.ELASTICSEARCH_URL = f"{proxy.url},{URL.split(',')[0]}"
    proxy.delay, settings.SEARCH_PATIENCE = SLOW, 2.0  # the other one has a second and a half, on a busy machine
    for _try in range(4):  # whichever of them is asked first
        with promise.of("a node that hangs", nodes=2):
            html = page(visitor, q="zirconium")
        assert NOTICE not in html and address in html
    proxy.delay, settings.SEARCH_PATIENCE = 0.0, 30.0
