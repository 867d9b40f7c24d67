"""The pictures of an archive go to their products: by what rows say of them, else by their names.

`A-100.jpg`, `A-100_2.jpg`, `A-100-front.png` and everything in a folder `A-100` are pictures of the product with the
SKU A-100, unless a longer name is a SKU itself. A picture that a product has already, by the digest of its file, is
not put in a second time.
"""

import hashlib
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from PIL.Image import Image

from catalog.imports.archive import Album, Member
from catalog.imports.problems import Odd, Problem
from catalog.media import MOST_PICTURES
from catalog.parts import ProductPicture
from portal.core.actor import Actor
from portal.core.events import record_many
from portal.core.permissions import Refused
from portal.core.pictures import open_picture
from portal.core.states import locked

if TYPE_CHECKING:
    from catalog.imports.runs import ImportRun
    from catalog.models import Product

SECONDS = 0.8  # of one step
CHUNK = 1000
NUMBERED = re.compile(r"(.+?)[\s_\-.]*\(\d{1,2}\)")
TAILED = re.compile(r"(.+)[\s_\-.]+(?:\d{1,2}|[^\W\d_]+)")  # the shortest end, so that the SKU is the longest
MOST_TAILS = 3
Said = tuple[str, str, int, str]  # SKU, name in the archive ("" for none), place among the product's, what it shows


@dataclass
class Hung:
    """What became of some pictures."""

    count: int = 0
    added: int = 0
    known: int = 0
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, member: Member, code: str, sku: str = "", **params: Any) -> None:
        self.problems.append(Problem(0, member.name[:120], code, params, True, sku[:64]))


@dataclass(slots=True)
class Task:
    """A picture, and the products that it goes to, each with what it shows there."""

    member: Member
    place: int = 0
    targets: list[tuple[str, str]] = field(default_factory=list)


def names_for(member: Member) -> list[str]:
    """The SKUs a picture may be named after, the likeliest first: its folders, its name, its name without an end."""
    stem = member.name.rpartition(".")[0]
    *folders, name = stem.split("/")
    paths = ["/".join(folders[at:]) for at in range(len(folders))]
    found = [*reversed(folders), *paths, stem, name]
    for _turn in range(MOST_TAILS):
        match = NUMBERED.fullmatch(name) or TAILED.fullmatch(name)
        if not match:
            break
        name = match[1]
        found.append(name)
    return list(dict.fromkeys(one for one in found if one))


def spellings(name: str) -> set[str]:
    return {name, name.upper(), name.lower()}


class PictureWork:
    """The archive of one import, and which picture goes where; in an order that is the same after a restart."""

    def __init__(self, file: IO[bytes], run: "ImportRun", said: Iterable[Said] | None = None) -> None:
        self.album = Album(file)
        self.file, self.run_pk, self.place, self.is_read = file, run.pk, run.place, run.is_read
        self.usable = [one for one in self.album.pictures if not one.problem]
        self.wanted = self.asked_for()
        self.tasks: list[Task] = []
        self.hung_dry: dict[str, set[str]] = {}  # of a dry run: SKU → digests
        if run.is_read:
            self.share_out(run, run.wishes.values_list("sku", "name", "place", "alt") if said is None else said)

    def asked_for(self) -> frozenset[str]:
        """Every SKU and every name by which a row may ask for one of the pictures."""
        found: set[str] = set()
        for one in self.usable:
            found |= {one.name.casefold(), one.base.casefold()}
            found.update(*(spellings(name) for name in names_for(one)))
        return frozenset(found)

    def fits(self, run: "ImportRun") -> bool:
        """Whether this is as far as the run is; another relay may have gone on with it meanwhile."""
        return self.is_read == run.is_read and (not self.is_read or self.place == run.place)

    def close(self) -> None:
        self.album.close()
        self.file.close()

    # -- which picture goes where -------------------------------------------------------------------------------

    def share_out(self, run: "ImportRun", said: Iterable[Said]) -> None:
        wishes: dict[str, list[Said]] = {}
        alts: dict[str, list[str]] = {}
        for one in said:
            if one[1]:
                wishes.setdefault(one[1], []).append(one)
            else:
                alts[one[0]] = one[3].split("\n")
        known = self.known_skus(run, alts)
        turns: dict[str, int] = {}
        for member in self.album.pictures:
            asked = [] if member.problem else self.asked(member, wishes)
            if asked:
                for place in sorted({one[2] for one in asked}):
                    targets = [(one[0], one[3]) for one in asked if one[2] == place]
                    self.tasks.append(Task(member, place, targets))
                continue
            sku = "" if member.problem else next((known[n] for n in names_for(member) if n in known), "")
            turn = turns[sku] = turns.get(sku, -1) + 1
            words = alts.get(sku, [])
            alt = words[turn] if turn < len(words) else ""
            self.tasks.append(Task(member, 0, [(sku, alt)] if sku else []))
        self.tasks.sort(key=lambda task: task.place)

    def asked(self, member: Member, wishes: dict[str, list[Said]]) -> list[Said]:
        """By its whole path; by its bare name only where no other picture in the archive has it, or in its folder."""
        found = list(wishes.get(member.name.casefold(), ()))
        if "/" in member.name:
            folder = member.name.split("/")[-2]
            first = self.first_of(member.base)
            found += [
                one
                for one in wishes.get(member.base.casefold(), ())
                if folder == one[0] or (member is first and not self.has_own_folder(one[0], member.base))
            ]
        return found

    def first_of(self, base: str) -> Member | None:
        return next(iter(self.by_base.get(base.casefold(), [])), None)

    def has_own_folder(self, sku: str, base: str) -> bool:
        several = self.by_base.get(base.casefold(), [])
        return any(f"/{sku}/{one.base}" in f"/{one.name}" for one in several)

    @cached_property
    def by_base(self) -> dict[str, list[Member]]:
        found: dict[str, list[Member]] = {}
        for one in self.usable:
            found.setdefault(one.base.casefold(), []).append(one)
        return found

    def known_skus(self, run: "ImportRun", in_file: Iterable[str]) -> dict[str, str]:
        """Possible names to the SKUs there are: the company's, and for a dry run those that the file would bring."""
        from catalog.models import Product

        names = {name for one in self.usable for name in names_for(one)}
        there = set(in_file)
        spelt = sorted({spelling for name in names for spelling in spellings(name)})
        for start in range(0, len(spelt), CHUNK):
            rows = Product.objects.filter(company_id=run.company_id, sku__in=spelt[start : start + CHUNK])
            there.update(rows.values_list("sku", flat=True))
        found = {}
        for name in names:
            sku = next((one for one in (name, name.upper(), name.lower()) if one in there), "")
            if sku:
                found[name] = sku
        return found

    # -- putting them in ----------------------------------------------------------------------------------------

    def step(self, run: "ImportRun", by: Actor, seconds: float = SECONDS) -> bool:
        """Some more pictures, in one transaction; returns whether any are left. Raises WrongState as rows do."""
        with transaction.atomic():
            run.claim(self.place)
            done = self.some(run, by, seconds)
            run.advance_pictures(done, len(self.tasks))
        self.place = run.place
        if run.picture_position < len(self.tasks):
            return True
        run.finish(by)
        return False

    def some(self, run: "ImportRun", by: Actor, seconds: float) -> Hung:
        done, end = Hung(), time.monotonic() + seconds
        changed: set[int] = set()
        for task in self.tasks[run.picture_position :]:
            self.do(run, task, done, changed)
            done.count += 1
            if time.monotonic() > end:
                break
        if changed:
            from catalog.models import Product

            record_many("product.imported", Product, sorted(changed), by=by)
        return done

    def read(self, task: Task, done: Hung) -> bytes:
        """The picture's bytes; none when it cannot be used, which is noted."""
        member = task.member
        if member.problem:
            done.refuse(member, member.problem)
        elif not task.targets:
            done.refuse(member, "picture_no_product", value=member.base.rpartition(".")[0])
        else:
            try:
                return self.album.read(member)
            except Odd as odd:
                done.refuse(member, odd.code, task.targets[0][0])
        return b""

    def do(self, run: "ImportRun", task: Task, done: Hung, changed: set[int]) -> None:
        """One picture to all its products; what is wrong with it is noted, once."""
        member, data = task.member, self.read(task, done)
        if not data:
            return
        digest = hashlib.sha256(data).hexdigest()
        image: Image | None = None
        for sku, alt in task.targets:
            product = self.product(run, sku)
            if state := self.state_of(run, sku, product, digest):
                done.known += state == "known"
                if state != "known":
                    done.refuse(member, state, sku, limit=MOST_PICTURES, value=sku)
                continue
            if image is None and (image := opened(data, member, done, sku)) is None:
                return
            if run.is_dry_run or product is None:
                self.hung_dry.setdefault(sku, set()).add(digest)
                done.added += 1
            elif self.hang(product, image, alt, digest):
                done.added += 1
                changed.add(product.pk)
            else:
                done.refuse(member, "picture_no_room", sku)

    def product(self, run: "ImportRun", sku: str) -> "Product | None":
        from catalog.models import Product

        return Product.objects.filter(company_id=run.company_id, sku=sku).first()

    def state_of(self, run: "ImportRun", sku: str, product: "Product | None", digest: str) -> str:
        """ "known" for a picture that is there, a problem's code for one that cannot be taken, "" for a new one."""
        if product is None and not run.is_dry_run:
            return "picture_no_product"
        there = set(self.hung_dry.get(sku, ()))
        kept = list(product.pictures.values_list("source_digest", flat=True)) if product else []
        if digest in there or digest in kept:
            return "known"
        return "picture_full" if len(kept) + len(there) >= MOST_PICTURES else ""

    def hang(self, product: "Product", image: Image, alt: str, digest: str) -> bool:
        """False where the company has no room for it."""
        try:
            with locked(product):  # who may change the catalogue was asked with the run
                last = product.pictures.order_by("-position").values_list("position", flat=True).first()
                ProductPicture.make(product, image, 0 if last is None else last + 1, alt, digest)
                product.save(update_fields=["updated_at"])
        except Refused:
            return False
        return True


def opened(data: bytes, member: Member, done: Hung, sku: str) -> Image | None:
    try:
        return open_picture(BytesIO(data), member.base)
    except ValidationError as problem:
        code = getattr(problem, "code", "") or "unknown"
        done.refuse(member, f"picture_{code}", sku)
        return None


def said_of(wishes: Iterable[Any]) -> Iterator[Said]:
    """Wishes that were not kept, as those of a command's dry run."""
    return ((one.sku, one.name, one.place, one.alt) for one in wishes)
