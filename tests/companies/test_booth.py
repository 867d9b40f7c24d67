"""Pictures, certificates, the page's layout and the directory, through the front door."""

import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import now
from PIL import Image

from companies.models import BoothLayout, Certificate, Company, CompanyPhoto
from companies.purge import purge_certificates
from portal.core.events import Event
from tests.cast import Person, make_company, make_product
from tests.companies.verification import pdf
from tests.queries import queries_of
from tests.shared import SHARED

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
HOSTILE = sorted(path for path in (SHARED / "hostile").glob("*") if path.suffix != ".json") if SHARED.exists() else []


def picture(width: int = 900, height: int = 600, name: str = "works.jpg", **options: object) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#46586b").save(out, "JPEG", **options)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def with_gps() -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif)


def test_a_cover_is_written_anew_in_two_sizes_without_its_camera(seller: Person, supplier: Company) -> None:
    assert seller.client.post("/my/company/pictures/cover/", {"picture": with_gps()}).status_code == 302
    supplier.refresh_from_db()
    assert b"SecretCamera" not in supplier.cover.read()
    assert Image.open(supplier.cover_small_webp).format == "WEBP"
    first = supplier.cover.path
    seller.client.post("/my/company/pictures/cover/removal/")
    supplier.refresh_from_db()
    assert not supplier.cover
    assert first


@pytest.mark.parametrize("part", ["logo", "cover"])
def test_what_is_no_picture_is_refused_and_changes_nothing(seller: Person, supplier: Company, part: str) -> None:
    for name, data in {
        "drawing.png": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        "program.jpg": b"MZ\x90\x00" + b"\0" * 200,
        "empty.jpg": b"",
        "heavy.jpg": b"\xff\xd8\xff" + b"\0" * (16 * 1024 * 1024),
    }.items():
        answer = seller.client.post(f"/my/company/pictures/{part}/", {"picture": SimpleUploadedFile(name, data)})
        assert answer.status_code == 200, name
        assert answer.context[f"{part}_form"].errors, name
    supplier.refresh_from_db()
    assert not getattr(supplier, part)
    assert seller.client.post("/my/company/pictures/slug/", {"picture": picture()}).status_code == 404


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name)
def test_bombs_are_refused(seller: Person, supplier: Company, path: Path) -> None:
    file = SimpleUploadedFile(path.name, path.read_bytes())
    answer = seller.client.post("/my/company/pictures/photos/", {"photos": [file]})
    assert answer.status_code == 200
    assert answer.context["photos_form"].errors["photos"]
    assert not CompanyPhoto.objects.exists()


def test_photos_are_added_described_moved_and_removed(seller: Person, supplier: Company) -> None:
    seller.client.post("/my/company/pictures/photos/", {"photos": [picture(), picture(), picture()]})
    one, two, three = supplier.photos.all()
    seller.client.post(
        f"/my/company/pictures/photos/{two.ref}/", {f"{two.ref}-caption": "Grinding hall", f"{two.ref}-alt": ""}
    )
    seller.client.post(f"/my/company/pictures/photos/{three.ref}/position/", {"to": "front"})
    assert [photo.ref for photo in supplier.photos.all()] == [one.ref, three.ref, two.ref]
    seller.client.post(f"/my/company/pictures/photos/{one.ref}/removal/")
    assert list(supplier.photos.values_list("position", flat=True)) == [0, 1]
    assert "Grinding hall" in Client().get(f"/companies/{supplier.slug}/").content.decode()


def test_twelve_photos_and_no_more(seller: Person, supplier: Company) -> None:
    photos = [picture(40, 30) for _number in range(8)]
    seller.client.post("/my/company/pictures/photos/", {"photos": photos})
    answer = seller.client.post("/my/company/pictures/photos/", {"photos": [picture(40, 30) for _number in range(5)]})
    assert "room for 4 more" in answer.content.decode()
    assert supplier.photos.count() == 8


def test_others_and_lesser_roles_touch_no_picture(
    seller: Person, stranger: Person, colleague: Person, supplier: Company
) -> None:
    seller.client.post("/my/company/pictures/photos/", {"photos": [picture()]})
    photo = supplier.photos.get()
    assert stranger.client.post(f"/my/company/pictures/photos/{photo.ref}/removal/").status_code == 404
    assert colleague.client.post(f"/my/company/pictures/photos/{photo.ref}/removal/").status_code == 403
    assert colleague.client.post("/my/company/pictures/logo/", {"picture": picture()}).status_code == 403
    assert supplier.photos.count() == 1


def state(person: Person, **fields: object) -> object:
    form = {"name": "ISO 9001:2015", "issuer": "DNV", "number": "A-1", **fields}
    return person.client.post("/my/company/certificates/new/", form)


def test_a_copy_is_private_until_the_company_says_otherwise(
    seller: Person, stranger: Person, visitor: Client, moderator: Person, supplier: Company
) -> None:
    state(seller, copy=SimpleUploadedFile("iso.exe", PDF, "text/html"))
    certificate = supplier.certificates.get()
    assert visitor.get(certificate.file_url).status_code == 404
    assert stranger.client.get(certificate.file_url).status_code == 404
    assert moderator.client.get(certificate.file_url).status_code == 200
    answer = seller.client.get(certificate.file_url)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    Certificate.objects.update(is_file_public=True)
    assert visitor.get(certificate.file_url).status_code == 200
    assert visitor.get(f"/media/{certificate.file.name}").status_code == 404
    certificate.refresh_from_db()
    certificate.remove(seller.actor)
    assert visitor.get(certificate.file_url).status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        pdf(b"/OpenAction << /S /JavaScript /JS (x) >> "),
        b"<html>%PDF-1.7 %%EOF",
        b"%PDF-1.7 cut off",
        b"MZ",
        b"%PDF-" + b"0" * 10_500_000 + b"%%EOF",
    ],
)
def test_a_copy_that_lies_is_refused(seller: Person, supplier: Company, data: bytes) -> None:
    answer = state(seller, copy=SimpleUploadedFile("iso.pdf", data, "application/pdf"))
    assert answer.context["form"].errors["copy"]
    assert "A-1" in answer.content.decode()
    assert not supplier.certificates.exists()


def test_a_check_page_is_https_and_twice_the_same_is_said(seller: Person, supplier: Company) -> None:
    for address in ("http://check.example/", "javascript:alert(1)"):
        assert state(seller, check_url=address).context["form"].errors["check_url"]
    state(seller)
    assert "in your list already" in state(seller).content.decode()
    assert supplier.certificates.count() == 1


def test_a_removal_is_undone(seller: Person, stranger: Person, supplier: Company, visitor: Client) -> None:
    state(seller, valid_until="2020-01-01")
    ref = supplier.certificates.get().ref
    assert "expired on" in visitor.get(f"/companies/{supplier.slug}/").content.decode()
    answer = seller.client.post(f"/my/company/certificates/{ref}/removal/", follow=True)
    assert "Undo" in answer.content.decode()
    assert "ISO 9001" not in visitor.get(f"/companies/{supplier.slug}/").content.decode()
    assert stranger.client.post(f"/my/company/certificates/{ref}/return/").status_code == 404
    seller.client.post(f"/my/company/certificates/{ref}/return/")
    assert supplier.certificates.get().ref == ref
    kinds = set(Event.objects.filter(kind__startswith="certificate.").values_list("kind", flat=True))
    assert kinds == {"certificate.added", "certificate.removed"}


def headings(client: Client, company: Company) -> list[str]:
    page = client.get(f"/companies/{company.slug}/").content.decode()
    return re.findall(r'<h2 id="section-[a-z]+">(.*?)</h2>', page)


def test_sections_move_and_hide_but_proof_stays(
    seller: Person, colleague: Person, visitor: Client, supplier: Company
) -> None:
    supplier.texts.create(language="en", tagline="Bearings", about="Since 1994")
    make_product(supplier)
    assert headings(visitor, supplier)[:2] == ["Products", "About"]
    for _step in range(2):
        seller.client.post("/my/company/layout/sections/products/", {"act": "down"})
    seller.client.post("/my/company/layout/sections/people/", {"act": "hide"})
    assert headings(visitor, supplier) == ["About", "Products", "Catalogue as PDF"]
    assert "What was checked" in visitor.get(f"/companies/{supplier.slug}/").content.decode()
    assert seller.client.post("/my/company/layout/sections/proof/", {"act": "hide"}).status_code == 404
    assert colleague.client.post("/my/company/layout/sections/about/", {"act": "hide"}).status_code == 403
    seller.client.post("/my/company/layout/default/")
    assert headings(visitor, supplier)[:2] == ["Products", "About"]


def test_products_that_lead(seller: Person, stranger: Person, visitor: Client, supplier: Company) -> None:
    first = make_product(supplier, "A-1", "First bearing")
    make_product(supplier, "A-2", "Second bearing")
    seller.client.post(f"/my/company/layout/products/{first.ref}/", {"act": "add"})
    page = visitor.get(f"/companies/{supplier.slug}/").content.decode()
    assert "First bearing" in page
    assert "Second bearing" not in page
    foreign = make_product(stranger.company, "B-1", "Foreign thing")
    assert seller.client.post(f"/my/company/layout/products/{foreign.ref}/", {"act": "add"}).status_code == 404
    assert BoothLayout.objects.get().picked == [first.ref]
    assert "Second bearing" in seller.client.get("/my/company/layout/?q=second").content.decode()


def test_the_directory_by_market_language_certificate_and_product(visitor: Client, supplier: Company) -> None:
    Company.objects.filter(pk=supplier.pk).update(markets=["DE"], languages=["ko"], main_products="Ball bearings")
    supplier.certificates.create(name="ISO 9001:2015")
    supplier.certificates.create(name="HACCP", valid_until="2020-01-01")
    make_company("Aurora Looms", country="IN")
    for query in ("market=DE", "language=ko", "certificate=iso+9001", "q=bearing+hanbit"):
        page = visitor.get(f"/companies/?{query}").content.decode()
        assert "Hanbit Bearings" in page, query
        assert "Aurora Looms" not in page, query
        assert visitor.get(f"/api/v1/companies/?{query}").json()["count"] == 1, query
    for query in ("market=D", "certificate=haccp", "language=%25"):
        assert visitor.get(f"/api/v1/companies/?{query}").json()["count"] == 0, query
    assert visitor.get("/companies/?sort=nonsense&market=ZZ&language=%00").status_code in {200, 400}


def test_firms_like_this_are_of_the_same_sector_and_never_itself(visitor: Client, supplier: Company) -> None:
    Company.objects.filter(pk=supplier.pk).update(sector="machinery")
    for number in range(6):
        make_company(f"Like {number}", sector="machinery")
    make_company("Gone Firm", sector="machinery", is_active=False)
    make_company("Near Firm", sector="machinery", main_products="Ball bearings")
    Company.objects.filter(pk=supplier.pk).update(main_products="Ball bearings")
    context = visitor.get(f"/companies/{supplier.slug}/").context
    names = [one.name for one in context["similar"]]
    assert names[0] == "Near Firm"
    assert len(names) == 4
    assert not {"Gone Firm", supplier.name} & set(names)


def test_the_page_asks_as_much_for_many_pictures_and_papers_as_for_few(
    visitor: Client, seller: Person, supplier: Company
) -> None:
    address = f"/companies/{supplier.slug}/"
    supplier.certificates.create(name="A", file="certificates/a.pdf", is_file_public=True)
    CompanyPhoto.hang(supplier, [Image.new("RGB", (40, 30))], seller.actor)
    few = queries_of(visitor, address)
    for number in range(5):
        supplier.certificates.create(name=f"B {number}", file="certificates/a.pdf", is_file_public=True)
    CompanyPhoto.hang(supplier, [Image.new("RGB", (40, 30)) for _number in range(5)], seller.actor)
    assert queries_of(visitor, address) == few


def test_a_removed_certificate_and_its_copy_go_for_good_after_thirty_days(
    seller: Person, supplier: Company, django_capture_on_commit_callbacks: Any
) -> None:
    state(seller, copy=SimpleUploadedFile("iso.pdf", PDF))
    certificate = supplier.certificates.get()
    certificate.remove(seller.actor)
    purge_certificates()
    assert Certificate.with_removed.filter(pk=certificate.pk).exists()
    Certificate.with_removed.update(removed_at=now() - timedelta(days=31))
    path = Path(certificate.file.path)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        purge_certificates()
    assert not Certificate.with_removed.filter(pk=certificate.pk).exists()
    assert not path.exists()
