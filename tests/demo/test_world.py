"""The demonstration, with draft pictures."""

import json
import struct
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from stdnum import ean

from catalog.models import ListingReview, Product, ProductFlag, ProductPicture
from catalog.variants import respan
from community.models import Community, CommunityMember
from companies.models import Company, Membership, User
from companies.sectors import SECTORS
from consultations.models import Room
from offers.models import Inquiry, Offer
from portal.core.events import Event
from portal.core.pdfs import check_pdf
from portal.demo.details import written
from portal.demo.firms import firms
from portal.demo.founding import ACCOUNTS, PASSWORD
from portal.demo.gallery import look_of
from portal.demo.studio.camera import POSES
from portal.demo.studio.darkroom import DRAFT, Look, coloured, shoot
from portal.demo.studio.mesh import bounds
from portal.demo.studio.shapes import load
from tests.worlds import DEMO, Worlds


@pytest.fixture(autouse=True)
def db() -> None:
    """By this name pytest-django knows for which tests to make a database; the demonstration has its own."""


@pytest.fixture(scope="module")
def world(worlds: Worlds, django_db_blocker: Any) -> Iterator[Path]:
    """The whole demonstration, in a database of its own."""
    with django_db_blocker.unblock(), worlds.copy(DEMO) as folder, override_settings(DEBUG=True):
        yield folder / "media"


@pytest.fixture(autouse=True)
def in_the_world(request: pytest.FixtureRequest) -> Any:
    if "world" not in request.fixturenames:
        yield
        return
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@demo.example")


# Before the world is there, which stays for all tests of this file.
@pytest.mark.django_db
@override_settings(DEBUG=False)
def test_it_is_refused_where_it_could_do_harm() -> None:
    with pytest.raises(CommandError, match="only for development"):
        call_command("demo")
    assert not User.objects.filter(email__endswith="@demo.example").exists()
    assert not Company.objects.exists()


def test_it_has_the_promised_size(world: Path) -> None:
    assert Company.objects.count() == 48
    assert Company.objects.values("country").distinct().count() >= 15
    assert set(Product.objects.values_list("company__sector", flat=True)) == set(SECTORS)
    assert set(Company.objects.values_list("kind", flat=True)) == set(Company.Kind.values)
    assert set(Membership.objects.values_list("role", flat=True)) == set(Membership.Role.values)
    assert Product.objects.count() > 200
    assert set(Offer.objects.values_list("side", flat=True)) == {"sell", "buy"}
    assert set(Inquiry.objects.values_list("state", flat=True)) == set(Inquiry.State.values)


def test_every_company_and_product_reads_in_english_and_korean(world: Path) -> None:
    for company in Company.objects.prefetch_related("texts"):
        texts = {text.language: text for text in company.texts.all()}
        assert texts["en"].tagline and texts["en"].about and has_korean(texts["ko"].tagline + texts["ko"].about), (
            company
        )
    for product in Product.objects.prefetch_related("texts", "pictures"):
        texts = {text.language: text for text in product.texts.all()}
        assert texts["en"].title and texts["en"].description, product
        assert has_korean(texts["ko"].title) and has_korean(texts["ko"].description), product
        assert all(picture.alt for picture in product.pictures.all()) and product.pictures.all()


def has_korean(text: str) -> bool:
    return any("가" <= char <= "힣" for char in text)


def test_products_carry_real_trade_terms(world: Path) -> None:
    for product in Product.objects.published().prefetch_related("price_tiers"):
        assert ean.is_valid(product.gtin) and product.gtin.startswith("20")
        assert len(product.hs_code) == 6 and product.incoterm and product.incoterm_place and product.lead_time_days
        prices = [tier.amount for tier in product.tiers]
        assert prices == sorted(prices, reverse=True) and prices[-1] > 0
        assert product.tiers[0].min_quantity == product.moq
    published = Product.objects.published()
    assert published.values("gtin").distinct().count() == published.count()


def test_the_moderator_has_listings_to_look_at(world: Path) -> None:
    assert ListingReview.objects.waiting().filter(is_first=True).count() == 2
    assert ProductFlag.objects.unresolved().get().product.state == "in_review"
    assert ListingReview.objects.appealed().count() == 1


def test_products_sit_in_leaves_of_their_own_sector_or_beside_it(world: Path) -> None:
    from catalog.models import Category

    tree = Category.tree()
    if len(tree) > 100:
        wanted = {good.category for firm in firms() for good in firm.goods}
        assert wanted <= set(tree)


def test_the_accounts_can_sign_in(world: Path) -> None:
    assert set(ACCOUNTS) == {"seller", "seller2", "seller3", "buyer", "steward", "moderator", "editor", "admin"}
    for name in ACCOUNTS:
        user = person(name)
        assert Client().login(username=user.email, password=PASSWORD), name
        assert EmailAddress.objects.get(user=user).verified
        assert user.actor_for().company is not None
    assert person("admin").is_superuser and person("moderator").is_staff and not person("buyer").is_staff


def test_the_accounts_have_what_the_contract_promises(world: Path) -> None:
    seller, buyer = person("seller").actor_for(), person("buyer").actor_for()
    shared = Inquiry.objects.visible_to(seller) & Inquiry.objects.visible_to(buyer)
    assert shared.exists()
    assert Room.objects.visible_to(seller).filter(parties__company=buyer.company).exists()
    assert Offer.objects.filter(company=person("seller3").actor_for().company, is_anonymous=True).exists()
    run = Community.objects.filter(steward=person("steward").actor_for().company)
    assert sorted(run.values_list("visibility", flat=True)) == ["hidden", "members", "public"]
    member_of = CommunityMember.objects.filter(company=seller.company, state="active")
    assert set(member_of.values_list("community__visibility", flat=True)) == {"public", "members"}
    assert not CommunityMember.objects.filter(company=buyer.company).exists()


def test_goods_have_what_a_buyer_filters_and_chooses_by(world: Path) -> None:
    bearing = Product.objects.get(sku="HB-6205-2RS")
    assert (bearing.variant_count, bearing.variants.filter(stock=0).count()) == (11, 1)
    assert not bearing.variants.get(position=11).is_offered
    kept = bearing.span
    respan(bearing)
    assert bearing.span == kept
    typed = {one["key"]: one["value"] for one in bearing.attributes if one.get("key")}
    assert (typed["bore"], typed["seal"], bearing.stock) == (25, "2rs", 12500)
    paper = bearing.documents.get()
    with paper.file.open("rb") as file:
        check_pdf(data := file.read(), "datasheet.pdf")
    assert b"HB-6205-2RS" in data and paper.size == len(data)
    assert {one.kind for one in bearing.certificates.all()} == {"rohs", "reach"}
    assert bearing.related.count() == 3
    # Every line of the file fits a product.
    skus = set(Product.objects.values_list("sku", flat=True))
    patterns = [*written()["papers"]["skus"]]
    for section in ("specs", "stock", "variants", "certificates", "related"):
        patterns += written()[section]
    assert [one for one in patterns if not any(fnmatchcase(sku, one) for sku in skus)] == []


def test_running_it_again_changes_nothing(world: Path) -> None:
    before = picture_of_the_database()
    call_command("demo", "--draft-pictures", verbosity=0)
    assert picture_of_the_database() == before


def picture_of_the_database() -> dict[str, list[tuple[Any, ...]]]:
    labels = ("companies", "catalog", "offers", "consultations", "community", "core", "wagtailcore")
    return {
        model._meta.label: sorted(map(repr, model._default_manager.values_list()))
        for model in apps.get_models()
        if model._meta.app_label in labels
    }


def test_what_a_person_changed_stays(world: Path) -> None:
    company = person("seller").actor_for().company
    Company.objects.filter(pk=company.pk).update(city="Gimhae")
    Product.objects.filter(company=company).update(moq=7)
    call_command("demo", "--draft-pictures", verbosity=0)
    company.refresh_from_db()
    assert company.city == "Gimhae"
    assert set(company.products.values_list("moq", flat=True)) == {7}


def test_the_outbox_tells_the_search_of_everything(world: Path) -> None:
    told = {pk for event in Event.objects.filter(kind="product.imported") for pk in event.subject_ids}
    assert told == set(Product.objects.values_list("pk", flat=True))
    assert Event.objects.filter(kind="offer.published").count() == Offer.objects.count()
    assert Event.objects.filter(kind="company.created").count() == Company.objects.count()


def test_pictures_and_models_lie_where_the_rows_say(world: Path) -> None:
    for picture in ProductPicture.objects.all()[:60]:
        assert default_storage.exists(picture.image.name) and default_storage.exists(picture.thumbnail.name)
    for company in Company.objects.all():
        assert default_storage.exists(company.logo.name) and default_storage.exists(company.cover.name)
    assert settings.MEDIA_ROOT


@pytest.mark.parametrize("shape", ["bearing", "glasses", "boards"])
def test_the_3d_model_is_valid_gltf_of_the_mesh_in_the_picture(shape: str) -> None:
    made = shoot((shape, [Look(shape, (), "#EEEEEE")]), DRAFT)[0]
    document, data = read_glb(made.model)
    surfaces = load()[shape].build().grounded().surfaces()
    primitives = document["meshes"][0]["primitives"]
    assert len(primitives) == len(surfaces)
    for primitive, surface in zip(primitives, surfaces, strict=True):
        position = document["accessors"][primitive["attributes"]["POSITION"]]
        low, high = bounds(surface.points)
        assert position["count"] == len(surface.points)
        assert position["min"] == pytest.approx(low, abs=1e-6) and position["max"] == pytest.approx(high, abs=1e-6)
        values = read_accessor(document, data, primitive["attributes"]["POSITION"], "f")
        assert min(values[::3]) == position["min"][0] and max(values[1::3]) == position["max"][1]
        normals = read_accessor(document, data, primitive["attributes"]["NORMAL"], "f")
        lengths = [sum(part * part for part in normals[i : i + 3]) for i in range(0, len(normals), 3)]
        assert all(0.98 < length < 1.02 for length in lengths)
        assert max(read_accessor(document, data, primitive["indices"], "I")) < position["count"]
    names = {one["name"] for one in document["materials"]}
    assert names == {surface.material for surface in surfaces}


def read_glb(blob: bytes) -> tuple[dict[str, Any], bytes]:
    magic, version, length = struct.unpack_from("<4sII", blob)
    assert (magic, version, length) == (b"glTF", 2, len(blob))
    size, kind = struct.unpack_from("<I4s", blob, 12)
    assert kind == b"JSON" and size % 4 == 0
    rest = 20 + size
    data_size, data_kind = struct.unpack_from("<I4s", blob, rest)
    assert data_kind == b"BIN\0" and rest + 8 + data_size == len(blob)
    return json.loads(blob[20:rest]), blob[rest + 8 :]


def read_accessor(document: dict[str, Any], data: bytes, index: int, code: str) -> tuple[Any, ...]:
    accessor = document["accessors"][index]
    view = document["bufferViews"][accessor["bufferView"]]
    assert view["byteOffset"] + view["byteLength"] <= document["buffers"][0]["byteLength"]
    count = accessor["count"] * {"VEC3": 3, "SCALAR": 1}[accessor["type"]]
    assert view["byteLength"] == count * 4
    return struct.unpack_from(f"<{count}{code}", data, view["byteOffset"])


def test_pictures_come_out_the_same_every_time() -> None:
    order = ("soap", [Look("soap", ("#AA8866",), "#EEEEEE", True)])
    assert shoot(order, DRAFT) == shoot(order, DRAFT)


def test_a_colour_goes_to_the_main_material_and_the_second_to_the_trim() -> None:
    shape = load()["drum"]
    materials = coloured(shape.materials, ("#010203", "#040506"))
    assert (materials["main"].colour, materials["trim"].colour) == ("#010203", "#040506")


def test_every_shape_that_a_product_asks_for_can_be_drawn() -> None:
    wanted = {good.shape for firm in firms() for good in firm.goods}
    assert wanted <= set(load())
    assert len(wanted) >= 24


def test_no_two_goods_have_the_same_picture() -> None:
    looks = [look_of(firm, good) for firm in firms() for good in firm.goods]
    assert len({look.stem for look in looks}) == len(looks)
    assert max(look.pose for look in looks) < len(POSES), "there is a pose for each of a family"


def test_poses_differ_and_share_what_they_can() -> None:
    looks = [Look("soap", (), "#EEEEEE", True, pose) for pose in range(len(POSES))]
    made = shoot(("soap", looks), DRAFT)
    assert [one.look for one in made] == looks
    assert len({one.picture for one in made}) == len(POSES)
    assert len({one.side for one in made}) == len({one.model for one in made}) == 1


def test_it_grows_to_the_numbers_asked_for(world: Path) -> None:
    call_command("demo", "--draft-pictures", companies=60, products=2000, verbosity=0)
    assert (Company.objects.count(), Product.objects.count()) == (60, 2000)
    told = [pk for event in Event.objects.filter(kind="product.imported") for pk in event.subject_ids]
    assert len(told) == len(set(told)) == 2000
    call_command("demo", "--draft-pictures", companies=60, products=2000, verbosity=0)
    assert (Company.objects.count(), Product.objects.count()) == (60, 2000)


def test_dates_are_near_today(world: Path) -> None:
    assert all(offer.valid_until >= date.today() for offer in Offer.objects.all())
