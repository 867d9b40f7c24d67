"""Shapes of electronics and of what measures and conducts."""

import math

from portal.demo.studio.mesh import Material, Model, box, curve, lathe, tube, turned
from portal.demo.studio.shapes import BLACK, BRASS, COPPER, STEEL, WHITE, shape


@shape(main=Material("#1F5B46", 0.5), trim=BLACK, gold=BRASS, light=Material("#D8D8D2", 0.5))
def circuit() -> Model:
    board = box("main", 0.1, 0.0018, 0.064, 0.0008, 10)
    top = 0.0018
    chips = [
        box("trim", 0.02, 0.0028, 0.02, 0.0006).moved(-0.008, top, 0.002),
        box("trim", 0.012, 0.0022, 0.009, 0.0004).moved(0.026, top, -0.014),
        box("light", 0.02, 0.004, 0.017, 0.0008).moved(0.034, top, 0.014),
        box("light", 0.009, 0.0055, 0.007, 0.0008).moved(-0.044, top, 0.012),
        box("trim", 0.008, 0.003, 0.006, 0.0004).moved(-0.03, top, -0.018),
    ]
    pins = [
        box("gold", 0.0012, 0.0012, 0.0045, 0.0003, 1).moved(-0.0165 + 0.0021 * i, top, z)
        for i in range(9)
        for z in (-0.0095, 0.0135)
    ]
    caps = [
        turned("light", [(0, 0), (0.0042, 0), (0.0042, 0.0095), (0, 0.0095)], 0.0006, 32).moved(x, top, z)
        for x, z in ((-0.034, 0.004), (-0.034, -0.006), (0.008, -0.02), (0.02, 0.022))
    ]
    small = [
        box("trim" if i % 3 else "light", 0.0026, 0.0012, 0.0015, 0.0003, 1).moved(
            -0.022 + 0.0052 * (i % 11), top, 0.0215 + 0.0048 * (i // 11)
        )
        for i in range(16)
    ]
    header = [box("trim", 0.056, 0.0032, 0.0046, 0.0004, 4).moved(0.004, top, -0.0282)]
    posts = [box("gold", 0.0009, 0.009, 0.0009, 0.0002, 1).moved(-0.022 + 0.0027 * i, top, -0.0282) for i in range(20)]
    return Model(azimuth=26, elevation=36).add(board, *chips, *pins, *caps, *small, *header, *posts)


@shape(
    main=Material("#BFC3C8", 0.35, 0.85),
    trim=Material("#23272C", 0.55),
    screen=Material("#22364F", 0.12),
    key=Material("#3A3F45", 0.5),
)
def notebook() -> Model:
    base = box("main", 0.34, 0.014, 0.235, 0.006, 8)
    keys = [
        box("key", 0.0195, 0.002, 0.0165, 0.0008, 1).moved(-0.143 + 0.022 * column, 0.0135, -0.078 + 0.02 * row)
        for row in range(5)
        for column in range(14)
    ]
    pad = box("trim", 0.11, 0.0006, 0.064, 0.0003, 2).moved(0, 0.0139, 0.068)
    lid = box("main", 0.34, 0.008, 0.235, 0.0035, 8)
    glass = box("trim", 0.33, 0.0014, 0.224, 0.0006, 4).moved(0, 0.0072, 0)
    panel = box("screen", 0.31, 0.0006, 0.194, 0.0003, 12).moved(0, 0.0085, -0.004)
    opened = [
        p.moved(0, 0, -0.1175).turned("x", 72).moved(0, 0.012, -0.115) for p in (lid, glass.over(), panel.over(2))
    ]
    return Model(azimuth=24, elevation=24).add(base, *(key.over() for key in keys), pad.over(), *opened)


@shape(main=Material("#E9E7E1", 0.35), trim=BLACK, lamp=Material("#3FA36B", 0.3))
def router() -> Model:
    case = box("main", 0.22, 0.034, 0.15, 0.014, 8)
    front = box("trim", 0.19, 0.01, 0.003, 0.001, 4).moved(0, 0.01, 0.0745).over()
    lamps = [
        box("lamp", 0.004, 0.004, 0.002, 0.0008, 1).moved(-0.07 + 0.012 * i, 0.0135, 0.0765).over(2) for i in range(5)
    ]
    rods = [
        tube("trim", [(x, 0.02, -0.078), (x, 0.06, -0.079), (x * 1.12, 0.19, -0.09)], 0.0062, 16, 0.7)
        for x in (-0.095, -0.032, 0.032, 0.095)
    ]
    slots = [box("trim", 0.05, 0.001, 0.0022, 0.0004, 1).moved(0, 0.0338, -0.03 + 0.009 * i).over() for i in range(6)]
    return Model(azimuth=24, elevation=24).add(case, front, *lamps, *rods, *slots)


@shape(main=Material("#2A2D33", 0.3), trim=Material("#3B4652", 0.12), metal=STEEL)
def phone() -> Model:
    body = [
        box("metal", 0.074, 0.0082, 0.155, 0.004, 8),
        box("trim", 0.07, 0.001, 0.151, 0.0004, 12).moved(0, 0.0077, 0).over(),
    ]
    back = [
        box("main", 0.074, 0.0082, 0.155, 0.004, 8),
        box("main", 0.03, 0.002, 0.036, 0.001, 3).moved(0.016, 0.0078, -0.052).over(),
    ]
    eyes = [
        turned("trim", [(0, 0), (0.0062, 0), (0.0062, 0.0016), (0, 0.0016)], 0.0005, 32)
        .moved(0.016 + x, 0.0096, -0.052 + z)
        .over(2)
        for x, z in ((-0.006, -0.008), (-0.006, 0.008), (0.0075, 0))
    ]
    lying = [part.turned("y", 24).moved(-0.03, 0, 0.03) for part in body]
    leaning = [part.turned("x", 74).turned("y", -16).moved(0.035, 0.0745, -0.04) for part in [*back, *eyes]]
    return Model(azimuth=14, elevation=24).add(*lying, *leaning)


@shape(main=Material("#C8452F", 0.5), trim=Material("#D9B98A", 0.8, grain="wood"), dark=COPPER)
def cable_reel() -> Model:
    wall = turned("trim", [(0, 0), (0.19, 0), (0.19, 0.016), (0, 0.016)], 0.004, 96)
    coils = [(0.07, 0.016)]
    for turn in range(15):
        middle = 0.0215 + turn * 0.0105
        coils += [(0.135 + 0.0052 * math.cos(t), middle + 0.0052 * math.sin(t)) for t in (-1.35, -0.7, 0, 0.7, 1.35)]
    coils.append((0.07, 0.172))
    cable = lathe("main", coils, 96, crease=70)
    tail = tube("main", curve((0.135, 0.1, 0.0), (0.15, 0.1, 0.09), (0.17, 0.1, 0.17), (0.25, 0.1, 0.186)), 0.0052, 14)
    hub = turned("dark", [(0, 0), (0.03, 0), (0.03, 0.003), (0, 0.003)], 0.001, 40).moved(y=0.188)
    parts = [wall, wall.moved(y=0.172), cable, hub, tail]
    return Model(azimuth=58, elevation=20).add(*(part.turned("x", 90) for part in parts))


@shape(main=Material("#1D2F4F", 0.18), trim=Material("#C8CCD0", 0.3, 0.9), line=Material("#8FA3BC", 0.3, 0.6))
def solar_panel() -> Model:
    frame = [box("trim", 1.0, 0.035, 0.035, 0.005, 6).moved(0, 0, z) for z in (-0.8, 0.8)] + [
        box("trim", 0.035, 0.035, 1.635, 0.005, 6).moved(x, 0, 0) for x in (-0.5, 0.5)
    ]
    sheet = box("line", 0.97, 0.012, 1.57, 0.003, 4).moved(0, 0.012, 0).over()
    cells = [
        box("main", 0.152, 0.003, 0.152, 0.0012, 2).moved(-0.3975 + 0.159 * i, 0.0235, -0.7155 + 0.159 * j).over(2)
        for i in range(6)
        for j in range(10)
    ]
    parts = [part.turned("x", 62).turned("y", 18) for part in (*frame, sheet, *cells)]
    post = [tube("trim", [(x, 0.02, -0.75), (x, 1.1, -0.22)], 0.02, 12).turned("y", 18) for x in (-0.35, 0.35)]
    return Model(azimuth=16, elevation=14).add(*(p.moved(y=0.72) for p in parts), *post)


@shape(main=WHITE, trim=Material("#2F6B8F", 0.25), dark=Material("#4A5560", 0.4))
def meter() -> Model:
    """A hand-held instrument: thermometer, gas meter, pulse meter."""
    body = box("main", 0.062, 0.026, 0.16, 0.011, 8)
    window = box("dark", 0.048, 0.002, 0.05, 0.0009, 6).moved(0, 0.0252, -0.038).over()
    shown = box("trim", 0.042, 0.001, 0.042, 0.0004, 4).moved(0, 0.0268, -0.038).over(2)
    keys = [
        turned("dark", [(0, 0), (0.0068, 0), (0.0068, 0.003), (0, 0.003)], 0.001, 32).moved(x, 0.025, z).over()
        for x, z in ((-0.013, 0.015), (0.013, 0.015), (0, 0.04))
    ]
    parts = [part.turned("x", 30).turned("y", 24) for part in (body, window, shown, *keys)]
    return Model(azimuth=4, elevation=30).add(*parts)
