"""The studio's light: a soft key lamp, the sky of a white tent, the paper's own glow, and who stands in whose shade."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFilter

from portal.demo.studio.mesh import Face, Material, Surface, Vec, bounds, cross, dot, unit

KEY: Vec = unit((-0.55, 0.85, 0.55))
RESOLUTION = 200  # pixels of a shade map along each side
GROUND = 320
TINY = 1e-9
KEY_SPREAD = ((0.12, 0.06), (-0.11, 0.07), (0.0, -0.13))
SKY_LAMPS = 7


@dataclass(frozen=True)
class Lighting:
    """For every vertex of every surface: how much of the key lamp and of the sky reaches it; and the ground's shade."""

    key: list[list[float]]
    sky: list[list[float]]
    ground: Image.Image
    reach: float


@cache
def channel(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def linear(colour: str) -> Vec:
    """#RRGGBB as linear light, 0 to 1."""
    return channel(int(colour[1:3], 16)), channel(int(colour[3:5], 16)), channel(int(colour[5:7], 16))


def lamps() -> list[tuple[Vec, float, float]]:
    """Directions with their share of the key lamp and of the sky."""
    result = []
    across = unit(cross(KEY, (0, 1, 0)))
    up = cross(across, KEY)
    for a, b in KEY_SPREAD:
        spread = unit(tuple(k + a * x + b * u for k, x, u in zip(KEY, across, up, strict=True)))  # type: ignore[arg-type]  # of fixed length by construction
        result.append((spread, 1.0, 0.0))
    for index in range(SKY_LAMPS):
        height = 0.12 + 0.86 * (index + 0.5) / SKY_LAMPS
        angle = index * 2.39996
        flat = math.sqrt(1 - height * height)
        result.append(((flat * math.cos(angle), height, flat * math.sin(angle)), 0.0, 1.0))
    return result


def illuminate(surfaces: Sequence[Surface]) -> Lighting:
    """Cast every lamp's shade: on the surfaces by depth maps, on the ground by projection."""
    low, high = bounds(point for surface in surfaces for point in surface.points)
    radius = max(math.dist(low, high) / 2, TINY)
    centre = tuple((a + b) / 2 for a, b in zip(low, high, strict=True))
    reach = radius * 3.2
    key = [[0.0] * len(surface.points) for surface in surfaces]
    sky = [[0.0] * len(surface.points) for surface in surfaces]
    most = [[TINY] * len(surface.points) for surface in surfaces]
    ground_key = Ground(reach)
    ground_sky = Ground(reach)
    raised = [lifted(surface, radius * 0.02) for surface in surfaces]
    for direction, of_key, _ in lamps():
        facing = [towards(surface.normals, direction) for surface in surfaces]
        seen = [visible(surface, to_lamp) for surface, to_lamp in zip(surfaces, facing, strict=True)]
        depth = DepthMap(surfaces, seen, direction, centre, radius)  # type: ignore[arg-type]  # of fixed length by construction
        for index, points in enumerate(raised):
            lit = depth.lit(points)
            if of_key:
                key[index] = [a + b for a, b in zip(key[index], lit, strict=True)]
            else:
                ahead = [f if f > 0.0 else 0.0 for f in facing[index]]
                sky[index] = [a + b * f for a, b, f in zip(sky[index], lit, ahead, strict=True)]
                most[index] = [a + f for a, f in zip(most[index], ahead, strict=True)]
        (ground_key if of_key else ground_sky).cast(surfaces, seen, direction, 1.0 if of_key else direction[1])
    for index in range(len(surfaces)):
        key[index] = [value / len(KEY_SPREAD) for value in key[index]]
        sky[index] = [value / limit for value, limit in zip(sky[index], most[index], strict=True)]
        key[index] = spread_out(surfaces[index], key[index])
        sky[index] = spread_out(surfaces[index], spread_out(surfaces[index], sky[index]))
    shade = Image.blend(ground_key.image(5), ground_sky.image(3), 0.5)
    return Lighting(key, sky, shade, reach)


def towards(normals: Sequence[Vec], direction: Vec) -> list[float]:
    """The cosine between each normal and the direction."""
    dx, dy, dz = direction
    return [x * dx + y * dy + z * dz for x, y, z in normals]


def visible(surface: Surface, facing: list[float]) -> list[Face]:
    """The faces that are not quite turned away from the lamp."""
    return [face for face in surface.faces if facing[face[0]] > -0.15 or facing[face[2]] > -0.15]


def lifted(surface: Surface, off: float) -> list[Vec]:
    """The points a little off the surface, against self-shading."""
    return [
        (x + nx * off, y + ny * off, z + nz * off)
        for (x, y, z), (nx, ny, nz) in zip(surface.points, surface.normals, strict=True)
    ]


def spread_out(surface: Surface, values: list[float]) -> list[float]:
    """Half of each vertex' value from its neighbours: soft shade edges from few lamps."""
    total, count = [0.0] * len(values), [0] * len(values)
    for a, b, c, d in surface.faces:
        mean = (values[a] + values[b] + values[c] + values[d]) / 4
        for index in (a, b, c, d):
            total[index] += mean
            count[index] += 1
    return [(v + t / n) / 2 if n else v for v, t, n in zip(values, total, count, strict=True)]


class DepthMap:
    """What a lamp sees: for each of its pixels the distance to the first surface, painted from far to near."""

    def __init__(
        self,
        surfaces: Sequence[Surface],
        seen: Sequence[Sequence[Face]],
        direction: Vec,
        centre: Vec,
        radius: float,
    ) -> None:
        across = unit(cross(direction, (0.3, 1, 0.2) if abs(direction[1]) < 0.95 else (1, 0, 0)))
        scale, half = RESOLUTION / 2 / (radius * 1.06), RESOLUTION / 2
        self.radius = radius
        self.across, self.up, self.direction = scaled(across, scale), scaled(cross(across, direction), scale), direction
        self.start = half - dot(centre, self.across), half - dot(centre, self.up), -dot(centre, direction)
        image = Image.new("F", (RESOLUTION, RESOLUTION), -1e9)
        paint = ImageDraw.Draw(image).polygon
        quads = []
        for surface, faces in zip(surfaces, seen, strict=True):
            spots = self.spots(surface.points)
            flat = [spot[:2] for spot in spots]
            for a, b, c, d in faces:
                far = spots[a][2] + spots[b][2] + spots[c][2] + spots[d][2]
                quads.append((far, (flat[a], flat[b], flat[c], flat[d])))
        quads.sort()
        for total, corners in quads:
            paint(corners, fill=total / 4)
        self.depths = image.load()

    def spots(self, points: Sequence[Vec]) -> list[tuple[float, float, float]]:
        """Column, row and nearness of each point as the lamp sees it."""
        (ax, ay, az), (ux, uy, uz), (dx, dy, dz) = self.across, self.up, self.direction
        sa, su, sd = self.start
        return [
            (sa + x * ax + y * ay + z * az, su + x * ux + y * uy + z * uz, sd + x * dx + y * dy + z * dz)
            for x, y, z in points
        ]

    def lit(self, points: Sequence[Vec]) -> list[float]:
        """1 for a point that the lamp sees, 0 for one in shade. All lie on the map: it is wider than the model."""
        slack, depths = self.radius * 0.012, self.depths
        return [
            1.0 if depths[int(a), int(b)] <= depth + slack else 0.0  # type: ignore[index,operator]  # of fixed length by construction
            for a, b, depth in self.spots(points)
        ]


def scaled(v: Vec, by: float) -> Vec:
    return v[0] * by, v[1] * by, v[2] * by


class Ground:
    """The shade on the paper around the origin, `reach` metres to each side, gathered lamp by lamp."""

    def __init__(self, reach: float) -> None:
        self.reach = reach
        self.sheets: list[tuple[Image.Image, float]] = []

    def cast(self, surfaces: Sequence[Surface], seen: Sequence[Sequence[Face]], direction: Vec, weight: float) -> None:
        sheet = Image.new("L", (GROUND, GROUND), 0)
        paint = ImageDraw.Draw(sheet).polygon
        scale, half = GROUND / 2 / self.reach, GROUND / 2
        slope_x, slope_z = direction[0] / direction[1], direction[2] / direction[1]
        for surface, faces in zip(surfaces, seen, strict=True):
            spots = [(half + (x - y * slope_x) * scale, half + (z - y * slope_z) * scale) for x, y, z in surface.points]
            for a, b, c, d in faces:
                paint((spots[a], spots[b], spots[c], spots[d]), fill=255)
        self.sheets.append((sheet, weight))

    def image(self, blur: float) -> Image.Image:
        """All sheets laid over one another, each with its share."""
        total, done = self.sheets[0][0], self.sheets[0][1]
        for sheet, weight in self.sheets[1:]:
            done += weight
            total = Image.blend(total, sheet, weight / done)
        return total.filter(ImageFilter.GaussianBlur(blur))


def grained(grain: str, p: Vec) -> float:
    """How light the material is at this point, about 1: wood has rings, cloth a weave, stone specks."""
    x, y, z = p
    if grain == "wood":
        rings = math.sin(90 * (z + 0.15 * math.sin(7 * x)) + 6 * math.sin(5 * y) + 9 * y)
        return 0.9 + 0.1 * rings
    if grain == "stone":
        return 0.88 + 0.12 * speck(x, y, z, 190)
    if grain == "cloth":
        return 0.95 + 0.05 * math.sin(900 * (x + z)) * math.sin(900 * y)
    if grain == "fruit":
        return 0.9 + 0.1 * math.sin(60 * x + 2) * math.sin(70 * z + 1) + 0.04 * speck(x, y, z, 400)
    return 1.0


def speck(x: float, y: float, z: float, scale: float) -> float:
    """Even noise from -1 to 1, the same at the same place always."""
    mixed = math.sin(math.floor(x * scale) * 12.9898 + math.floor(y * scale) * 78.233 + math.floor(z * scale) * 37.719)
    part = mixed * 43758.5453
    return 2 * (part - math.floor(part)) - 1


def studio(direction: Vec, softness: float, paper: Vec) -> Vec:
    """What a mirror would show there: the key lamp's soft box, a strip of light, the tent, and the paper below."""
    height = direction[1]
    rise = 1 / (1 + math.exp(-height * (14 - 11 * softness)))
    tent = 0.2 + 0.5 * max(0.0, height) ** 1.5
    width = 0.035 + 0.4 * softness * softness
    lamp = math.exp((dot(direction, KEY) - 1) / width) * (1.1 / (0.22 + 2.0 * softness) + 0.35)
    strip = math.exp(-(((direction[0] - 0.82) / (0.09 + 0.4 * softness)) ** 2)) * (0.55 if height > -0.2 else 0.1)
    level = tent + lamp + strip * (1 - softness * 0.6)
    dark = 0.55 + 0.25 * softness
    return (
        level * rise + paper[0] * dark * (1 - rise),
        level * rise + paper[1] * dark * (1 - rise),
        level * rise + paper[2] * dark * (1 - rise),
    )


def shade(
    material: Material, base: Vec, point: Vec, normal: Vec, to_eye: Vec, key: float, sky: float, paper: Vec, tall: float
) -> Vec:
    """The linear light that leaves this point towards the eye."""
    facing = max(0.0, dot(normal, KEY)) * key
    fill = max(0.0, dot(normal, (0.75, 0.25, 0.6))) * 0.16
    below = max(0.0, 0.5 - 0.5 * normal[1]) * min(1.0, 0.25 + point[1] / tall * 1.6)
    open_sky = sky * (0.3 + 0.24 * (0.5 + 0.5 * normal[1]))
    level = 0.6 * facing + open_sky + fill * (0.4 + 0.6 * sky)
    towards = max(0.0, dot(normal, to_eye))
    mirror = tuple(2 * towards * n - e for n, e in zip(normal, to_eye, strict=True))
    room = studio(mirror, material.roughness, paper)  # type: ignore[arg-type]  # of fixed length by construction
    edge = (1 - towards) ** 5
    hidden = 0.25 + 0.75 * sky
    gloss = (0.04 + 0.5 * edge * (1 - material.roughness)) * hidden
    matt = 1 - material.metal
    out = []
    for colour, glow, seen in zip(base, paper, room, strict=True):
        soft = colour * (level + glow * below * 0.5) * matt
        hard = seen * (gloss * matt + (colour + (1 - colour) * edge) * material.metal * hidden)
        out.append(soft + hard)
    return out[0], out[1], out[2]
