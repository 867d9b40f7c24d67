"""Shapes of textiles, leather, stone and raw materials."""

import math

from portal.demo.studio.light import speck
from portal.demo.studio.mesh import (
    Material,
    Model,
    Part,
    Vec,
    ball,
    box,
    curve,
    even,
    lathe,
    rings,
    rounded,
    tube,
    turned,
)
from portal.demo.studio.shapes import BLACK, BOARD, BRASS, RUBBER, STEEL, WHITE, shape

CLOTH = Material("#33507A", 0.95, grain="cloth")
TAU = 2 * math.pi


def bolt_of_cloth(material: str, radius: float, length: float) -> list[Part]:
    """A roll of cloth about a board tube, its loose end hanging a little off."""
    layers = []
    for step in range(13):
        r = radius * (0.25 + 0.75 * step / 12)
        layers.append((r, length / 2 - 0.0025 * (step % 2)))
    profile = (
        [(r, -y) for r, y in layers]
        + [(radius, y * 1.0) for y in (-length * 0.3, 0, length * 0.3)]
        + [(r, y) for r, y in reversed(layers)]
    )
    core = [
        (radius * 0.18, length * 0.52),
        (radius * 0.18, -length * 0.52),
        (radius * 0.25, -length * 0.52),
        (radius * 0.25, length * 0.52),
        (radius * 0.18, length * 0.52),
    ]
    return [lathe(material, profile, 72, crease=50), lathe("board", core, 48)]


@shape(
    main=CLOTH,
    trim=Material("#B9543E", 0.95, grain="cloth"),
    other=Material("#D9CDB4", 0.95, grain="cloth"),
    board=BOARD,
)
def fabric_rolls() -> Model:
    model = Model(azimuth=38, elevation=24)
    for material, x, y in (("main", -0.072, 0.07), ("other", 0.072, 0.07), ("trim", 0.0, 0.194)):
        model.add(
            *(part.turned("x", 90).moved(x, y, 0.02 if y > 0.1 else 0) for part in bolt_of_cloth(material, 0.07, 0.56))
        )
    return model


@shape(main=CLOTH, trim=Material("#C9B590", 0.95, grain="cloth"), other=Material("#7F8C86", 0.95, grain="cloth"))
def folded_cloth() -> Model:
    model = Model(azimuth=32, elevation=24)
    height = 0.0
    for index, material in enumerate(("main", "trim", "other", "main", "trim")):
        for fold in range(2):
            layer = soft_slab(material, 0.3 - 0.006 * fold, 0.021, 0.22, index * 2 + fold)
            model.add(
                layer.turned("y", 1.5 * math.sin(index * 4)).moved(
                    0.003 * math.sin(index * 5 + fold), height, 0.003 * fold
                )
            )
            height += 0.0185
    return model


def soft_slab(material: str, x: float, y: float, z: float, seed: int) -> Part:
    """A folded layer: round on its front edge, a little uneven on top."""

    def sag(p: Vec) -> Vec:
        lift = 0.0025 * math.sin(p[0] * 21 + seed * 1.7) * math.cos(p[2] * 17 + seed)
        return p[0], p[1] * (1 + lift / y * 4), p[2] + 0.002 * math.sin(p[0] * 30 + seed * 2)

    return box(material, x, y, z, y * 0.48, 10).mapped(sag)


@shape(
    main=Material("#C7543C", 0.9, grain="cloth"),
    trim=Material("#3F6E8C", 0.9, grain="cloth"),
    other=Material("#E0C98F", 0.9, grain="cloth"),
    board=BOARD,
)
def yarn() -> Model:
    model = Model(azimuth=20, elevation=18)
    for material, x, z in (("main", -0.085, 0.0), ("trim", 0.085, -0.02), ("other", 0.01, 0.1)):
        winding = [(0.024, 0.012)]
        for turn in range(34):
            t = turn / 33
            winding.append((0.062 - 0.024 * t + 0.0012 * (turn % 2), 0.014 + 0.13 * t))
        winding.append((0.02, 0.146))
        cone = [(0, 0), (0.03, 0), (0.018, 0.165), (0.012, 0.165), (0.012, 0.1), (0, 0.1)]
        model.add(
            lathe(material, winding, 72, crease=70).moved(x, 0, z), turned("board", cone, 0.002, 48).moved(x, 0, z)
        )
    return model


@shape(main=Material("#7A4A2B", 0.5), trim=BRASS, dark=BLACK)
def bag() -> Model:
    body = box("main", 0.32, 0.24, 0.12, 0.03, 10).mapped(
        lambda p: (p[0] * (1.04 - 0.35 * p[1]), p[1], p[2] * (1.1 - 1.4 * p[1]))
    )
    flap = box("main", 0.27, 0.12, 0.012, 0.005, 8).turned("x", 6).moved(0, 0.118, 0.058)
    handles = [
        tube(
            "main",
            curve((-0.08, 0.2, z), (-0.075, 0.3, z * 0.9), (0, 0.345, z * 0.8), (0.075, 0.3, z * 0.9), (0.08, 0.2, z)),
            0.008,
            16,
        )
        for z in (0.045, -0.045)
    ]
    lock = [
        box("trim", 0.034, 0.03, 0.008, 0.003, 3).moved(0, 0.115, 0.068),
        *(ball("trim", 0.008, 20).moved(x, 0.2, 0.05) for x in (-0.08, 0.08)),
    ]
    return Model(azimuth=26, elevation=16).add(body, flap, *handles, *lock)


@shape(main=Material("#6B4630", 0.5), trim=BRASS)
def belt() -> Model:
    path = []
    for step in range(170):
        angle = step / 169 * TAU * 3.4
        radius = 0.03 + 0.0062 * angle / TAU * 1.25
        path.append((radius * math.cos(angle), 0.018, radius * math.sin(angle)))
    loops = []
    for x, y, z in path:
        away = math.hypot(x, z)
        ux, uz, t = x / away, z / away, 0.002
        loops.append(
            [
                (x - ux * t, y - 0.018, z - uz * t),
                (x - ux * t, y + 0.018, z - uz * t),
                (x + ux * t, y + 0.018, z + uz * t),
                (x + ux * t, y - 0.018, z + uz * t),
            ]
        )
    strap = rings("main", loops, crease=40)
    x, _, z = path[-1]
    frame = tube(
        "trim",
        curve(
            (x - 0.004, 0.042, z),
            (x - 0.004, 0.042, z + 0.034),
            (x - 0.004, -0.006, z + 0.034),
            (x - 0.004, -0.006, z),
            (x - 0.004, 0.042, z),
        ),
        0.0028,
        14,
    )
    return Model(azimuth=-30, elevation=30).add(strap, frame)


@shape(main=Material("#B9B3A6", 0.35, grain="stone"), trim=Material("#8C867A", 0.4, grain="stone"))
def tiles() -> Model:
    model = Model(azimuth=30, elevation=24)
    for level in range(5):
        slab = box("main" if level % 2 == 0 else "trim", 0.3, 0.02, 0.3, 0.0025, 22)
        model.add(slab.turned("y", 3 * math.sin(level * 2.3)).moved(0, level * 0.0204, 0))
    upright = box("main", 0.3, 0.02, 0.3, 0.0025, 22).turned("x", 76).turned("y", -8).moved(0.02, 0.155, -0.235)
    return model.add(upright)


@shape(main=Material("#8E8A86", 0.75, grain="stone"))
def rocks() -> Model:
    model = Model(azimuth=20, elevation=24)
    for x, z, size, seed in (
        (0, 0, 0.1, 1),
        (0.14, 0.06, 0.07, 5),
        (-0.13, 0.07, 0.06, 9),
        (0.03, 0.14, 0.05, 13),
        (-0.08, -0.1, 0.075, 17),
    ):

        def cut(p: Vec, seed: int = seed, size: float = size) -> Vec:
            r = 1.0
            for plane in range(9):
                a, h = plane * 2.4 + seed, math.sin(plane * 1.7 + seed * 2)
                flat = math.sqrt(max(0.0, 1 - h * h))
                along = (p[0] * flat * math.cos(a) + p[1] * h + p[2] * flat * math.sin(a)) / size
                limit = 0.74 + 0.1 * math.sin(plane * 3 + seed)
                if along > limit:
                    r = min(r, limit / along)
            return p[0] * r, p[1] * r * 0.8, p[2] * r

        stone = ball("main", size, 56).mapped(cut)
        low = min(p[1] for p in stone.points)
        model.add(Part("main", stone.points, stone.faces, 22).moved(x, -low, z))
    return model


@shape(main=Material("#D9D4C8", 0.4), trim=WHITE)
def granulate() -> Model:
    """A heap of pellets before a dish of them."""
    model = Model(azimuth=20, elevation=26)
    dish = [(0, 0), (0.05, 0), (0.075, 0.026), (0.072, 0.027), (0.048, 0.006), (0, 0.006)]
    model.add(lathe("trim", even(rounded(dish, 0.003), 0.012), 80, crease=60))
    pellet = turned("main", [(0, 0), (0.0048, 0), (0.0048, 0.0075), (0, 0.0075)], 0.0018, 14, 2)
    number = 0
    for level, (reach, count) in enumerate(((0.05, 30), (0.04, 24), (0.03, 17), (0.018, 9), (0.006, 3))):
        for index in range(count):
            number += 1
            a, r = index * TAU / count + level, reach * (1 + 0.12 * speck(number, level, 1, 3.1))
            model.add(
                pellet.turned("x", 97 * number % 180)
                .turned("y", 61 * number % 180)
                .moved(r * math.cos(a), 0.017 + level * 0.0062, r * math.sin(a))
            )
    for index in range(16):
        a = 0.2 + index * 0.13
        r = 0.095 + 0.02 * speck(index, 3, 7, 2.3)
        model.add(pellet.turned("x", 90).turned("y", 77 * index).moved(r * math.cos(a), 0.0048, r * math.sin(a)))
    return model


@shape(main=Material("#D7DEE2", 0.25), trim=BOARD)
def film_roll() -> Model:
    roll = [(0.042, 0), (0.105, 0), (0.11, 0.004), (0.11, 0.296), (0.105, 0.3), (0.042, 0.3)]
    core = [(0.038, -0.008), (0.043, -0.008), (0.043, 0.308), (0.038, 0.308), (0.038, -0.008)]
    stand = [lathe("main", even(roll, 0.03), 88, crease=30), lathe("trim", even(core, 0.05), 56)]
    lying = [part.turned("x", 90).turned("y", 62).moved(0.2, 0.11, 0.17) for part in stand]
    return Model(azimuth=24, elevation=22).add(*(p.moved(y=0.008) for p in stand), *lying)


@shape(main=Material("#3C6E57", 0.55), trim=BLACK)
def glove() -> Model:
    """A pair of work gloves lying flat."""

    def finger(x: float, turn: float, length: float, radius: float) -> Part:
        path = [(0, 0, 0), (0, 0, -length * 0.4), (0, 0, -length * 0.8), (0, 0, -length)]
        finger = tube("main", curve(*path, steps=5), radius, 20, 0.72)
        base = len(finger.points)
        tip = ball("main", radius, 24).scaled(1, 0.72, 1).moved(0, 0, -length)
        return (
            Part(
                "main",
                finger.points + tip.points,
                finger.faces + [(a + base, b + base, c + base, d + base) for a, b, c, d in tip.faces],
                60,
            )
            .turned("y", turn)
            .moved(x, 0, 0)
        )

    palm = box("main", 0.094, 0.03, 0.105, 0.015, 8).moved(0, -0.015, 0.045)
    cuff = box("trim", 0.086, 0.034, 0.06, 0.016, 6).moved(0, -0.017, 0.115)
    fingers = [
        finger(-0.034, 5, 0.062, 0.0118),
        finger(-0.0115, 1.5, 0.075, 0.0122),
        finger(0.0115, -1.5, 0.07, 0.0122),
        finger(0.034, -6, 0.052, 0.0112),
    ]
    thumb = finger(0.04, -48, 0.055, 0.0135).moved(0, 0, 0.055)
    right = [palm, cuff, *fingers, thumb]
    left = [
        Part(
            p.material,
            [(-x, y, z) for x, y, z in p.points],
            [f[::-1] if f[2] != f[3] else (f[2], f[1], f[0], f[0]) for f in p.faces],
            p.crease,
        )
        for p in right
    ]
    return Model(azimuth=18, elevation=42).add(
        *(p.turned("y", 12).moved(-0.075, 0, 0) for p in right),
        *(p.turned("y", -16).moved(0.085, 0, 0.01) for p in left),
    )


@shape(main=RUBBER, trim=STEEL)
def hose() -> Model:
    path = [
        (0.15 * math.cos(a) * (1 + 0.01 * math.sin(a * 2.3)), 0.014 + a * 0.0042, 0.15 * math.sin(a))
        for a in (step * 0.16 for step in range(150))
    ]
    x, y, z = path[-1]
    tail = curve((x, y, z), (x + 0.05, y, z + 0.012), (x + 0.13, y - 0.04, z + 0.03), (x + 0.2, 0.02, z + 0.05))
    end = tail[-1]
    coupling = (
        turned("trim", [(0, 0), (0.019, 0), (0.019, 0.03), (0.015, 0.034), (0.015, 0.06), (0, 0.06)], 0.002, 40)
        .turned("z", -90)
        .moved(end[0], end[1], end[2])
    )
    return Model(azimuth=20, elevation=28).add(tube("main", [*path, *tail[1:]], 0.0135, 18), coupling)
