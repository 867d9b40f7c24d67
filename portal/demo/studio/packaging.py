"""Shapes of food, packaged goods, cosmetics and chemicals."""

import math

from portal.demo.studio.mesh import Material, Model, Part, ball, box, curve, even, lathe, rounded, tube, turned
from portal.demo.studio.shapes import BLACK, BOARD, BRASS, GLASS, STEEL, WHITE, WOOD, shape

LABEL = Material("#EFE7D3", 0.7)


def label(material: str, radius: float, low: float, high: float) -> Part:
    return lathe(material, even([(radius, low), (radius, high)], (high - low) / 5), 72).over()


@shape(main=Material("#7BA392", 0.3), trim=WHITE, paper=LABEL)
def pump_bottle() -> Model:
    body = turned("main", [(0, 0), (0.034, 0), (0.034, 0.125), (0.014, 0.14), (0, 0.14)], 0.012, 80, 5)
    collar = turned("trim", [(0, 0), (0.0155, 0), (0.0155, 0.016), (0, 0.016)], 0.002, 48).moved(y=0.139)
    stem = turned("trim", [(0, 0), (0.005, 0), (0.005, 0.03), (0, 0.03)], 0.001, 24).moved(y=0.152)
    head = turned("trim", [(0, 0), (0.013, 0), (0.013, 0.014), (0, 0.014)], 0.003, 40).moved(y=0.176)
    spout = tube(
        "trim", curve((0, 0.186, 0), (0.02, 0.186, 0.006), (0.038, 0.183, 0.012), (0.042, 0.176, 0.013)), 0.0045, 16
    )
    second = turned("main", [(0, 0), (0.03, 0), (0.03, 0.042), (0, 0.042)], 0.006, 72, 5).moved(0.07, 0, 0.035)
    lid = turned("trim", [(0, 0), (0.031, 0), (0.031, 0.017), (0, 0.017)], 0.003, 72).moved(0.07, 0.042, 0.035)
    return Model(azimuth=14, elevation=14).add(
        body, label("paper", 0.0343, 0.03, 0.1), collar, stem, head, spout, second, lid
    )


@shape(main=Material("#E8DCD0", 0.3), trim=BRASS)
def jar() -> Model:
    low = turned("main", [(0, 0), (0.036, 0), (0.036, 0.04), (0, 0.04)], 0.008, 80, 5)
    lid = turned("trim", [(0, 0), (0.0365, 0), (0.0365, 0.02), (0, 0.02)], 0.003, 80).moved(y=0.041)
    small = [low.scaled(0.7, 0.85, 0.7).moved(0.064, 0, 0.03), lid.scaled(0.7, 0.85, 0.7).moved(0.064, 0, 0.03)]
    return Model(azimuth=10, elevation=20).add(low, lid, *small)


@shape(main=Material("#E6D5B8", 0.45), trim=Material("#C9B08A", 0.45))
def soap() -> Model:
    bars = [
        box("main", 0.085, 0.026, 0.055, 0.012, 8),
        box("trim", 0.085, 0.026, 0.055, 0.012, 8).turned("y", 28).moved(0.006, 0.026, 0),
    ]
    third = box("main", 0.085, 0.026, 0.055, 0.012, 8).turned("x", 68).turned("y", -14).moved(0.004, 0.016, -0.046)
    return Model(azimuth=20, elevation=24).add(*bars, third)


@shape(main=Material("#F1EEE8", 0.35), trim=Material("#6E8FA8", 0.35))
def tube_pack() -> Model:
    from portal.demo.studio.mesh import rings

    loops = []
    for step in range(13):
        t = step / 12
        wide, thick = 0.021 + 0.007 * t, 0.021 * (1 - t) ** 0.8 + 0.0012
        loops.append(
            [
                (wide * math.cos(a), 0.022 + 0.125 * t, thick * math.sin(a))
                for a in (2 * math.pi * i / 56 for i in range(56))
            ]
        )
    loops.append([(x, y + 0.014, z) for x, y, z in loops[-1]])
    body = rings("main", [[(0, 0.02, 0)] * 56, *loops, [(0, loops[-1][0][1], 0)] * 56], crease=50)
    cap = turned("trim", [(0, 0), (0.0175, 0), (0.0185, 0.024), (0, 0.024)], 0.003, 56)
    stand = [body, cap]
    lying = [part.turned("x", 84).turned("y", 60).moved(0.02, 0.0205, 0.05) for part in stand]
    return Model(azimuth=18, elevation=18).add(*stand, *lying)


@shape(main=Material("#8A5A2B", 0.15), trim=BLACK, paper=LABEL)
def bottle() -> Model:
    profile = [(0, 0), (0.037, 0), (0.037, 0.16), (0.03, 0.185), (0.014, 0.215), (0.0135, 0.26), (0, 0.26)]
    body = turned("main", profile, 0.014, 80, 5)
    cap = turned("trim", [(0, 0), (0.016, 0), (0.016, 0.032), (0, 0.032)], 0.002, 56).moved(y=0.248)
    return Model(azimuth=20, elevation=12).add(body, cap, label("paper", 0.0374, 0.04, 0.135))


@shape(main=Material("#B23A2E", 0.4), trim=Material("#E8E2D2", 0.35), paper=LABEL)
def food_jar() -> Model:
    """A wide jar of preserves."""
    body = turned("main", [(0, 0), (0.042, 0), (0.042, 0.085), (0.036, 0.098), (0, 0.098)], 0.01, 80, 5)
    lid = turned("trim", [(0, 0), (0.039, 0), (0.039, 0.02), (0, 0.02)], 0.003, 80).moved(y=0.096)
    both = [body, lid, label("paper", 0.0424, 0.022, 0.07)]
    behind = [part.scaled(0.82, 0.82, 0.82).moved(0.085, 0, -0.03) for part in both]
    return Model(azimuth=8, elevation=16).add(*both, *behind)


@shape(main=Material("#C9CCD0", 0.25, 1.0), trim=Material("#A93E33", 0.45))
def can() -> Model:
    shell = [(0, 0.002), (0.03, 0.002), (0.033, 0), (0.033, 0.004), (0.0325, 0.006), (0.0325, 0.104), (0.033, 0.106)]
    shell += [(0.033, 0.11), (0.0305, 0.11), (0.03, 0.107), (0, 0.107)]
    tin = lathe("main", even(shell, 0.02), 80)
    one = [tin, label("trim", 0.0328, 0.009, 0.101)]
    return Model(azimuth=14, elevation=20).add(
        *one, *(p.moved(0.072, 0, -0.02) for p in one), *(p.moved(0.03, 0.11, -0.012) for p in one)
    )


@shape(main=Material("#D98A2B", 0.45, grain="fruit"), trim=WOOD, leaf=Material("#5E7F3A", 0.6))
def fruit_crate() -> Model:
    model = Model(azimuth=26, elevation=32)
    for z in (-0.15, 0.15):
        model.add(*(box("trim", 0.46, 0.05, 0.012, 0.003, 5).moved(0, y, z) for y in (0.015, 0.085)))
    for x in (-0.225, 0.225):
        model.add(*(box("trim", 0.012, 0.05, 0.29, 0.003, 5).moved(x, y, 0) for y in (0.015, 0.085)))
        model.add(*(box("trim", 0.02, 0.16, 0.02, 0.003, 4).moved(x * 0.95, 0, z) for z in (-0.134, 0.134)))
    model.add(*(box("trim", 0.44, 0.01, 0.05, 0.003, 5).moved(0, 0, z) for z in (-0.11, -0.055, 0, 0.055, 0.11)))
    for row in range(4):
        for column in range(6):
            shift = 0.008 * math.sin(row * 7 + column * 5)
            fruit = ball("main", 0.0365, 28, 0.93)
            model.add(fruit.moved(-0.18 + 0.072 * column + shift, 0.098 + shift * 0.7, -0.105 + 0.07 * row))
    return model


@shape(main=Material("#E3D3B2", 0.9, grain="cloth"), trim=Material("#7A4B2A", 0.8), paper=Material("#2F6B4F", 0.7))
def sack() -> Model:
    from portal.demo.studio.mesh import rings

    loops = []
    for step in range(25):
        t = step / 24
        swell = (
            0.82 + 0.2 * math.sin(math.pi * min(1, t * 1.15)) - (0.55 * ((t - 0.78) / 0.22) ** 1.5 if t > 0.78 else 0)
        )
        loop = []
        for i in range(72):
            a = 2 * math.pi * i / 72
            power = 0.62
            c, s = math.cos(a), math.sin(a)
            fold = 1 + 0.018 * math.sin(a * 9 + t * 4) + (0.07 * math.sin(a * 11) if t > 0.86 else 0)
            x = math.copysign(abs(c) ** power, c) * 0.17 * swell * fold
            z = math.copysign(abs(s) ** power, s) * 0.105 * swell * fold
            loop.append((x, 0.46 * t, z))
        loops.append(loop)
    top = [(x * 1.35, 0.5, z * 1.35) for x, _y, z in loops[-1]]
    body = rings("main", [[(0, 0, 0)] * 72, *loops, top, [(0, 0.49, 0)] * 72], crease=70)
    tie = tube(
        "trim",
        [(0.078 * math.cos(a), 0.458, 0.05 * math.sin(a)) for a in (2 * math.pi * i / 40 for i in range(41))],
        0.008,
        12,
    )
    patch = box("paper", 0.15, 0.15, 0.006, 0.002, 6).moved(0, 0.14, 0.1085).over()
    return Model(azimuth=20, elevation=16).add(body, tie, patch)


@shape(main=Material("#2E6DA4", 0.45), trim=BLACK)
def drum() -> Model:
    profile = [
        (0, 0.01),
        (0.27, 0.01),
        (0.285, 0),
        (0.285, 0.02),
        (0.28, 0.03),
        (0.28, 0.28),
        (0.29, 0.3),
        (0.28, 0.32),
    ]
    profile += [
        (0.28, 0.56),
        (0.29, 0.58),
        (0.28, 0.6),
        (0.28, 0.85),
        (0.285, 0.86),
        (0.285, 0.88),
        (0.27, 0.87),
        (0, 0.87),
    ]
    body = turned("main", profile, 0.008, 96, 2)
    bungs = [
        turned("trim", [(0, 0), (0.035, 0), (0.035, 0.02), (0, 0.02)], 0.004, 40).moved(x, 0.868, z)
        for x, z in ((0.17, 0.06), (-0.18, -0.04))
    ]
    return Model(azimuth=20, elevation=22).add(body, *bungs)


@shape(main=Material("#E8E6DF", 0.45), trim=Material("#C0392B", 0.4))
def jerrycan() -> Model:
    body = box("main", 0.23, 0.26, 0.16, 0.03, 8)
    shoulder = box("main", 0.2, 0.03, 0.13, 0.014, 5).moved(0, 0.252, 0)
    neck = turned("trim", [(0, 0), (0.026, 0), (0.026, 0.032), (0, 0.032)], 0.003, 48).moved(-0.066, 0.278, 0)
    handle = tube(
        "main",
        curve((-0.02, 0.27, 0), (0.0, 0.32, 0), (0.05, 0.325, 0), (0.085, 0.315, 0), (0.098, 0.265, 0)),
        0.016,
        20,
    )
    ribs = [box("main", 0.17, 0.008, 0.164, 0.003, 4).moved(0, y, 0).over() for y in (0.06, 0.13, 0.2)]
    return Model(azimuth=30, elevation=20).add(body, shoulder, neck, handle, *ribs)


@shape(main=BOARD, trim=Material("#D9BE8F", 0.6))
def carton() -> Model:
    model = Model(azimuth=32, elevation=24)
    for x, y, z, w, h, d, turn in (
        (0, 0, 0, 0.4, 0.28, 0.3, 0),
        (-0.01, 0.281, 0, 0.3, 0.2, 0.24, 9),
        (0.33, 0, 0.14, 0.22, 0.16, 0.2, -14),
    ):
        parts = [box("main", w, h, d, 0.006, 8), box("trim", 0.05, 0.001, d * 0.998, 0.0004, 4).moved(0, h - 0.0002, 0)]
        parts += [box("trim", 0.05, h * 0.24, 0.001, 0.0004, 3).moved(0, h * 0.76, s * d / 2) for s in (-1, 1)]
        model.add(*(part.turned("y", turn).moved(x, y, z) for part in parts))
    return model


@shape(main=Material("#F4F2EC", 0.35), trim=Material("#3A7CA5", 0.4), cap=WHITE)
def pill_bottle() -> Model:
    body = turned("main", [(0, 0), (0.029, 0), (0.029, 0.072), (0.02, 0.08), (0, 0.08)], 0.005, 72, 4)
    cap = lathe(
        "cap",
        rounded([(0, 0), (0.024, 0), (0.024, 0.022), (0, 0.022)], 0.003),
        120,
        lambda a: 1 + 0.012 * math.sin(a * 40),
    ).moved(y=0.079)
    carton = box("cap", 0.075, 0.105, 0.045, 0.0015, 6).moved(-0.075, 0, -0.03)
    band = box("trim", 0.0754, 0.034, 0.0454, 0.001, 4).moved(-0.075, 0.022, -0.03).over()
    return Model(azimuth=12, elevation=18).add(
        body, cap, label("trim", 0.0293, 0.018, 0.06), carton.turned("y", 0), band
    )


@shape(main=Material("#8FB8C9", 0.3), trim=WHITE, glass=GLASS, metal=STEEL)
def syringe() -> Model:
    barrel = lathe("glass", even([(0.0085, 0), (0.0085, 0.075)], 0.02), 48)
    flange = turned("trim", [(0.0, 0), (0.016, 0), (0.016, 0.003), (0, 0.003)], 0.001, 48).moved(y=0.075)
    rod = turned(
        "trim", [(0, 0.036), (0.0035, 0.036), (0.0035, 0.12), (0.0125, 0.12), (0.0125, 0.124), (0, 0.124)], 0.0006, 40
    )
    plug = turned("main", [(0, 0.028), (0.008, 0.028), (0.008, 0.038), (0, 0.038)], 0.001, 40)
    tip = turned(
        "trim", [(0, -0.012), (0.0025, -0.012), (0.0035, -0.002), (0.0086, 0), (0.0086, 0.003), (0, 0.003)], 0.0006, 40
    )
    needle = turned("metal", [(0, -0.045), (0.0007, -0.043), (0.0007, -0.012), (0, -0.012)], 0.0001, 16)
    lying = [
        part.turned("z", 90).turned("y", 24).moved(0.03, 0.016, 0.028)
        for part in (barrel, flange, rod, plug, tip, needle)
    ]
    vial = [
        turned("main", [(0, 0), (0.012, 0), (0.012, 0.03), (0.007, 0.037), (0, 0.037)], 0.003, 48, 4),
        turned("metal", [(0, 0), (0.0085, 0), (0.0085, 0.009), (0, 0.009)], 0.001, 40).moved(y=0.036),
    ]
    vials = [part.moved(x, 0, -0.02) for x in (-0.03, 0.002) for part in vial]
    return Model(azimuth=14, elevation=24).add(*lying, *vials)


@shape(main=Material("#4E8FB5", 0.6), trim=WHITE)
def masks() -> Model:
    from portal.demo.studio.mesh import rings

    loops = []
    for row in range(13):
        v = row / 12 - 0.5
        loops.append(
            [
                (
                    0.0875 * u,
                    0.03 * (1 - 3.2 * v * v) * (1 - 0.75 * u * u) + 0.0022 * math.sin(row * math.pi / 1.5) + 0.004,
                    0.095 * v,
                )
                for u in (i / 14 - 1 for i in range(29))
            ]
        )
    top = rings("main", loops, closed=False, crease=60)
    under = rings(
        "trim", [[(x, y - 0.0012, z) for x, y, z in reversed(loop)] for loop in loops], closed=False, crease=60
    )
    bands = [
        tube(
            "trim",
            curve(
                (s * 0.086, 0.006, -0.036),
                (s * 0.12, 0.003, -0.03),
                (s * 0.125, 0.003, 0.02),
                (s * 0.086, 0.006, 0.036),
            ),
            0.0016,
            10,
        )
        for s in (-1, 1)
    ]
    mask = [part.turned("x", 8).moved(0, 0.054, 0.0) for part in (top, under, *bands)]
    pack = box("trim", 0.19, 0.055, 0.1, 0.002, 8).moved(0, 0, -0.004)
    stripe = box("main", 0.1905, 0.016, 0.1005, 0.001, 6).moved(0, 0.012, -0.004).over()
    return Model(azimuth=24, elevation=30).add(pack, stripe, *mask)
