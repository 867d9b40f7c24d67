"""The camera: paints a lit model on paper, face by face from far to near, finely divided and then scaled down."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from portal.demo.studio.light import Lighting, grained, linear, shade
from portal.demo.studio.mesh import Material, Surface, Vec, bounds, cross, dot, minus, unit

FINE = 3  # pixels painted for each pixel shown, along each side: smooth outlines
PIECE = 4.5  # shown pixels that one flat patch of colour may span
Corner = tuple[float, float, float, float, float, float]  # x, y on the film, distance, red, green, blue
Patch = tuple[float, list[tuple[float, float]], tuple[int, int, int]]


@dataclass(frozen=True)
class View:
    """Where the camera stands and how it draws; made by `framed`."""

    eye: Vec
    across: Vec
    up: Vec
    ahead: Vec
    zoom: float
    middle: tuple[float, float]

    def film(self, point: Vec) -> tuple[float, float, float]:
        away = minus(point, self.eye)
        depth = dot(away, self.ahead)
        scale = self.zoom / depth
        return self.middle[0] + dot(away, self.across) * scale, self.middle[1] - dot(away, self.up) * scale, depth


def framed(surfaces: Sequence[Surface], azimuth: float, elevation: float, size: tuple[int, int], fill: float) -> View:
    """Look at the model from there through a long lens, so that it fills that part of the frame."""
    points = [point for surface in surfaces for point in surface.points]
    low, high = bounds(points)
    centre = (low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2
    a, e = math.radians(azimuth), math.radians(elevation)
    back = math.cos(e) * math.sin(a), math.sin(e), math.cos(e) * math.cos(a)
    distance = math.dist(low, high) * 2.6
    eye = centre[0] + back[0] * distance, centre[1] + back[1] * distance, centre[2] + back[2] * distance
    ahead = (-back[0], -back[1], -back[2])
    across = unit(cross(ahead, (0, 1, 0)))
    loose = View(eye, across, cross(across, ahead), ahead, 1.0, (0.0, 0.0))
    spots = [loose.film(point) for point in points]
    left, right = min(s[0] for s in spots), max(s[0] for s in spots)
    top, bottom = min(s[1] for s in spots), max(s[1] for s in spots)
    zoom = fill * min(size[0] * 0.92 / (right - left), size[1] / (bottom - top))
    middle = size[0] / 2 - zoom * (left + right) / 2, size[1] * 0.49 - zoom * (top + bottom) / 2
    return View(eye, across, loose.up, ahead, zoom, middle)


@dataclass(frozen=True)
class Shot:
    """A product cut out of its picture, and the shade it throws on the paper, each on a sheet of the picture's size."""

    product: Image.Image
    shade: Image.Image


def photograph(
    surfaces: Sequence[Surface],
    materials: dict[str, Material],
    lighting: Lighting,
    paper: str,
    size: tuple[int, int] = (800, 600),
    azimuth: float = 28.0,
    elevation: float = 22.0,
    fill: float = 0.66,
) -> Shot:
    """The model as it looks on paper of that colour."""
    view = framed(surfaces, azimuth, elevation, size, fill)
    product = Image.new("RGBA", size, (0, 0, 0, 0))
    large = size[0] * FINE, size[1] * FINE
    solid, glass_back, glass_front = patches(surfaces, materials, lighting, linear(paper), view)
    for layer, alpha in ((solid, 255), (glass_back, 60), (glass_front, 96)):
        if layer:
            product = Image.alpha_composite(product, painted(layer, alpha, large))
    return Shot(product, ground_shade(lighting, view, size))


# How goods of one kind stand on the paper: each piece's middle across and down, as shares of the frame, and its size;
# those behind come first. So a family whose members look alike has a picture of its own for each of them.
POSES: tuple[tuple[tuple[float, float, float], ...], ...] = (
    ((0.5, 0.5, 1.0),),
    ((0.34, 0.42, 0.62), (0.6, 0.58, 0.82)),
    ((0.74, 0.36, 0.5), (0.52, 0.48, 0.58), (0.27, 0.62, 0.66)),
    ((0.5, 0.5, 1.34),),
    ((0.34, 0.34, 0.5), (0.7, 0.34, 0.5), (0.28, 0.68, 0.56), (0.72, 0.68, 0.56)),
    ((0.66, 0.36, 0.46), (0.4, 0.6, 0.94)),
    ((0.2, 0.36, 0.44), (0.5, 0.36, 0.44), (0.8, 0.36, 0.44), (0.35, 0.66, 0.5), (0.68, 0.66, 0.5)),
)


def arranged(shot: Shot, paper: str, pose: int = 0) -> Image.Image:
    """A picture of one or several of the product on paper of that colour."""
    size = shot.product.size
    picture = paper_sheet(paper, size)
    for across, down, scale in POSES[pose % len(POSES)]:
        small = round(size[0] * scale), round(size[1] * scale)
        at = round(size[0] * across - small[0] / 2), round(size[1] * down - small[1] / 2)
        shade, product = shot.shade, shot.product
        if scale != 1.0:
            shade = ImageChops.multiply(shade, feathered(size)).resize(small, Image.Resampling.BILINEAR)
            product = product.resize(small, Image.Resampling.LANCZOS)
        picture.paste(darker(paper), (*at, at[0] + small[0], at[1] + small[1]), shade)
        picture.paste(product, at, product)
    return picture


@cache
def feathered(size: tuple[int, int]) -> Image.Image:
    """White that fades out towards the edges, so that a smaller sheet laid on a larger one shows no edge."""
    inner = Image.new("L", size, 0)
    across, down = size[0] // 8, size[1] // 8
    inner.paste(255, (across, down, size[0] - across, size[1] - down))
    return inner.filter(ImageFilter.GaussianBlur(across * 0.45))


def painted(layer: list[Patch], alpha: int, large: tuple[int, int]) -> Image.Image:
    """The patches from far to near on a clear sheet, scaled down to the shown size."""
    layer.sort(key=lambda patch: -patch[0])
    around = layer[len(layer) // 2][2]
    sheet = Image.new("RGBA", large, (*around, 0))
    paint = ImageDraw.Draw(sheet).polygon
    for _, corners, colour in layer:
        paint(corners, fill=(*colour, alpha))
    return sheet.convert("RGBa").reduce(FINE).convert("RGBA")


def patches(
    surfaces: Sequence[Surface], materials: dict[str, Material], lighting: Lighting, paper: Vec, view: View
) -> tuple[list[Patch], list[Patch], list[Patch]]:
    """Small flat patches of solid things, of the far side of glass, and of its near side."""
    solid: list[Patch] = []
    back: list[Patch] = []
    front: list[Patch] = []
    tall = max(point[1] for surface in surfaces for point in surface.points)
    layer = 0.02 * max(math.dist(*bounds(surface.points)) for surface in surfaces)
    for index, surface in enumerate(surfaces):
        material = materials[surface.material]
        spots = [view.film(point) for point in surface.points]
        seen = [(face, is_turned_away(spots, face)) for face in surface.faces]
        if material.alpha == 1:
            seen = [(face, away) for face, away in seen if not away]
        needed = {corner for face, _ in seen for corner in face}
        corners = lit_corners(surface, material, lighting, index, paper, view, tall, needed)
        raised = layer * surface.lift
        placed = {
            number: (spots[number][0] * FINE, spots[number][1] * FINE, spots[number][2] - raised, *light)
            for number, light in corners.items()
        }
        for (a, b, c, d), away in seen:
            into = solid if material.alpha == 1 else back if away else front
            divide(placed[a], placed[b], placed[c], placed[d], into)
    return solid, back, front


def is_turned_away(spots: Sequence[tuple[float, float, float]], face: tuple[int, int, int, int]) -> bool:
    a, b, c, d = (spots[index] for index in face)
    return (c[0] - a[0]) * (d[1] - b[1]) - (c[1] - a[1]) * (d[0] - b[0]) >= 0


def lit_corners(
    surface: Surface,
    material: Material,
    lighting: Lighting,
    index: int,
    paper: Vec,
    view: View,
    tall: float,
    needed: set[int],
) -> dict[int, Vec]:
    """The colour on the screen of each vertex that the camera can see."""
    colour = linear(material.colour)
    key, sky = lighting.key[index], lighting.sky[index]
    result = {}
    for number in sorted(needed):
        point = surface.points[number]
        grain = grained(material.grain, point) if material.grain else 1.0
        base = colour[0] * grain, colour[1] * grain, colour[2] * grain
        to_eye = unit(minus(view.eye, point))
        light = shade(material, base, point, surface.normals[number], to_eye, key[number], sky[number], paper, tall)
        result[number] = toned(light[0]), toned(light[1]), toned(light[2])
    return result


def toned(light: float) -> float:
    """Linear light as a value of 0 to 255 that a screen shows, bright places rolled off like film."""
    if light > 0.72:
        light = 0.72 + 0.28 * (1 - math.exp(-(light - 0.72) / 0.28))
    return 255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)


def divide(a: Corner, b: Corner, c: Corner, d: Corner, into: list[Patch]) -> None:
    """Cut the face into patches small enough to be flat in colour."""
    limit = PIECE * FINE
    wide = max(abs(a[0] - b[0]) + abs(a[1] - b[1]), abs(d[0] - c[0]) + abs(d[1] - c[1]))
    high = max(abs(a[0] - d[0]) + abs(a[1] - d[1]), abs(b[0] - c[0]) + abs(b[1] - c[1]))
    columns, rows = min(40, int(wide / limit) + 1), min(40, int(high / limit) + 1)
    if columns == rows == 1:
        into.append(patch(a, b, c, d))
        return
    lower = [mix(a, b, i / columns) for i in range(columns + 1)]
    upper = [mix(d, c, i / columns) for i in range(columns + 1)]
    before = lower
    for row in range(1, rows + 1):
        after = [mix(low, high, row / rows) for low, high in zip(lower, upper, strict=True)]
        into.extend(patch(before[i], before[i + 1], after[i + 1], after[i]) for i in range(columns))
        before = after


def mix(a: Corner, b: Corner, t: float) -> Corner:
    s = 1 - t
    return (
        a[0] * s + b[0] * t,
        a[1] * s + b[1] * t,
        a[2] * s + b[2] * t,
        a[3] * s + b[3] * t,
        a[4] * s + b[4] * t,
        a[5] * s + b[5] * t,
    )


def patch(a: Corner, b: Corner, c: Corner, d: Corner) -> Patch:
    return (
        a[2] + b[2] + c[2] + d[2],
        [a[:2], b[:2], c[:2], d[:2]],
        (
            int((a[3] + b[3] + c[3] + d[3]) / 4 + 0.5),
            int((a[4] + b[4] + c[4] + d[4]) / 4 + 0.5),
            int((a[5] + b[5] + c[5] + d[5]) / 4 + 0.5),
        ),
    )


def paper_sheet(paper: str, size: tuple[int, int]) -> Image.Image:
    """Paper under a lamp: brighter behind the product, a little darker towards the corners."""
    r, g, b = (int(paper[i : i + 2], 16) for i in (1, 3, 5))
    bright = Image.new("RGB", size, tuple(min(255, value + 9) for value in (r, g, b)))
    dim = Image.new("RGB", size, (r * 225 // 255, g * 224 // 255, b * 222 // 255))
    glow = Image.radial_gradient("L").resize((size[0] * 2, size[1] * 2), Image.Resampling.BICUBIC)
    left, top = size[0] * 55 // 100, size[1] * 62 // 100
    return Image.composite(dim, bright, glow.crop((left, top, left + size[0], top + size[1])))


def darker(paper: str) -> tuple[int, int, int]:
    r, g, b = (int(paper[i : i + 2], 16) for i in (1, 3, 5))
    return r * 30 // 100, g * 29 // 100, b * 32 // 100


def ground_shade(lighting: Lighting, view: View, size: tuple[int, int]) -> Image.Image:
    """The ground's shade as the camera sees it: a plane seen in perspective, by eight numbers."""
    reach = lighting.reach
    corners = [(-reach, -reach), (reach, -reach), (reach, reach), (-reach, reach)]
    edge = lighting.ground.size[0]
    seen = [view.film((x, 0.0, z))[:2] for x, z in corners]
    plane = perspective(seen, [(0, 0), (edge, 0), (edge, edge), (0, edge)])
    flat = lighting.ground.transform(size, Image.Transform.PERSPECTIVE, plane, Image.Resampling.BILINEAR)
    return flat.filter(ImageFilter.GaussianBlur(1.2)).point([min(255, int(value * 0.72)) for value in range(256)])


def perspective(seen: Sequence[tuple[float, float]], flat: Sequence[tuple[float, float]]) -> list[float]:
    """The eight coefficients that lead from a place seen to a place on the plane (Gaussian elimination)."""
    rows = []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    count = len(rows)
    for column in range(count):
        best = max(range(column, count), key=lambda row: abs(rows[row][column]))
        rows[column], rows[best] = rows[best], rows[column]
        lead = rows[column][column]
        rows[column] = [value / lead for value in rows[column]]
        for row in range(count):
            if row != column and rows[row][column]:
                factor = rows[row][column]
                rows[row] = [value - factor * head for value, head in zip(rows[row], rows[column], strict=True)]
    return [row[-1] for row in rows]
