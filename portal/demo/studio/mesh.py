"""Meshes: rings of points joined to surfaces, boxes, tubes and balls; in metres, the y axis up."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

Vec = tuple[float, float, float]
Face = tuple[int, int, int, int]  # counter-clockwise from outside; a triangle repeats its last corner
Flat = tuple[float, float]
FINENESS = 0.6  # of the segments a builder asks for: what a picture of 800 pixels can show, in half the time


@dataclass(frozen=True)
class Material:
    """What a surface is made of: a colour as #RRGGBB, how rough, whether metal, how opaque, and its grain."""

    colour: str
    roughness: float = 0.5
    metal: float = 0.0
    alpha: float = 1.0
    grain: str = ""


@dataclass(frozen=True)
class Part:
    """A surface of one material. `material` names one of the model's materials."""

    material: str
    points: list[Vec]
    faces: list[Face]
    crease: float = 40.0
    lift: int = 0  # lies this many layers on top of another part (a label on a jar): painted after it

    def moved(self, x: float = 0, y: float = 0, z: float = 0) -> "Part":
        return self.mapped(lambda p: (p[0] + x, p[1] + y, p[2] + z))

    def scaled(self, x: float, y: float, z: float) -> "Part":
        return self.mapped(lambda p: (p[0] * x, p[1] * y, p[2] * z))

    def turned(self, axis: str, degrees: float) -> "Part":
        c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        turns: dict[str, Callable[[Vec], Vec]] = {
            "x": lambda p: (p[0], c * p[1] - s * p[2], s * p[1] + c * p[2]),
            "y": lambda p: (c * p[0] + s * p[2], p[1], c * p[2] - s * p[0]),
            "z": lambda p: (c * p[0] - s * p[1], s * p[0] + c * p[1], p[2]),
        }
        return self.mapped(turns[axis])

    def mapped(self, change: Callable[[Vec], Vec]) -> "Part":
        return replace(self, points=[change(point) for point in self.points])

    def over(self, lift: int = 1) -> "Part":
        return replace(self, lift=lift)


@dataclass(frozen=True)
class Surface:
    """A part made ready: vertices with their normals, and faces between them."""

    material: str
    points: list[Vec]
    normals: list[Vec]
    faces: list[Face]
    lift: int = 0


@dataclass
class Model:
    """Parts standing on the ground (y = 0), and how the photographer looks at them."""

    parts: list[Part] = field(default_factory=list)
    azimuth: float = 28.0
    elevation: float = 22.0

    def add(self, *parts: Part) -> "Model":
        self.parts.extend(parts)
        return self

    def grounded(self) -> "Model":
        """The same, its lowest point on the ground and its middle above the origin."""
        low, high = bounds(point for part in self.parts for point in part.points)
        shift = -(low[0] + high[0]) / 2, -low[1], -(low[2] + high[2]) / 2
        return replace(self, parts=[part.moved(*shift) for part in self.parts])

    def surfaces(self) -> list[Surface]:
        return [smooth(part) for part in self.parts]


def bounds(points: Iterable[Vec]) -> tuple[Vec, Vec]:
    xs, ys, zs = zip(*points, strict=True)
    return (min(xs), min(ys), min(zs)), (max(xs), max(ys), max(zs))


def unit(v: Vec) -> Vec:
    length = math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]) or 1.0
    return v[0] / length, v[1] / length, v[2] / length


def cross(a: Vec, b: Vec) -> Vec:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def dot(a: Vec, b: Vec) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def minus(a: Vec, b: Vec) -> Vec:
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def face_normal(points: Sequence[Vec], face: Face) -> Vec:
    """By the diagonals, which also serves triangles and slightly bent quadrangles. Length: twice the area."""
    a, b, c, d = (points[index] for index in face)
    return cross(minus(c, a), minus(d, b)) if face[2] != face[3] else cross(minus(b, a), minus(c, a))


def smooth(part: Part) -> Surface:
    """Normals averaged over neighbouring faces, except across edges sharper than the part's crease."""
    limit = math.cos(math.radians(part.crease))
    keys = [(round(x, 6), round(y, 6), round(z, 6)) for x, y, z in part.points]
    around: dict[Vec, list[tuple[Vec, Vec]]] = {}
    faces = []
    for face in part.faces:
        normal = face_normal(part.points, face)
        if dot(normal, normal) < 1e-18:
            continue
        direction = unit(normal)
        faces.append((face, direction))
        for index in set(face):
            around.setdefault(keys[index], []).append((normal, direction))
    points: list[Vec] = []
    normals: list[Vec] = []
    known: dict[tuple[int, Vec], int] = {}

    def corner(index: int, direction: Vec) -> int:
        x = y = z = 0.0
        dx, dy, dz = direction
        for (nx, ny, nz), (ex, ey, ez) in around[keys[index]]:
            if ex * dx + ey * dy + ez * dz >= limit:
                x, y, z = x + nx, y + ny, z + nz
        normal = unit((x, y, z))
        key = index, (round(normal[0], 3), round(normal[1], 3), round(normal[2], 3))
        if key not in known:
            known[key] = len(points)
            points.append(part.points[index])
            normals.append(normal)
        return known[key]

    done = [tuple(corner(index, direction) for index in face) for face, direction in faces]
    return Surface(part.material, points, normals, done, part.lift)  # type: ignore[arg-type]  # of fixed length by construction


def rings(material: str, loops: Sequence[Sequence[Vec]], *, closed: bool = True, crease: float = 40.0) -> Part:
    """Join rings of equally many points, from the bottom up; `closed` joins each ring's end to its start."""
    count = len(loops[0])
    points = [point for loop in loops for point in loop]
    faces: list[Face] = []
    for row in range(len(loops) - 1):
        for column in range(count if closed else count - 1):
            after = (column + 1) % count
            low, high = row * count, (row + 1) * count
            faces.append((low + column, high + column, high + after, low + after))
    return Part(material, points, faces, crease)


def lathe(
    material: str,
    profile: Sequence[Flat],
    segments: int = 56,
    bend: Callable[[float], float] | None = None,
    crease: float = 40.0,
) -> Part:
    """Turn a profile of (radius, height) about the y axis; `bend` scales the radius by the angle (gears, petals)."""
    if bend is None:
        segments = max(12, round(segments * FINENESS))
    angles = [2 * math.pi * step / segments for step in range(segments)]
    wave = [bend(angle) if bend else 1.0 for angle in angles]
    circle = [(math.cos(angle) * w, math.sin(angle) * w) for angle, w in zip(angles, wave, strict=True)]
    loops = [[(r * c, y, r * s) for c, s in circle] for r, y in profile]
    return rings(material, loops, crease=crease)


def rounded(profile: Sequence[Flat], radius: float, steps: int = 4) -> list[Flat]:
    """A profile with its inner corners rounded: real things have no sharp edges, and round ones catch light."""
    result = [profile[0]]
    for before, here, after in zip(profile, profile[1:], profile[2:], strict=False):
        one, two = math.dist(before, here), math.dist(here, after)
        cut = min(radius, one * 0.45, two * 0.45)
        start = here[0] + (before[0] - here[0]) * cut / one, here[1] + (before[1] - here[1]) * cut / one
        end = here[0] + (after[0] - here[0]) * cut / two, here[1] + (after[1] - here[1]) * cut / two
        for step in range(steps + 1):
            t = step / steps
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
            result.append((a * start[0] + b * here[0] + c * end[0], a * start[1] + b * here[1] + c * end[1]))
    return [*result, profile[-1]]


def even(profile: Sequence[Flat], step: float) -> list[Flat]:
    """The same profile with no stretch longer than `step`, so that light can change along it."""
    result = [profile[0]]
    for before, here in pairwise(profile):
        pieces = max(1, math.ceil(math.dist(before, here) * FINENESS / step))
        for piece in range(1, pieces + 1):
            t = piece / pieces
            result.append((before[0] + (here[0] - before[0]) * t, before[1] + (here[1] - before[1]) * t))
    return result


def turned(material: str, profile: Sequence[Flat], edge: float, segments: int = 56, steps: int = 3) -> Part:
    """A solid of revolution with rounded edges, finely enough divided."""
    size = max(max(abs(r), abs(y)) for r, y in profile)
    return lathe(material, even(rounded(profile, edge, steps), size / 7), segments)


def box(material: str, x: float, y: float, z: float, edge: float = 0.0, cells: int = 4) -> Part:
    """A box with rounded edges standing on the ground, its middle at the origin."""
    half = x / 2, y / 2, z / 2
    edge = min(edge or min(half) * 0.08, min(half))
    points: list[Vec] = []
    faces: list[Face] = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        us, vs = marks(half[u], edge, cells), marks(half[v], edge, cells)
        for side in (-1, 1):
            base = len(points)
            for a in us:
                for b in vs:
                    raw = [0.0, 0.0, 0.0]
                    raw[axis], raw[u], raw[v] = side * half[axis], a, b
                    points.append(softened((raw[0], raw[1], raw[2]), half, edge))
            for i in range(len(us) - 1):
                for j in range(len(vs) - 1):
                    p = base + i * len(vs) + j
                    quad = (p, p + len(vs), p + len(vs) + 1, p + 1)
                    faces.append(quad if side > 0 else quad[::-1])
    return Part(material, points, faces, 50).moved(y=half[1])


def marks(half: float, edge: float, cells: int) -> list[float]:
    inner = half - edge
    rim = [inner + edge * t for t in ((0.4, 0.75, 1.0) if cells > 2 else (1.0,))]
    middle = [-inner + 2 * inner * step / cells for step in range(cells + 1)]
    return [*(-r for r in reversed(rim)), *middle, *rim]


def softened(point: Vec, half: Vec, edge: float) -> Vec:
    core = tuple(max(edge - h, min(h - edge, p)) for p, h in zip(point, half, strict=True))
    away = unit(minus(point, core))  # type: ignore[arg-type]  # of fixed length by construction
    return core[0] + away[0] * edge, core[1] + away[1] * edge, core[2] + away[2] * edge


def ball(material: str, radius: float, segments: int = 48, squash: float = 1.0) -> Part:
    """A ball whose middle is at the origin."""
    steps = round(segments * FINENESS / 2)
    profile = [
        (radius * math.cos(a), radius * squash * math.sin(a))
        for a in (math.pi * (step / steps - 0.5) for step in range(steps + 1))
    ]
    return lathe(material, profile, segments, crease=180)


def tube(material: str, path: Sequence[Vec], radius: float, segments: int = 16, squash: float = 1.0) -> Part:
    """A round bar along a path, with flat ends; `squash` makes it a flat band (its thickness over its width)."""
    loops = []
    side: Vec = (0.0, 0.0, 0.0)
    for index, point in enumerate(path):
        before, after = path[max(0, index - 1)], path[min(len(path) - 1, index + 1)]
        along = unit(minus(after, before))
        guide = side if dot(side, side) > 0 else ((0.0, 1.0, 0.0) if abs(along[1]) < 0.9 else (1.0, 0.0, 0.0))
        up = unit(cross(along, cross(guide, along)))
        side = up
        across = cross(along, up)
        loop = []
        for step in range(segments):
            angle = -2 * math.pi * step / segments
            c, s = radius * math.cos(angle) * squash, radius * math.sin(angle)
            loop.append(
                (
                    point[0] + up[0] * c + across[0] * s,
                    point[1] + up[1] * c + across[1] * s,
                    point[2] + up[2] * c + across[2] * s,
                )
            )
        loops.append(loop)
    ends = [[path[0]] * segments, *loops, [path[-1]] * segments]
    return rings(material, ends)


def curve(*knots: Vec, steps: int = 8) -> list[Vec]:
    """A smooth path through the knots (Catmull-Rom)."""
    padded = [knots[0], *knots, knots[-1]]
    result = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            result.append(tuple(spline(p, q, r, s, t) for p, q, r, s in zip(a, b, c, d, strict=True)))
    return [*result, knots[-1]]  # type: ignore[list-item]  # of fixed length by construction


def spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


def prism(material: str, outline: Sequence[Flat], height: float, edge: float) -> Part:
    """A star-shaped outline in the ground plane, raised, its rims rounded."""
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(outline, [*outline[1:], outline[0]], strict=True))
    line = list(outline) if area > 0 else list(reversed(outline))
    reach = max(math.hypot(*point) for point in line)
    levels = [(0.02, 0.0), (1 - edge / reach, 0.0), (1 - edge / reach * 0.3, edge * 0.3), (1.0, edge)]
    levels += [(1.0, height * 0.5), *((s, height - y) for s, y in reversed(levels))]
    levels.insert(0, (0.0, 0.0))
    levels.append((0.0, height))
    return rings(material, [[(x * s, y, z * s) for x, z in line] for s, y in levels], crease=35)
