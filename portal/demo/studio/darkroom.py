"""From an order to files: renders shapes in all the colours asked for, over the processor's cores where it has some.

Knows nothing of Django, so that its workers start fast.
"""

import gc
import hashlib
import io
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

from PIL import Image

from portal.demo.studio.camera import arranged, paper_sheet, photograph
from portal.demo.studio.gltf import glb
from portal.demo.studio.light import illuminate
from portal.demo.studio.mesh import Material, Model, box
from portal.demo.studio.shapes import load

FULL, DRAFT = (800, 600), (160, 120)
THUMBNAIL = (400, 300)
EDITION = 2  # raise it when shapes or light change, so that old files are not taken for new ones


@dataclass(frozen=True, order=True)
class Look:
    """A shape, the colours of its main and second material, the colour of the paper, and how the goods stand on it."""

    shape: str
    colours: tuple[str, ...]
    paper: str
    is_sided: bool = False  # also seen from the side
    pose: int = 0

    @property
    def stem(self) -> str:
        """Of its own picture."""
        return f"{self.kind}-{self.pose}"

    @property
    def kind(self) -> str:
        """Of what all its poses share: the picture from the side, and the model."""
        text = "/".join((self.shape, *self.colours, self.paper, str(EDITION)))
        return f"{self.shape.replace('_', '-')}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


@dataclass(frozen=True)
class Print:
    look: Look
    picture: bytes
    side: bytes
    thumbnail: bytes
    model: bytes


def develop(looks: Sequence[Look], draft: bool = False) -> Iterator[Print]:
    """All prints, in any order; with `draft` blank paper and a box for a model, for tests of everything else."""
    if draft:
        yield from (blank(look) for look in looks)
        return
    jobs = [(shape, [look for look in looks if look.shape == shape]) for shape in sorted({x.shape for x in looks})]
    jobs.sort(key=lambda job: -len(job[1]))  # the longest first, so that no core is left with it at the end
    cores = min(os.cpu_count() or 1, 8, len(jobs))
    if cores < 2:
        for job in jobs:
            yield from shoot(job)
        return
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn"), initializer=begin_work) as pool:
        for prints in pool.map(shoot, jobs):
            yield from prints


def begin_work() -> None:
    """Without the search for cyclic garbage, of which drawing makes none, a quarter of the time is saved.

    A worker whose parent is killed would wait for its next order for ever: it ends with it.
    """
    gc.disable()
    parent = parent_process()
    if parent is not None:
        Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


def blank(look: Look) -> Print:
    picture = blank_paper(look.paper)
    return Print(look, picture, picture, picture, plain_box())


@cache
def blank_paper(colour: str) -> bytes:
    return webp(paper_sheet(colour, DRAFT))


@cache
def plain_box() -> bytes:
    return glb(Model([box("main", 0.1, 0.1, 0.1)]).surfaces(), {"main": Material("#999999")})


def shoot(job: tuple[str, list[Look]], size: tuple[int, int] = FULL) -> list[Print]:
    """One shape, lit once, photographed once in every colour, and then laid out in every pose."""
    name, looks = job
    shape = load()[name]
    model = shape.build().grounded()
    surfaces = model.surfaces()
    lighting = illuminate(surfaces)
    prints = []
    for _, alike in groupby(sorted(looks), key=lambda look: (look.colours, look.paper, look.is_sided)):
        same = list(alike)
        paper, materials = same[0].paper, coloured(shape.materials, same[0].colours)
        shots = [
            photograph(surfaces, materials, lighting, paper, size, azimuth, elevation, fill)
            for azimuth, elevation, fill in (
                (model.azimuth, model.elevation, 0.68),
                (model.azimuth - 52, model.elevation + 16, 0.62),
            )[: 2 if same[0].is_sided else 1]
        ]
        side, solid = webp(arranged(shots[-1], paper)), glb(surfaces, materials)
        for look in same:
            picture = arranged(shots[0], paper, look.pose)
            small = picture.resize(THUMBNAIL, Image.Resampling.LANCZOS)
            prints.append(Print(look, webp(picture), side, webp(small), solid))
    return prints


def coloured(materials: dict[str, Material], colours: tuple[str, ...]) -> dict[str, Material]:
    chosen = dict(zip(("main", "trim"), colours, strict=False))
    return {
        name: replace(material, colour=chosen[name]) if name in chosen else material
        for name, material in materials.items()
    }


def webp(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=84, method=3)
    return buffer.getvalue()
