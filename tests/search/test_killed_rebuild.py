"""`search_rebuild` in a process of its own, killed in the middle: the index before serves, the next run finishes it."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings

from companies.models import Company
from search.engines import engine, engine_for
from search.engines.elastic import Elastic
from search.query import Query
from search.sync import findings, rebuild
from tests.cast import make_product
from tests.processes import database_url

URL = django_settings.ELASTICSEARCH_URL
PATIENCE = 120.0


class Gate:
    """A TCP proxy before Elasticsearch that passes nothing on from the `most`-th bulk request on, and says so."""

    def __init__(self, target: tuple[str, int], most: int) -> None:
        self.target, self.left = target, most
        self.shut, self.over = threading.Event(), threading.Event()
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
            server = socket.create_connection(self.target)
            threading.Thread(target=self.pass_on, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self.pass_on, args=(server, client, False), daemon=True).start()

    def pass_on(self, source: socket.socket, sink: socket.socket, is_question: bool) -> None:
        try:
            while data := source.recv(65536):
                if is_question and data.startswith((b"PUT /_bulk", b"POST /_bulk")):
                    self.left -= 1
                if self.left < 1:
                    self.shut.set()
                    self.over.wait(PATIENCE)
                    return
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
def server(settings: Any, tmp_path: Path) -> Iterator[Elastic]:
    if not URL:
        pytest.skip("not run: needs Elasticsearch (ELASTICSEARCH_URL, or bin/services start)")
    settings.DATA_DIR, settings.ELASTICSEARCH_URL = tmp_path, URL
    engine_for.cache_clear()
    found = engine()
    assert isinstance(found, Elastic)
    found.drop()
    yield found
    found.drop()
    engine_for.cache_clear()


@pytest.fixture
def gate() -> Iterator[Gate]:
    address = urlsplit(URL.split(",")[0])
    made = Gate((address.hostname or "127.0.0.1", address.port or 9200), most=2)
    yield made
    made.close()


def begin(url: str, folder: Path) -> "subprocess.Popen[bytes]":
    own = {"DATABASE_URL": database_url(), "ELASTICSEARCH_URL": url, "DATA_DIR": str(folder), "SEARCH_PATIENCE": "30"}
    command = [sys.executable, "manage.py", "search_rebuild"]
    return subprocess.Popen(command, env=os.environ | own, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def indexes(server: Elastic) -> set[str]:
    return set(server.writer.indices.get(index=f"{server.alias}-*").body)


def found() -> set[int]:
    return {hit.pk for hit in engine().search(Query.parse("zirconium")).hits}


@pytest.mark.needs("elasticsearch", "postgresql")
@pytest.mark.django_db(transaction=True)
def test_a_rebuild_that_is_killed_is_finished_by_the_next(
    server: Elastic, gate: Gate, supplier: Company, tmp_path: Path
) -> None:
    products = {make_product(supplier, f"Z-{number}", f"Zirconium part {number}").pk for number in range(3)}
    rebuild()
    before = indexes(server)
    running = begin(gate.url, tmp_path)
    assert gate.shut.wait(PATIENCE), running.communicate()[1]
    running.send_signal(signal.SIGKILL)
    assert running.wait(PATIENCE) == -signal.SIGKILL
    running.communicate()

    begun = server.unfinished()
    assert begun is not None and begun.kind == "product" and {begun.index} == indexes(server) - before
    assert found() == products, "the index before serves"
    later = make_product(supplier, "Z-9", "Zirconium part 9").pk

    again = begin(URL, tmp_path)  # nothing of the killed one is in its way, no lock either
    problem = again.communicate(timeout=PATIENCE)[1]
    assert again.returncode == 0, problem
    assert found() == {*products, later} and list(findings()) == []
    assert indexes(server) == {*before, begun.index}, "the one that was begun serves, the one before stays"
    assert server.unfinished() is None
    rebuild()
    assert indexes(server).isdisjoint(before) and len(indexes(server)) == 2, "no index is left over"


@pytest.mark.django_db
def test_the_embedded_engine_cleans_up_after_a_killed_rebuild(embedded: Any, supplier: Company) -> None:
    product = make_product(supplier, "Z-1", "Zirconium part")
    rebuild()
    left = embedded.root / f"index-{'0' * 12}"
    left.mkdir()
    (left / ".tmp-half-written").write_bytes(b"x")
    (embedded.root / "current.new").write_text("nowhere")
    assert found() == {product.pk}
    rebuild()
    assert found() == {product.pk} and not left.exists()
