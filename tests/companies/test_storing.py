"""What the files of a company take up: counted, shown, and refused where there is no room."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import models, transaction
from PIL import Image

from catalog.parts import ProductPicture
from companies import storing
from companies.models import Certificate, Company, CompanyPhoto, FileRoom, StoredFile
from companies.models.photo import dress
from companies.models.storing import MEGABYTE, StorageFull
from portal.core import stored
from portal.core.stored import KEPT, trail
from tests.cast import Person, make_company, make_person, make_product
from tests.processes import at_once

pytestmark = pytest.mark.django_db
OURS = ("catalog", "cms", "community", "companies", "consultations", "offers", "payments", "trade")
NOT_OF_FIRMS = {"cms.eventmaterial"}  # editors' own


def noise(seed: int = 1, size: int = 700) -> Image.Image:
    """A picture that does not become small."""
    return Image.effect_noise((size, size), 90 + seed).convert("RGB")


def room_of(company: Company) -> FileRoom:
    return FileRoom.objects.get(company=company)


def narrow(company: Company, spare: int) -> None:
    """Leave about `spare` bytes, and at least none."""
    with transaction.atomic():
        room = FileRoom.locked_for(company.pk)
        room.megabytes = 1
        room.save()
        StoredFile.objects.create(company=company, name=f"filler-{company.pk}", size=MEGABYTE - spare, label="held")
        room.recount()


@pytest.fixture
def seller() -> Person:
    return make_person("room@seller.example", make_company("Room Works", "supplier", "KR"), "owner")


def test_files_of_every_model_are_counted_or_named_here() -> None:
    from django.apps import apps

    models_with_files = {
        model._meta.label_lower
        for model in apps.get_models()
        if model._meta.app_label in OURS and any(isinstance(one, models.FileField) for one in model._meta.local_fields)
    }
    counted = {label for label in KEPT if label in models_with_files}
    named_by_wagtail = {label for label in models_with_files - counted if "image" in label or "rendition" in label}
    assert models_with_files - counted - named_by_wagtail == NOT_OF_FIRMS


def test_what_is_hung_is_counted_and_what_is_taken_down_no_longer(
    seller: Person, django_capture_on_commit_callbacks: Any
) -> None:
    CompanyPhoto.hang(seller.company, [noise()], seller.actor)
    rows = StoredFile.objects.filter(company=seller.company)
    on_disk = sum(default_storage.size(row.name) for row in rows)
    assert rows.count() == 4 and room_of(seller.company).used == on_disk == sum(row.size for row in rows)
    with django_capture_on_commit_callbacks(execute=True):
        seller.company.photos.get().remove(seller.actor)
    assert not rows.all().exists() and room_of(seller.company).used == 0


def test_without_room_nothing_is_kept_and_the_reason_is_said(seller: Person) -> None:
    narrow(seller.company, 20_000)
    before = {path for path in Path(default_storage.location).rglob("*") if path.is_file()}
    sent = BytesIO()
    noise().save(sent, "PNG")
    sent.seek(0)
    sent.name = "press.png"
    answer = seller.client.post("/my/company/pictures/photos/", {"photos": [sent]}, follow=True)
    text = answer.content.decode()
    assert "There is no room for this" in text and "of 1.0" in text.replace("\xa0", " ")
    assert not seller.company.photos.exists()
    after = {path for path in Path(default_storage.location).rglob("*") if path.is_file()}
    assert after == before, "not even the first of several files stays"
    assert room_of(seller.company).used == MEGABYTE - 20_000
    sent.seek(0)
    alone = seller.client.post("/my/company/pictures/logo/", {"picture": sent})
    assert alone.status_code == 409
    assert 'href="/my/company/storage/"' in alone.content.decode(), "the way to what takes up room"


def test_more_and_less_room_by_level_and_by_staff(seller: Person, settings: Any) -> None:
    settings.STORAGE_MEGABYTES = [1, 2]
    room = FileRoom.of(seller.company)
    assert room.limit == MEGABYTE
    seller.company.tier = 3
    assert FileRoom.of(seller.company).limit == 2 * MEGABYTE
    settings.STORAGE_MEGABYTES = []
    assert room.limit is None and room.left is None


def test_staff_see_the_largest_and_give_more(seller: Person, client: Any) -> None:
    CompanyPhoto.hang(seller.company, [noise()], seller.actor)
    clerk = make_person("clerk@room.example", is_staff=True)
    boss = make_person("boss@room.example", is_staff=True, is_superuser=True)
    assert "Room Works" in clerk.client.get("/desk/storage/").content.decode()
    path = f"/desk/companies/{seller.company.slug}/storage/"
    assert "Keep this measure" not in clerk.client.get(path).content.decode()
    assert clerk.client.post(path, {"megabytes": "5"}).status_code == 403
    assert room_of(seller.company).megabytes is None
    assert seller.client.get("/desk/storage/").status_code == seller.client.get(path).status_code == 404
    assert boss.client.post(path, {"megabytes": "-1"}).status_code == 422
    assert boss.client.post(path, {"megabytes": "5"}).status_code == 302
    assert room_of(seller.company).limit == 5 * MEGABYTE
    page = seller.client.get("/my/company/storage/").content.decode()
    assert "Photos on your page" in page and "5.0" in page
    assert "changed how much room" in seller.client.get("/my/activity/").content.decode()
    boss.client.post(path, {"megabytes": ""})
    assert room_of(seller.company).megabytes is None


def test_a_stranger_sees_their_own_only(seller: Person) -> None:
    CompanyPhoto.hang(seller.company, [noise()], seller.actor)
    other = make_person("else@room.example", make_company("Else Works", "supplier", "GB"), "viewer")
    assert "There are no files yet" in other.client.get("/my/company/storage/").content.decode()


def test_what_the_portal_makes_of_pictures_is_counted_and_never_refused(seller: Person) -> None:
    product = make_product(seller.company)
    picture = ProductPicture.make(product, noise(), 0)
    narrow(seller.company, 0)
    picture.image_avif.save("made.avif", ContentFile(b"x" * 5000))
    assert room_of(seller.company).used > MEGABYTE
    with pytest.raises(StorageFull):
        ProductPicture.make(product, noise(2), 1)


def test_what_was_written_in_vain_goes_with_the_request(seller: Person) -> None:
    class Failed(Exception):
        pass

    with pytest.raises(Failed), transaction.atomic():
        dress(seller.company, "logo", noise(), seller.actor)
        name = seller.company.logo.name
        assert default_storage.exists(name)
        raise Failed
    stored.clear_up()
    assert not default_storage.exists(name) and not StoredFile.objects.filter(name=name).exists()
    assert all(one[1] != name for one in trail.open)
    dress(Company.objects.get(pk=seller.company.pk), "logo", noise(), seller.actor)
    stored.clear_up()
    assert default_storage.exists(Company.objects.get(pk=seller.company.pk).logo.name), "what is not taken back stays"


def test_the_books_are_set_right(seller: Person, capsys: pytest.CaptureFixture[str]) -> None:
    CompanyPhoto.hang(seller.company, [noise()], seller.actor)
    photo = seller.company.photos.get()
    StoredFile.objects.filter(name=photo.small.name).delete()  # written past the books
    Certificate.objects.create(company=seller.company, name="ISO", file=ContentFile(b"%PDF-", "a.pdf"))
    orphan = Certificate.objects.get().file.name
    Certificate.objects.all().delete()
    StoredFile.objects.filter(name=orphan).update(created_at="2026-01-01T00:00Z")
    with pytest.raises(SystemExit):
        call_command("storage_check")
    said = capsys.readouterr().out
    assert f"{photo.small.name} is not counted" in said and f"{orphan} belongs to nothing" in said
    assert "the sum is wrong" in said
    call_command("storage_check", repair=True)
    assert "the books of stored files agree" in capsys.readouterr().out
    assert StoredFile.objects.filter(name=photo.small.name).exists()
    assert not Certificate._meta.get_field("file").storage.exists(orphan)
    storing.count_again()
    FileRoom.objects.all().delete()  # as before the books were kept
    StoredFile.objects.all().delete()
    storing.count_again()
    assert room_of(seller.company).used == sum(StoredFile.objects.values_list("size", flat=True)) > 0


def test_files_of_forms_that_wait_are_counted(seller: Person) -> None:
    from catalog import held

    token = held.hold_picture(noise(), seller.company.pk)
    assert room_of(seller.company).used and storing.shares_of(seller.company)[0].files == 1
    held.let_go([token])
    assert not room_of(seller.company).used
    narrow(seller.company, 10)
    with pytest.raises(StorageFull):
        held.hold_picture(noise(), seller.company.pk)


def test_merged_companies_share_what_they_have(seller: Person) -> None:
    from companies.merges import stored_files

    other = make_person("twin@room.example", make_company("Room Works Two", "supplier", "KR"), "owner")
    for one in (seller, other):
        CompanyPhoto.hang(one.company, [noise()], one.actor)
    total = room_of(seller.company).used + room_of(other.company).used
    list(stored_files(seller.company, other.company))
    assert room_of(seller.company).used == total and not FileRoom.objects.filter(company=other.company).exists()


@pytest.mark.needs("postgresql")
@pytest.mark.django_db(transaction=True)
def test_two_that_write_at_once_do_not_both_get_the_last_room(seller: Person) -> None:
    narrow(seller.company, 15_000)

    def write(number: int) -> None:
        content = ContentFile(b"x" * 10_000)
        stored.keep(default_storage, f"held/race-{number}.jpg", content, seller.company.pk, "held")

    outcomes = at_once(4, write)
    assert [type(one) for one in outcomes if one is not None] == [StorageFull] * 3 and outcomes.count(None) == 1
    assert room_of(seller.company).used == MEGABYTE - 5_000
    assert len([name for name in default_storage.listdir("held")[1] if name.startswith("race-")]) == 1
