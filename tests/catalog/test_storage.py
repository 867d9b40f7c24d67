"""Uploaded files in S3. The store here is a stand-in: a small HTTP server that speaks PUT, GET, HEAD, DELETE and
the listing of a bucket, in memory, and checks no signature. It is not S3; it shows what the portal sends and reads.
"""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.test import Client

from catalog import held
from catalog.avif import encode
from catalog.models import Product
from portal.core.events import Event
from portal.core.pictures import open_picture
from portal.environment import bucket, file_storages, media_origin
from tests.cast import Person
from tests.catalog.conftest import upload

WHEN = "Fri, 27 Nov 2026 10:00:00 GMT"


class Shelf(BaseHTTPRequestHandler):
    """Objects by their path, kept in the server."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        pass

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        size = headers.pop("size", str(len(body)))
        for name, value in {"Content-Length": size, "Last-Modified": WHEN, "ETag": '"0"', **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    @property
    def path_asked(self) -> str:
        return unquote(urlsplit(self.path).path)

    def do_PUT(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            data = unchunked(data)
        self.server.objects[self.path_asked] = data
        self.answer(200)

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        if "list-type" in query or "prefix" in query:
            return self.listing(query.get("prefix", [""])[0])
        found = self.server.objects.get(self.path_asked)
        return self.answer(404) if found is None else self.answer(200, found)

    def do_HEAD(self) -> None:
        found = self.server.objects.get(self.path_asked)
        self.answer(404) if found is None else self.answer(200, size=str(len(found)))

    def do_DELETE(self) -> None:
        self.server.objects.pop(self.path_asked, None)
        self.answer(204)

    def listing(self, prefix: str) -> None:
        keys = [path.removeprefix("/shelf/") for path in self.server.objects]
        rows = "".join(f"<Contents><Key>{escape(key)}</Key></Contents>" for key in keys if key.startswith(prefix))
        self.answer(200, f"<ListBucketResult><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>".encode())


def unchunked(data: bytes) -> bytes:
    """The content of a body in `aws-chunked` encoding: size in hex, line break, so many bytes, line break."""
    out = b""
    while data:
        head, _, data = data.partition(b"\r\n")
        size = int(head.partition(b";")[0] or b"0", 16)
        if not size:
            break
        out, data = out + data[:size], data[size + 2 :]
    return out


@pytest.fixture
def shelf(settings: Any) -> Iterator[dict[str, bytes]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    server.objects = {}
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    url = f"s3+http://key:se%2Fcret@127.0.0.1:{server.server_port}/shelf?prefix=jangteo"
    settings.STORAGES = {**settings.STORAGES, **file_storages(url)}
    settings.MEDIA_ORIGIN = media_origin(url)
    yield server.objects
    server.shutdown()
    server.server_close()


@pytest.mark.django_db
def test_pictures_live_in_the_bucket_and_pages_lead_there(
    shelf: dict[str, bytes], seller: Person, product: Product, visitor: Client
) -> None:
    product.arrange(seller.actor, new=[open_picture(upload())])
    encode(Event.objects.get(kind="picture.added"))
    assert len(shelf) == 6 and all(path.startswith("/shelf/jangteo/media/products/") for path in shelf)
    answer = visitor.get(product.get_absolute_url())
    page, origin = answer.content.decode(), default_storage.url("x").partition("/shelf/")[0]
    assert product.pictures.get().image.url in page and f"img-src 'self' {origin} " in answer["Content-Security-Policy"]
    assert "Signature" not in page, "public addresses are lasting ones"


@pytest.mark.django_db
def test_held_files_are_found_read_and_swept_without_a_folder(shelf: dict[str, bytes]) -> None:
    held.sweep()
    token = held.hold_picture(open_picture(upload()), None)
    assert held.pictures([token])[0].size == (640, 480)
    held.let_go([token])
    assert not held.name_of(token, "jpg") and not shelf


@pytest.mark.django_db(transaction=True)
def test_files_leave_the_bucket_with_their_product(shelf: dict[str, bytes], seller: Person, product: Product) -> None:
    from catalog.deleted import purge_some

    product.arrange(seller.actor, new=[open_picture(upload())])
    purge_some([product])
    assert not shelf


def test_private_files_have_a_place_of_their_own_and_no_address(shelf: dict[str, bytes]) -> None:
    private = storages["private"]
    name = private.save("vault/paper.pdf", ContentFile(b"%PDF-"))
    assert list(shelf) == [f"/shelf/jangteo/private/{name}"]
    with private.open(name) as file:
        assert file.read() == b"%PDF-"
    with pytest.raises(ValueError, match="no address"):
        private.url(name)


def test_without_an_address_files_stay_in_folders() -> None:
    assert file_storages("")["default"]["BACKEND"].endswith("PublicStorage") and media_origin("") == ""


def test_a_cdn_in_front_is_what_pages_name() -> None:
    url = "s3://k:s@s3.example/files?region=ap-northeast-2&public=https://media.example"
    assert media_origin(url) == "https://media.example"
    options = file_storages(url)["default"]["OPTIONS"]
    assert (options["custom_domain"], options["region_name"]) == ("media.example", "ap-northeast-2")
    assert "custom_domain" not in file_storages(url)["private"]["OPTIONS"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://k:s@host/bucket", "must begin with s3://"),
        ("s3://k:s@host", "a host and a bucket"),
        ("s3://k:s@host/bucket/inside", "a host and a bucket"),
        ("s3://host/bucket", "the key and its secret"),
        ("s3://k:s@host/bucket?colour=red", "not colour"),
        ("s3://k:s@host/bucket?public=http://x", "such as https://media.example"),
    ],
)
def test_what_is_wrong_with_the_address_is_said(url: str, words: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=words):
        bucket(url)
