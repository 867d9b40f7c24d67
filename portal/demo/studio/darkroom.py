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
from multiprocessing import get_context

from PIL import Image

from portal.demo.studio.camera import paper_sheet, photograph
from portal.demo.studio.gltf import glb
from portal.demo.studio.light import illuminate
from portal.demo.studio.mesh import Material, Model, box
from portal.demo.studio.shapes import load

FULL, DRAFT = (800, 600), (160, 120)
THUMBNAIL = (400, 300)
EDITION = 1  # raise it when shapes or light change, so that old files are not taken for new ones


@dataclass(frozen=True, order=True)
class Look:
    """A shape, the colours of its main and second material, and the colour of the paper."""

    shape: str
    colours: tuple[str, ...]
    paper: str
    is_sided: bool = False  # also seen from the side

    @property
    def stem(self) -> str:
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
    # Without the search for cyclic garbage, of which drawing makes none, a quarter of the time is saved.
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn"), initializer=gc.disable) as pool:
        for prints in pool.map(shoot, jobs):
            yield from prints


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
    """One shape, lit once, in every colour."""
    name, looks = job
    shape = load()[name]
    model = shape.build().grounded()
    surfaces = model.surfaces()
    lighting = illuminate(surfaces)
    prints = []
    for look in looks:
        materials = coloured(shape.materials, look.colours)
        views = [
            photograph(surfaces, materials, lighting, look.paper, size, azimuth, elevation, fill)
            for azimuth, elevation, fill in (
                (model.azimuth, model.elevation, 0.68),
                (model.azimuth - 52, model.elevation + 16, 0.62),
            )[: 2 if look.is_sided else 1]
        ]
        small = views[0].resize(THUMBNAIL, Image.Resampling.LANCZOS)
        prints.append(Print(look, webp(views[0]), webp(views[-1]), webp(small), glb(surfaces, materials)))
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
