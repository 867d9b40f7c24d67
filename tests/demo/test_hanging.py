"""The demonstration's pictures, drawn behind a portal that is in use already."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from catalog.models import Product, ProductPicture, Variant
from offers.models import InquiryLine, OfferPicture
from portal.core.management.commands import prepare
from portal.demo import founding, gallery, goods, hanging
from portal.demo.firms import firms
from portal.demo.gallery import look_of, names_of
from portal.demo.studio.darkroom import DRAFT
from tests.worlds import DEMO, Worlds


@pytest.fixture(autouse=True)
def db() -> None:
    """By this name pytest-django knows for which tests to make a database; the demonstration has its own."""


@pytest.fixture(scope="module")
def world(worlds: Worlds, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), worlds.copy(DEMO), override_settings(DEBUG=True):
        yield


@pytest.fixture
def bare(world: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """The demonstration as `--behind` leaves it, but for news: nothing is drawn. What the complete one has is given."""
    with transaction.atomic():
        complete = counted()
        ProductPicture.objects.all().delete()
        OfferPicture.objects.filter(from_product=True).delete()
        InquiryLine.objects.update(picture="")
        Product.everything.update(model_3d="")
        for look in {look_of(firm, good) for firm in firms() for good in firm.goods}:
            for name in names_of(look).values():
                default_storage.delete(name)
        monkeypatch.setattr("os.nice", lambda _by: 0)  # the process goes on with other tests
        yield complete
        transaction.set_rollback(True)


def counted() -> dict[str, int]:
    return {
        "pictures": ProductPicture.objects.count(),
        "models": Product.objects.exclude(model_3d="").count(),
        "of offers": OfferPicture.objects.count(),
        "of lines": InquiryLine.objects.exclude(picture="").count(),
        "of variants": Variant.objects.exclude(picture=None).count(),
    }


def test_a_product_is_shown_plainly_until_its_picture_is_there(bare: dict[str, int]) -> None:
    product = Product.objects.get(sku="HB-6205-2RS")
    before = Client().get(product.get_absolute_url()).content.decode()
    assert "products/pictures/demo" not in before and "3-D" not in before
    assert hanging.hang_rest(draft=True) == 205
    assert counted() == bare
    after = Client().get(product.get_absolute_url() + "?now=1").content.decode()
    assert "products/pictures/demo/bearing" in after
    for picture in ProductPicture.objects.all():
        assert default_storage.exists(picture.image.name) and default_storage.exists(picture.thumbnail.name)


def test_stopped_in_the_middle_it_goes_on_and_doubles_nothing(
    bare: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two pictures, and then after the files of one are there and before its rows are."""
    hang, done = hanging.hang, []

    def until_the_power_fails(*parts: Any) -> bool:
        if len(done) == 40:
            raise KeyboardInterrupt
        done.append(parts)
        return hang(*parts)

    monkeypatch.setattr(hanging, "hang", until_the_power_fails)
    with pytest.raises(KeyboardInterrupt):
        hanging.hang_rest(draft=True)
    assert Product.objects.exclude(model_3d="").filter(pictures=None).count() == 0
    assert len(hanging.waiting()) == 205 - 40
    monkeypatch.setattr(hanging, "hang", hang)
    assert hanging.hang_rest(draft=True) == 205 - 40
    assert hanging.hang_rest(draft=True) == 0
    assert counted() == bare


def test_two_that_draw_at_a_time_hang_each_picture_once(bare: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    hang = hanging.hang

    def a_moment_late(*parts: Any) -> bool:
        hang(*parts)  # by the other
        return hang(*parts)

    monkeypatch.setattr(hanging, "hang", a_moment_late)
    assert hanging.hang_rest(draft=True) == 0
    assert counted() == bare


def test_what_somebody_has_put_up_or_taken_away_stays_so(bare: dict[str, int]) -> None:
    own, gone, *_rest = Product.objects.filter(sku__startswith="HB-").order_by("pk")
    theirs = ProductPicture(product=own, image="products/pictures/own.webp", width=8, height=6, alt="ours")
    ProductPicture.objects.bulk_create([theirs])
    waiting = hanging.waiting()
    of_gone = next(parts for parts in waiting.values() if parts[0] == gone.pk)
    gone.delete()
    assert not hanging.hang(*of_gone, DRAFT)
    hanging.hang_rest(draft=True)
    own.refresh_from_db()
    assert [picture.alt for picture in own.pictures.all()] == ["ours"] and not own.model_3d


def test_the_whole_demonstration_asked_for_again_is_completed(bare: dict[str, int]) -> None:
    call_command("demo", "--draft-pictures", verbosity=0)
    assert counted() == bare


def test_goods_whose_pictures_are_left_for_later_go_on_sale_without(bare: dict[str, int]) -> None:
    Product.everything.all().delete()
    gallery.hang_pictures(draft=True, only={"hanul-bearing", "a firm without goods"})
    goods.stock(founding.found_companies(), draft=True)
    shown = Product.objects.exclude(model_3d="")
    assert [product.sku for product in shown] == ["HB-6004-2RS"]
    assert {picture.product for picture in ProductPicture.objects.all()} == set(shown)


def test_preparing_everything_draws_what_an_earlier_run_has_left(
    bare: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **options: asked.append({"name": name, **options}))
    monkeypatch.setattr(prepare.catalogue, "compile_all", lambda: None)
    monkeypatch.setattr(prepare.Command, "migrate", lambda _self: None)
    with override_settings(DATA_DIR=tmp_path, STATIC_ROOT=tmp_path / "static"):
        mark = tmp_path / "demo.undrawn"
        mark.touch()
        prepare.Command().handle(no_demo=False, behind=True)
        assert not asked and mark.exists(), "whoever serves the portal does it behind"
        prepare.Command().handle(no_demo=False, behind=False)
    assert asked == [{"name": "demo", "draw": True, "verbosity": 0}]
    assert not mark.exists()


SUPERVISED = """
import sys, time
sys.path.insert(0, "bin")
from local.supervise import Child
ended = []
child = Child("painter", [sys.executable, "-c", "raise SystemExit({code})"], once=lambda: ended.append(1))
until = time.monotonic() + 20
while time.monotonic() < until and child.code is None:
    time.sleep(0.01)
first = child.process
child.revive(), child.revive()
child.due = min(child.due, 1)
child.revive()
print(len(ended), child.process is first)
child.stop()
"""


@pytest.mark.parametrize(("code", "what"), [(0, "1 True"), (3, "0 False")])
def test_who_draws_is_started_again_when_it_died_and_left_when_it_is_done(code: int, what: str) -> None:
    command = [sys.executable, "-c", SUPERVISED.format(code=code)]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == what
