"""Shapes of furniture, tableware, lamps, sports and stationery."""

import math

from portal.demo.studio.mesh import (
    Material,
    Model,
    Part,
    Vec,
    ball,
    box,
    cross,
    curve,
    dot,
    even,
    lathe,
    minus,
    rings,
    rounded,
    tube,
    turned,
    unit,
)
from portal.demo.studio.shapes import BLACK, BRASS, GLASS, STEEL, WOOD, shape

CELADON = Material("#A9BFA8", 0.22)
PAINTS = ("#B5402F", "#D9932F", "#4E7F4A", "#2F5F93", "#6B4A86", "#2B2D30")


@shape(main=CELADON)
def bowl() -> Model:
    def profile(r: float, h: float) -> list[tuple[float, float]]:
        outside = [(0, 0), (r * 0.42, 0), (r * 0.42, h * 0.1), (r * 0.6, h * 0.18), (r * 0.85, h * 0.5), (r, h)]
        return [*outside, (r * 0.965, h), (r * 0.8, h * 0.5), (r * 0.5, h * 0.2), (0, h * 0.15)]

    large = lathe("main", even(rounded(profile(0.09, 0.075), 0.012, 5), 0.01), 88, crease=60)
    small = lathe("main", even(rounded(profile(0.055, 0.048), 0.008, 5), 0.008), 72, crease=60).moved(0.115, 0, 0.05)
    return Model(azimuth=16, elevation=26).add(large, small)


@shape(main=Material("#E7E3DA", 0.25))
def cup() -> Model:
    wall = [
        (0, 0),
        (0.032, 0),
        (0.04, 0.03),
        (0.042, 0.088),
        (0.039, 0.088),
        (0.037, 0.032),
        (0.028, 0.006),
        (0, 0.006),
    ]
    body = lathe("main", even(rounded(wall, 0.006, 4), 0.01), 80, crease=60)
    handle = tube(
        "main",
        curve((0.039, 0.072, 0), (0.056, 0.076, 0), (0.069, 0.055, 0), (0.06, 0.03, 0), (0.039, 0.022, 0)),
        0.0058,
        18,
    )
    saucer = [(0, 0), (0.04, 0), (0.072, 0.012), (0.071, 0.015), (0.036, 0.006), (0, 0.006)]
    plate = lathe("main", even(rounded(saucer, 0.003, 3), 0.01), 88, crease=60)
    return Model(azimuth=-24, elevation=24).add(body.moved(y=0.006), handle.moved(y=0.006), plate)


@shape(main=GLASS)
def glasses() -> Model:
    wall = [(0, 0), (0.03, 0), (0.036, 0.11), (0.034, 0.11), (0.0285, 0.012), (0, 0.012)]
    tumbler = lathe("main", even(rounded(wall, 0.002, 2), 0.012), 72, crease=60)
    stem = [
        (0, 0),
        (0.034, 0.0),
        (0.034, 0.002),
        (0.006, 0.007),
        (0.004, 0.02),
        (0.004, 0.075),
        (0.012, 0.085),
        (0.036, 0.115),
    ]
    stem += [(0.04, 0.15), (0.033, 0.2), (0.032, 0.2), (0.0385, 0.15), (0.034, 0.117), (0.01, 0.09), (0, 0.089)]
    wine = lathe("main", even(rounded(stem, 0.004, 3), 0.012), 72, crease=60).moved(0.075, 0, -0.02)
    return Model(azimuth=10, elevation=12).add(tumbler, wine)


@shape(main=Material("#23272C", 0.4), trim=Material("#9FC4CF", 0.03, alpha=0.45), ring=STEEL)
def lens() -> Model:
    def ribbed(angle: float) -> float:
        return 1 + 0.012 * math.sin(angle * 60)

    barrel = turned(
        "main",
        [
            (0.026, 0),
            (0.036, 0),
            (0.036, 0.06),
            (0.04, 0.066),
            (0.04, 0.092),
            (0.034, 0.092),
            (0.031, 0.07),
            (0.0, 0.06),
        ],
        0.002,
        88,
    )
    grip = lathe("main", even([(0.0372, 0.014), (0.0378, 0.016), (0.0378, 0.044), (0.0372, 0.046)], 0.01), 240, ribbed)
    band = lathe("ring", [(0.0365, 0.052), (0.0368, 0.053), (0.0368, 0.0555), (0.0365, 0.0565)], 88)
    dome = lathe(
        "trim",
        [(0.031 * math.cos(t), 0.074 + 0.011 * math.sin(t)) for t in (math.pi / 2 * i / 10 for i in range(11))],
        64,
        crease=180,
    )
    mount = turned("ring", [(0, -0.006), (0.03, -0.006), (0.03, 0.0), (0, 0)], 0.001, 64)
    parts = [part.turned("x", 58).turned("y", 30) for part in (barrel, grip, band, dome, mount)]
    disc = lathe(
        "trim", even([(0, 0), (0.026, 0.004), (0.027, 0.006), (0.026, 0.008), (0, 0.012)], 0.006), 64, crease=80
    )
    return Model(azimuth=6, elevation=24).add(*parts, disc.moved(-0.075, -0.03, 0.045))


@shape(main=Material("#2F5D50", 0.4), trim=BRASS, bulb=Material("#FFF3D0", 0.3), foot=BLACK)
def lamp() -> Model:
    base = turned("main", [(0, 0), (0.085, 0), (0.085, 0.018), (0.02, 0.024), (0, 0.024)], 0.006, 80)
    arm = tube(
        "trim",
        curve((0, 0.02, 0), (-0.02, 0.16, 0), (-0.06, 0.3, 0), (0.02, 0.42, 0), (0.1, 0.415, 0), steps=10),
        0.007,
        18,
    )
    cone = [(0.022, 0.07), (0.028, 0.06), (0.085, 0), (0.083, -0.001), (0.025, 0.057), (0, 0.06)]
    cone.insert(0, (0, 0.072))
    hood = lathe("main", even(rounded(cone, 0.006, 3), 0.012), 80, crease=50)
    glow = ball("bulb", 0.026, 32).moved(y=0.012)
    head = [part.turned("z", 24).moved(0.115, 0.35, 0) for part in (hood, glow)]
    return Model(azimuth=22, elevation=12).add(base, arm, *head)


@shape(main=Material("#FBF6E6", 0.25), trim=STEEL, dark=BLACK)
def bulb() -> Model:
    globe = [(0.013, 0.0), (0.016, 0.012), (0.03, 0.042), (0.03, 0.062), (0.02, 0.08), (0, 0.086)]
    glass = lathe("main", even(rounded(globe, 0.014, 6), 0.006), 72, crease=180)
    thread = [(0, -0.03), (0.007, -0.03), (0.012, -0.026)]
    for turn in range(5):
        thread += [(0.0135, -0.022 + turn * 0.0042), (0.0122, -0.02 + turn * 0.0042)]
    screw = lathe("trim", [*thread, (0.0135, 0.001)], 64)
    collar = turned("dark", [(0, -0.001), (0.0145, -0.001), (0.0145, 0.004), (0, 0.004)], 0.001, 48)
    upright = [part.turned("z", 76).turned("y", 158).moved(-0.02, 0.03, -0.035) for part in (glass, screw, collar)]
    lying = [part.turned("z", 76).turned("y", 30).moved(0.06, 0.03, 0.045) for part in (glass, screw, collar)]
    return Model(azimuth=10, elevation=18).add(*lying, *(p.moved(-0.03, 0, 0) for p in upright))


@shape(main=WOOD, trim=Material("#5A6B5D", 0.85, grain="cloth"))
def chair() -> Model:
    seat = box("trim", 0.46, 0.055, 0.44, 0.022, 8).moved(0, 0.42, 0)
    legs = [tube("main", [(x * 1.12, 0, 0.2), (x, 0.44, 0.18)], 0.017, 16) for x in (-0.2, 0.2)]
    legs += [
        tube("main", curve((x * 1.1, 0, -0.23), (x, 0.42, -0.19), (x, 0.62, -0.2), (x * 0.97, 0.84, -0.26)), 0.017, 16)
        for x in (-0.2, 0.2)
    ]
    rails = [tube("main", [(-0.2, 0.395, z), (0.2, 0.395, z)], 0.015, 12) for z in (-0.18, 0.17)]
    rails += [tube("main", [(x, 0.395, -0.18), (x, 0.395, 0.17)], 0.015, 12) for x in (-0.2, 0.2)]
    loops = []
    for step in range(7):
        y = 0.64 + 0.028 * step
        loops.append(
            [
                (0.215 * u, y, -0.212 - 0.12 * (y - 0.64) - 0.03 * (1 - u * u) + side)
                for side, us in (
                    (0.012, (-1, -0.66, -0.33, 0, 0.33, 0.66, 1)),
                    (-0.012, (1, 0.66, 0.33, 0, -0.33, -0.66, -1)),
                )
                for u in us
            ]
        )
    middle = [
        [(sum(p[0] for p in loop) / 14, loop[0][1], sum(p[2] for p in loop) / 14)] * 14
        for loop in (loops[0], loops[-1])
    ]
    back = rings("main", [middle[0], *[list(reversed(loop)) for loop in loops], middle[1]], crease=45)
    return Model(azimuth=32, elevation=16).add(seat, *legs, *rails, back)


@shape(main=WOOD, trim=BLACK)
def table() -> Model:
    top = box("main", 1.4, 0.035, 0.8, 0.01, 16).moved(0, 0.71, 0)
    legs = [
        tube("trim", [(x * 1.06, 0, z * 1.1), (x, 0.715, z)], 0.024, 18) for x in (-0.58, 0.58) for z in (-0.3, 0.3)
    ]
    rails = [box("main", 1.16, 0.07, 0.022, 0.004, 8).moved(0, 0.64, z) for z in (-0.3, 0.3)]
    rails += [box("main", 0.022, 0.07, 0.6, 0.004, 6).moved(x, 0.64, 0) for x in (-0.58, 0.58)]
    return Model(azimuth=30, elevation=18).add(top, *legs, *rails)


@shape(main=WOOD, trim=Material("#9A6A3C", 0.65, grain="wood"))
def boards() -> Model:
    model = Model(azimuth=34, elevation=24)
    for level in range(6):
        sheet = box("main" if level % 2 else "trim", 0.6, 0.018, 0.4, 0.002, 12)
        model.add(
            sheet.turned("y", 4 * math.sin(level * 2.1)).moved(
                0.012 * math.sin(level * 3), level * 0.0185, 0.01 * math.cos(level * 2)
            )
        )
    return model


@shape(main=Material("#F0EDE4", 0.4), trim=Material("#26292E", 0.4))
def football() -> Model:
    """A ball of twenty hexagons and twelve pentagons: an icosahedron's corners cut off, blown up to a sphere."""
    golden = (1 + 5**0.5) / 2
    corners: list[Vec] = []
    for s in (-1.0, 1.0):
        for t in (-golden, golden):
            corners += [(0.0, s, t), (s, t, 0.0), (t, 0.0, s)]
    lengths = math.dist((0, 1, golden), (0, -1, golden)) * 1.01
    model = Model(azimuth=24, elevation=18)
    for one in corners:
        near = [p for p in corners if p != one and math.dist(p, one) < lengths]
        model.add(panel("trim", one, [between(one, p, 1 / 3) for p in near]))
    for triple in sorted({tuple(sorted((a, b, c))) for a in corners for b in corners for c in corners if a < b < c}):
        if max(math.dist(p, q) for p in triple for q in triple) < lengths:
            cut = [between(p, q, 1 / 3) for p in triple for q in triple if p != q]
            middle = between(between(triple[0], triple[1], 0.5), triple[2], 1 / 3)
            model.add(panel("main", middle, cut))
    return Model([part.turned("x", 20).turned("z", 12) for part in model.parts], 24, 18)


def between(a: Vec, b: Vec, t: float) -> Vec:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t


def panel(material: str, middle: Vec, cut: list[Vec]) -> Part:
    """One leather panel: its outline sorted about its middle, filled with rings, its seam a little sunken."""
    axis, flat = unit(middle), unit(minus(cut[0], middle))
    side = cross(axis, flat)
    order = sorted(cut, key=lambda p: -math.atan2(dot(minus(p, middle), side), dot(minus(p, middle), flat)))
    outline = [between(p, q, t / 5) for p, q in zip(order, [*order[1:], order[0]], strict=True) for t in range(5)]
    loops = []
    for share, radius in ((0.98, 0.106), (0.95, 0.1085), (0.9, 0.1095), (0.72, 0.11), (0.4, 0.11), (0.02, 0.11)):
        loops.append([between((0, 0, 0), unit(between(middle, point, share)), radius) for point in outline])
    return rings(material, loops, crease=60)


@shape(main=Material("#2C3E57", 0.5), trim=STEEL)
def dumbbell() -> Model:
    bar = turned("trim", [(0, 0), (0.015, 0), (0.0165, 0.06), (0.015, 0.12), (0, 0.12)], 0.002, 40).moved(y=0.06)
    head = lathe(
        "main",
        rounded([(0, 0), (0.05, 0), (0.06, 0.01), (0.06, 0.055), (0.05, 0.065), (0, 0.065)], 0.006),
        96,
        lambda a: math.cos(math.pi / 6) / math.cos(a % (math.pi / 3) - math.pi / 6),
    )
    parts = [part.turned("y", 30).turned("z", 90) for part in (bar, head, head.moved(y=0.175))]
    one = [part.turned("y", 24) for part in parts]
    return Model(azimuth=28, elevation=24).add(*one, *(part.moved(0.02, 0, -0.15) for part in one))


@shape(main=Material("#6E5A8C", 0.8), trim=BLACK)
def mat() -> Model:
    loops = []
    for step in range(150):
        angle = step / 149 * 2 * math.pi * 4.6
        radius = 0.012 + 0.0069 * angle / (2 * math.pi) * 1.55
        loops.append((radius * math.cos(angle), radius * math.sin(angle)))
    end = loops[-1]
    thick = 0.0047
    sections = []
    for x, y in loops:
        away = math.hypot(x, y)
        ux, uy = x / away, y / away
        sections.append(
            [(x, y, -0.3), (x, y, 0.3), (x + ux * thick, y + uy * thick, 0.3), (x + ux * thick, y + uy * thick, -0.3)]
        )
    roll = rings("main", sections, crease=50)
    band = [
        lathe("trim", even([(math.hypot(*end) + 0.006, -0.012), (math.hypot(*end) + 0.006, 0.012)], 0.012), 64)
        .turned("x", 90)
        .moved(0, 0, z)
        for z in (-0.16, 0.16)
    ]
    return Model(azimuth=38, elevation=22).add(*(part.turned("y", 20) for part in (roll, *band)))


@shape(
    main=Material("#2F5F93", 0.4),
    trim=WOOD,
    metal=BRASS,
    tip=BLACK,
    a=Material(PAINTS[0], 0.4),
    b=Material(PAINTS[1], 0.4),
    c=Material(PAINTS[2], 0.4),
    d=Material(PAINTS[4], 0.4),
    e=Material(PAINTS[5], 0.4),
)
def pencils() -> Model:
    def corner(angle: float) -> float:
        return math.cos(math.pi / 6) / math.cos(angle % (math.pi / 3) - math.pi / 6)

    model = Model(azimuth=24, elevation=36)
    for index, colour in enumerate(("a", "b", "c", "main", "d", "e")):
        shaft = lathe(colour, even([(0, 0), (0.004, 0), (0.004, 0.15)], 0.03), 36, corner, 30)
        cone = lathe("trim", [(0.0038, 0.15), (0.0028, 0.158), (0.0012, 0.1705)], 36)
        lead = lathe(colour, [(0.0012, 0.1705), (0, 0.177)], 24)
        parts = [part.turned("x", -90).turned("y", 180 + (index - 2.5) * 3.4) for part in (shaft, cone, lead)]
        model.add(*(part.moved((index - 2.5) * 0.0135, 0.0035, 0) for part in parts))
    return model


@shape(main=Material("#7A3B2E", 0.6), trim=Material("#F3EEDF", 0.8), band=BLACK)
def notebooks() -> Model:
    def book(material: str) -> list[Part]:
        covers = [
            box(material, 0.15, 0.0025, 0.21, 0.001, 6),
            box(material, 0.15, 0.0025, 0.21, 0.001, 6).moved(y=0.0175),
        ]
        spine = box(material, 0.004, 0.02, 0.21, 0.0015, 6).moved(-0.0745, 0, 0)
        return [
            *covers,
            spine,
            box("trim", 0.143, 0.015, 0.203, 0.001, 6).moved(0.001, 0.0025, 0),
            box("band", 0.007, 0.0212, 0.211, 0.001, 6).moved(0.055, -0.0004, 0),
        ]

    low = book("main")
    high = [part.turned("y", 17).moved(0.008, 0.0212, 0.004) for part in book("main")]
    pen = (
        turned("band", [(0, 0), (0.002, 0.004), (0.0048, 0.016), (0.0048, 0.12), (0.003, 0.135), (0, 0.136)], 0.001, 32)
        .turned("x", 90)
        .turned("y", 28)
        .moved(-0.04, 0.047, -0.05)
    )
    return Model(azimuth=26, elevation=36).add(*low, *high, pen)


@shape(main=Material("#B5402F", 0.55), trim=Material("#E4C77A", 0.35))
def gift_box() -> Model:
    base = box("main", 0.18, 0.09, 0.18, 0.004, 8)
    lid = box("main", 0.19, 0.035, 0.19, 0.004, 8).moved(y=0.07)
    bands = [box("trim", 0.026, 0.107, 0.192, 0.002, 8), box("trim", 0.192, 0.107, 0.026, 0.002, 8)]
    bows = [
        tube(
            "trim",
            curve((0, 0.106, 0), (0.034, 0.142, 0.012), (0.066, 0.148, 0.0), (0.066, 0.118, -0.012), (0, 0.108, 0)),
            0.0115,
            18,
            0.2,
        ).turned("y", turn)
        for turn in (20, 160, 250, 320)
    ]
    knot = ball("trim", 0.013, 28, 0.8).moved(y=0.112)
    return Model(azimuth=30, elevation=28).add(base, lid, *bands, *bows, knot)


@shape(main=WOOD, trim=STEEL)
def pot() -> Model:
    wall = [
        (0, 0),
        (0.095, 0),
        (0.1, 0.01),
        (0.1, 0.09),
        (0.105, 0.095),
        (0.1, 0.098),
        (0.096, 0.09),
        (0.096, 0.012),
        (0, 0.01),
    ]
    body = lathe("trim", even(rounded(wall, 0.006, 3), 0.015), 88)
    lid = lathe("trim", even(rounded([(0.101, 0.099), (0.101, 0.104), (0.06, 0.118), (0, 0.124)], 0.01, 4), 0.012), 88)
    knob = turned(
        "main", [(0, 0.122), (0.009, 0.122), (0.009, 0.134), (0.019, 0.138), (0.019, 0.148), (0, 0.15)], 0.004, 40
    )
    ears = [
        tube(
            "main",
            curve(
                (s * 0.098, 0.07, -0.03), (s * 0.135, 0.074, -0.02), (s * 0.135, 0.074, 0.02), (s * 0.098, 0.07, 0.03)
            ),
            0.008,
            16,
        )
        for s in (-1, 1)
    ]
    return Model(azimuth=28, elevation=22).add(body, lid, knob, *ears)
