"""Shapes of machines, vehicles and electronics."""

import math

from portal.demo.studio.mesh import (
    Flat,
    Material,
    Model,
    Part,
    ball,
    box,
    curve,
    even,
    lathe,
    prism,
    rounded,
    tube,
    turned,
)
from portal.demo.studio.shapes import BLACK, BRASS, DARK_STEEL, RUBBER, STEEL, shape


def ring(material: str, inner: float, outer: float, low: float, high: float, edge: float, segments: int = 96) -> Part:
    """A ring of rectangular section with rounded rims."""
    middle = (inner + outer) / 2
    profile = [(middle, low), (outer, low), (outer, high), (inner, high), (inner, low), (middle, low)]
    return lathe(material, even(rounded(profile, edge, 3), (outer - inner) / 2), segments)


@shape(main=STEEL, trim=Material("#5B646E", 0.45, 0.6), seal=Material("#B98B4A", 0.4, 0.9))
def bearing() -> Model:
    outer, inner = ring("main", 0.036, 0.047, 0, 0.028, 0.0016), ring("main", 0.02, 0.029, 0, 0.028, 0.0014)
    balls = [ball("main", 0.0052, 20).moved(0.0325 * math.cos(a), 0.0235, 0.0325 * math.sin(a)) for a in around(11)]
    cage = [ring("seal", 0.0293, 0.0357, 0.004, 0.0205, 0.0008)]
    model = Model(azimuth=24, elevation=20)
    parts = [part.turned("x", 68).turned("y", 12) for part in [outer, inner, *cage, *balls]]
    return model.add(*parts)


def around(count: int, start: float = 0.0) -> list[float]:
    return [start + 2 * math.pi * step / count for step in range(count)]


def toothed(teeth: int, outer: float, root: float) -> list[Flat]:
    """The outline of a spur gear with trapezoid teeth."""
    outline = []
    for tooth in range(teeth):
        start = 2 * math.pi * tooth / teeth
        for part, radius in (
            (0.0, root),
            (0.12, root),
            (0.3, root),
            (0.46, outer),
            (0.56, outer),
            (0.72, outer),
            (0.88, root),
        ):
            angle = start + part * 2 * math.pi / teeth
            outline.append((radius * math.cos(angle), radius * math.sin(angle)))
    return outline


def gear_body(material: str, outline: list[Flat], bore: float, height: float) -> Part:
    """A toothed disc with a bore: rings from the bore outwards and back."""
    from portal.demo.studio.mesh import rings

    def loop(share: float, y: float) -> list[tuple[float, float, float]]:
        points = []
        for x, z in outline:
            reach = math.hypot(x, z)
            radius = bore + (reach - bore) * share
            points.append((x / reach * radius, y, z / reach * radius))
        return points

    levels = [
        (0, height),
        (0, 0),
        (0.3, 0),
        (0.6, 0),
        (0.97, 0),
        (1, height * 0.06),
        (1, height * 0.94),
        (0.97, height),
    ]
    levels += [(0.66, height), (0.33, height), (0.03, height), (0, height)]
    return rings(material, [loop(share, y) for share, y in levels], crease=35)


@shape(main=DARK_STEEL, trim=STEEL)
def gear() -> Model:
    large = gear_body("main", toothed(26, 0.06, 0.052), 0.014, 0.02).turned("x", 72).moved(y=0.06)
    small = gear_body("trim", toothed(14, 0.034, 0.027), 0.009, 0.022).moved(0.062, 0, 0.045)
    return Model(azimuth=22, elevation=24).add(large, small)


@shape(main=Material("#3B6EA5", 0.4), trim=STEEL, dark=DARK_STEEL)
def pump() -> Model:
    motor = turned("main", [(0, 0), (0.06, 0), (0.06, 0.15), (0.035, 0.16), (0, 0.16)], 0.012, 80).turned("z", 90)
    fins = [ring("main", 0.055, 0.066, 0, 0.004, 0.001, 64).turned("z", 90).moved(-0.025 - 0.014 * i) for i in range(8)]
    casing = turned("trim", [(0, 0), (0.072, 0), (0.075, 0.03), (0.06, 0.055), (0, 0.055)], 0.012).turned("z", -90)
    inlet = turned("dark", [(0, 0), (0.03, 0), (0.03, 0.045), (0.045, 0.045), (0.045, 0.06), (0, 0.06)], 0.003, 48)
    outlet = inlet.moved(0.028, 0.055, 0.0)
    intake = inlet.turned("z", -90).moved(0.04)
    lid = box("dark", 0.05, 0.03, 0.06, 0.006).moved(-0.08, 0.058, 0)
    feet = [box("dark", 0.04, 0.022, 0.13, 0.006).moved(x, -0.085, 0) for x in (-0.12, -0.03)]
    return Model(azimuth=32, elevation=20).add(motor, *fins, casing, outlet, intake, lid, *feet)


@shape(main=BRASS, trim=Material("#B03A2E", 0.45), dark=STEEL)
def valve() -> Model:
    body = [(0, -0.05), (0.019, -0.05), (0.019, -0.032), (0.014, -0.026), (0.022, -0.012), (0.024, 0), (0.022, 0.012)]
    body += [(0.014, 0.026), (0.019, 0.032), (0.019, 0.05), (0, 0.05)]
    pipe = turned("main", body, 0.003, 64, 2).turned("z", 90)
    nuts = [
        lathe("main", rounded([(0, 0), (0.023, 0), (0.023, 0.016), (0, 0.016)], 0.002), 48, six)
        .turned("z", 90)
        .moved(x)
        for x in (-0.034, 0.05)
    ]
    neck = turned("main", [(0, 0), (0.013, 0), (0.013, 0.03), (0.009, 0.034), (0, 0.034)], 0.002).moved(y=0.016)
    stem = turned("dark", [(0, 0), (0.006, 0), (0.006, 0.012), (0, 0.012)], 0.001, 32).moved(y=0.05)
    lever = tube(
        "trim", curve((-0.012, 0.06, 0), (0.008, 0.06, 0), (0.03, 0.066, 0), (0.085, 0.067, 0)), 0.009, 20, 0.34
    )
    return Model(azimuth=30, elevation=24).add(pipe, *nuts, neck, stem, lever)


def six(angle: float) -> float:
    """The radius of a hexagon over its corners' at this angle."""
    step = math.pi / 3
    return math.cos(step / 2) / math.cos(angle % step - step / 2)


@shape(main=STEEL, trim=DARK_STEEL)
def bolts() -> Model:
    model = Model(azimuth=20, elevation=30)
    head = lathe("main", rounded([(0, 0), (0.0105, 0), (0.0105, 0.008), (0, 0.008)], 0.0012), 48, six)
    thread: list[tuple[float, float]] = [(0, 0), (0.004, 0)]
    for turn in range(16):
        thread += [(0.0052, 0.002 + turn * 0.0022), (0.0062, 0.003 + turn * 0.0022)]
    thread += [(0.0056, 0.05), (0.0056, 0.06)]
    bolt = [lathe("main", thread, 36, crease=15), head.moved(y=0.057)]
    model.add(*(part.turned("z", 180).moved(-0.03, 0.065, -0.012) for part in bolt))
    model.add(*(part.turned("z", 90).turned("y", 35).moved(0.035, 0.0105, 0.012) for part in bolt))
    nut_profile = [(0.006, 0.0), (0.0115, 0), (0.0115, 0.009), (0.006, 0.009), (0.006, 0)]
    nut = lathe("trim", rounded(nut_profile, 0.001), 48, six)
    return model.add(nut.moved(0.012, 0, 0.034), nut.turned("y", 20).moved(-0.014, 0, 0.024), nut.moved(0.04, 0, 0.04))


@shape(main=RUBBER, trim=STEEL, dark=DARK_STEEL)
def wheel() -> Model:
    tyre = [
        (0.2, -0.1),
        (0.29, -0.105),
        (0.318, -0.085),
        (0.325, -0.05),
        (0.322, -0.046),
        (0.322, -0.038),
        (0.327, -0.034),
    ]
    tyre += [(0.328, -0.006), (0.323, -0.004), (0.323, 0.004), (0.328, 0.006)]
    tyre += [(0.327, 0.034), (0.322, 0.038), (0.322, 0.046), (0.325, 0.05), (0.318, 0.085), (0.29, 0.105), (0.2, 0.1)]
    rim = [
        (0.185, -0.1),
        (0.205, -0.1),
        (0.205, 0.1),
        (0.218, 0.106),
        (0.212, 0.11),
        (0.2, 0.1),
        (0.185, 0.06),
        (0.18, -0.09),
    ]
    hub = turned("trim", [(0, 0.02), (0.06, 0.02), (0.06, 0.06), (0.028, 0.07), (0.026, 0.062), (0, 0.062)], 0.006, 48)
    spokes = [
        box("trim", 0.16, 0.03, 0.034, 0.01).moved(0.115, 0.035, 0).turned("y", math.degrees(a)) for a in around(10)
    ]
    disc = ring("dark", 0.05, 0.165, -0.02, 0.0, 0.003, 64)
    parts = [lathe("main", tyre, 96), lathe("trim", rounded(rim, 0.004), 96), disc, hub, *spokes]
    return Model(azimuth=26, elevation=14).add(*(part.turned("x", 90).turned("y", 14) for part in parts))


@shape(main=DARK_STEEL, trim=STEEL)
def brake_disc() -> Model:
    disc = ring("trim", 0.085, 0.14, 0, 0.022, 0.002, 112)
    hat = turned(
        "main", [(0.086, 0.004), (0.086, 0.05), (0.034, 0.05), (0.034, 0.04), (0.076, 0.04), (0.076, 0.004)], 0.004, 96
    )
    studs = [
        turned("trim", [(0, 0), (0.006, 0), (0.006, 0.006), (0, 0.006)], 0.001, 24).moved(
            0.056 * math.cos(a), 0.05, 0.056 * math.sin(a)
        )
        for a in around(5)
    ]
    holes = [
        turned("main", [(0, 0), (0.0042, 0), (0.0042, 0.0004), (0, 0.0004)], 0.0001, 16)
        .moved(r * math.cos(a + r * 9), 0.0221, r * math.sin(a + r * 9))
        .over()
        for r in (0.1, 0.113, 0.126)
        for a in around(14)
    ]
    parts = [disc, hat, *studs, *holes]
    return Model(azimuth=22, elevation=18).add(*(part.turned("x", 62).turned("y", 16) for part in parts))


@shape(main=Material("#C0392B", 0.35), trim=STEEL, dark=BLACK)
def spring() -> Model:
    coil = [
        (0.034 * math.cos(a), 0.03 + a * 0.0042, 0.034 * math.sin(a))
        for a in (step * 0.25 for step in range(int(12.6 * 4 * 3.1)))
    ]
    rod = turned("trim", [(0, 0), (0.007, 0), (0.007, 0.235), (0, 0.235)], 0.001, 32)
    body = turned("dark", [(0, 0.0), (0.02, 0.0), (0.02, 0.1), (0.015, 0.11), (0, 0.11)], 0.004, 48)
    seats = [
        turned("dark", [(0, 0), (0.043, 0), (0.043, 0.007), (0, 0.007)], 0.002, 64).moved(y=y) for y in (0.02, 0.197)
    ]
    eyes = [ring("trim", 0.009, 0.017, -0.012, 0.012, 0.002, 40).turned("x", 90).moved(y=y) for y in (-0.012, 0.245)]
    parts = [
        part.turned("z", 64).turned("y", 18) for part in (tube("main", coil, 0.0058, 12), rod, body, *seats, *eyes)
    ]
    return Model(azimuth=18, elevation=24).add(*parts)


@shape(main=Material("#E7E2D6", 0.8), trim=Material("#2E5E8C", 0.45), dark=STEEL)
def filter() -> Model:

    def pleat(angle: float) -> float:
        return 1 + 0.05 * math.sin(angle * 44)

    media = lathe("main", even([(0.05, 0.018), (0.05, 0.192)], 0.03), 264, pleat, 60)
    caps = [
        turned("trim", [(0, 0), (0.056, 0), (0.056, 0.02), (0, 0.02)], 0.004, 80),
        turned("trim", [(0.026, 0.0), (0.056, 0), (0.056, 0.022), (0.03, 0.022), (0.026, 0)], 0.004, 80).moved(y=0.19),
    ]
    core = lathe("dark", [(0.026, 0.2), (0.026, 0.02)], 48)
    floor = turned("dark", [(0, 0.02), (0.027, 0.02)], 0.001, 48)
    return Model(azimuth=25, elevation=26).add(media, *caps, core, floor)


@shape(main=Material("#33518A", 0.4), trim=STEEL, dark=BLACK)
def motor() -> Model:
    can = turned("main", [(0, 0), (0.052, 0), (0.052, 0.14), (0, 0.14)], 0.006, 72)
    fins = [
        box("main", 0.006, 0.12, 0.016, 0.002, 2).moved(0.054, 0.01, 0).turned("y", math.degrees(a)) for a in around(28)
    ]
    shield = turned("trim", [(0, 0), (0.058, 0), (0.056, 0.012), (0.03, 0.022), (0, 0.022)], 0.003, 72).moved(y=0.14)
    shaft = turned("trim", [(0, 0), (0.01, 0), (0.01, 0.05), (0, 0.05)], 0.001, 32).moved(y=0.16)
    cover = turned("dark", [(0, -0.03), (0.05, -0.03), (0.06, -0.02), (0.06, 0.004), (0, 0.004)], 0.006, 72)
    lying = [part.turned("z", -90) for part in (can, *fins, shield, shaft, cover)]
    top = box("dark", 0.06, 0.034, 0.052, 0.005).moved(0.055, 0.056, 0)
    feet = [box("trim", 0.03, 0.02, 0.12, 0.004).moved(x, -0.072, 0) for x in (0.03, 0.11)]
    return Model(azimuth=34, elevation=20).add(*lying, top, *feet)


def hexagonal(radius: float) -> list[Flat]:
    return [(radius * math.cos(a), radius * math.sin(a)) for a in around(6)]


@shape(main=Material("#D8A24A", 0.35, 0.9), trim=BLACK)
def drill_bits() -> Model:
    model = Model(azimuth=24, elevation=30)
    for index, radius in enumerate((0.0035, 0.0045, 0.0055, 0.0068, 0.008)):
        length = 0.05 + 8 * radius
        shank = prism("trim", hexagonal(radius * 1.1), 0.02, 0.0006)
        loops = []
        for step in range(37):
            t = step / 36
            taper = 1.0 if t < 0.92 else (1 - t) / 0.08 + 0.02
            loops.append(
                [
                    (
                        radius * taper * (0.72 + 0.28 * math.cos(2 * a)) * math.cos(a + 9 * t),
                        0.02 + t * length,
                        radius * taper * (0.72 + 0.28 * math.cos(2 * a)) * math.sin(a + 9 * t),
                    )
                    for a in around(24)
                ]
            )
        from portal.demo.studio.mesh import rings

        model.add(
            *(
                part.turned("x", 90).turned("y", -8).moved(-0.04 + index * 0.021, radius, -0.05)
                for part in (shank, rings("main", loops))
            )
        )
    return model
