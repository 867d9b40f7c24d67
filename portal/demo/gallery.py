"""Puts pictures, 3-D models, logos and covers into the media storage; what is there already is not made again."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from portal.core.pictures import blur
from portal.demo.firms import Firm, Good, firms
from portal.demo.studio import marks
from portal.demo.studio.darkroom import EDITION, Look, Print, develop

# one plain paper for each sector
PAPERS = {
    "agriculture-food": "#EEEBDD",
    "automotive": "#E4E7E9",
    "beauty-household": "#F1E7E1",
    "chemical-plastics": "#E6EBE6",
    "computers-telecom": "#E5E8EE",
    "electrical-electronics": "#F0ECE0",
    "environment": "#E3ECE5",
    "glass-optical": "#DCE4E6",
    "machinery": "#E8E9E6",
    "medical-health": "#E6EEEE",
    "minerals": "#EEE9E0",
    "sports-leisure": "#EAE8EE",
    "stationery-gifts": "#F2EADD",
    "textiles-leather": "#EFE8E0",
    "wood-furniture": "#EBEAE2",
    "others": "#EEEEE9",
}


def look_of(firm: Firm, good: Good) -> Look:
    """Goods in a shape's own colours are seen from two sides, painted ones from one; no two goods look the same."""
    return Look(good.shape, good.colours, PAPERS[firm.sector], is_sided=not good.colours, pose=poses()[good.sku])


@cache
def poses() -> dict[str, int]:
    """For each good the number of goods before it that are of the same shape and colours, whoever sells them."""
    before: Counter[tuple[str, tuple[str, ...]]] = Counter()
    found = {}
    for firm in firms():
        for good in firm.goods:
            found[good.sku] = before[good.shape, good.colours]
            before[good.shape, good.colours] += 1
    return found


def names_of(look: Look) -> dict[str, str]:
    """Where the files of a look lie in the storage."""
    return {
        "picture": f"products/pictures/demo/{look.stem}.webp",
        "side": f"products/pictures/demo/{look.kind}-side.webp",
        "thumbnail": f"products/thumbnails/demo/{look.stem}.webp",
        "model": f"products/models/demo/{look.kind}.glb",
    }


def is_drawn(look: Look) -> bool:
    return default_storage.exists(names_of(look)["thumbnail"])


def draw(looks: Iterable[Look], draft: bool = False, say: Any = None) -> Iterator[Look]:
    """Render what the storage lacks of these; each is given back when its files are there."""
    missing = [look for look in looks if not is_drawn(look)]
    if missing and say:
        say(f"    {len(missing)} pictures; they are kept for next time")
    for number, made in enumerate(develop(missing, draft), 1):
        keep(made)
        yield made.look
        if say and number % 40 == 0:
            say(f"    {number} of {len(missing)} pictures are drawn")


def hang_pictures(draft: bool = False, say: Any = None, only: Collection[str] | None = None) -> None:
    """Render what the firms' goods need and the storage lacks; `only` for the first good of each of these firms."""
    wanted = {
        look_of(firm, good)
        for firm in firms()
        for good in (firm.goods if only is None else firm.goods[: firm.slug in only])
    }
    for _look in draw(sorted(wanted), draft, say):
        pass


def keep(made: Print) -> None:
    """The thumbnail goes last: its presence says that the whole set is there; poses share side and model."""
    names = names_of(made.look)
    for part in ("side", "model") if made.look.is_sided else ("model",):
        if not default_storage.exists(names[part]):
            put(names[part], getattr(made, part))
    put(names["picture"], made.picture)
    put(names["thumbnail"], made.thumbnail)


def put(name: str, data: bytes) -> str:
    if default_storage.exists(name):
        default_storage.delete(name)
    return default_storage.save(name, ContentFile(data))


@cache
def blur_of(name: str) -> str:
    """What stands in its place until a picture is there."""
    with default_storage.open(name) as file:
        return blur(Image.open(file))


def logo_of(number: int) -> str:
    name = f"companies/logos/demo/mark-{number}-{EDITION}.png"
    return name if default_storage.exists(name) else put(name, marks.logo(number))


def cover_of(number: int, folder: str = "companies") -> str:
    name = f"{folder}/covers/demo/cover-{number}-{EDITION}.webp"
    return name if default_storage.exists(name) else put(name, marks.cover(number))
