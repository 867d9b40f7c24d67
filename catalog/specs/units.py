"""Symbols of units as data sheets have them, and amounts from one into another of the same quantity."""

from decimal import Decimal

# What each measures, and how many of the kind's first unit one is. Months are not days: shelf life in years becomes
# months exactly, in days it does not. Of bytes a kilo is 1024 up to the gigabyte, as memory is sold, and 1000 above,
# as discs are.
SYMBOLS: dict[str, tuple[str, Decimal]] = {
    symbol: (kind, Decimal(factor))
    for kind, units in {
        "length": {"mm": "0.001", "㎜": "0.001", "cm": "0.01", "㎝": "0.01", "m": "1", "km": "1000", "µm": "0.000001",
                   "um": "0.000001", "nm": "0.000000001", "in": "0.0254", "inch": "0.0254", "inches": "0.0254",
                   '"': "0.0254", "″": "0.0254", "인치": "0.0254", "ft": "0.3048", "yd": "0.9144"},
        "mass": {"mg": "0.000001", "g": "0.001", "kg": "1", "㎏": "1", "t": "1000", "lb": "0.45359237",
                 "lbs": "0.45359237", "oz": "0.028349523125", "그램": "0.001", "킬로그램": "1", "톤": "1000"},
        "volume": {"ml": "0.001", "㎖": "0.001", "cl": "0.01", "dl": "0.1", "l": "1", "ℓ": "1", "리터": "1",
                   "m³": "1000", "m3": "1000", "㎥": "1000", "cm³": "0.001", "cm3": "0.001", "cc": "0.001",
                   "gal": "3.785411784", "fl oz": "0.0295735295625"},
        "power": {"w": "1", "kw": "1000", "mw": "0.001", "hp": "745.699871582", "ps": "735.49875",
                  "마력": "735.49875"},
        "voltage": {"v": "1", "mv": "0.001", "kv": "1000", "volt": "1", "vac": "1", "vdc": "1"},
        "current": {"ma": "0.001", "a": "1", "ka": "1000"},
        "charge": {"mah": "0.001", "ah": "1"},
        "energy": {"wh": "1", "kwh": "1000", "mwh": "1000000"},
        "apparent power": {"va": "1", "kva": "1000", "mva": "1000000"},
        "frequency": {"hz": "1", "khz": "1000", "mhz": "1000000", "ghz": "1000000000"},
        "pressure": {"pa": "1", "kpa": "1000", "mpa": "1000000", "bar": "100000", "mbar": "100",
                     "psi": "6894.757293168", "n/mm²": "1000000", "kgf/cm²": "98066.5"},
        "time": {"s": "1", "sec": "1", "ms": "0.001", "min": "60", "분": "60", "h": "3600", "hr": "3600",
                 "hour": "3600", "hours": "3600", "시간": "3600", "d": "86400", "day": "86400", "days": "86400",
                 "일": "86400", "week": "604800", "weeks": "604800", "주": "604800"},
        "months": {"month": "1", "months": "1", "개월": "1", "year": "12", "years": "12", "년": "12"},
        "force": {"n": "1", "kn": "1000", "kgf": "9.80665", "lbf": "4.4482216152605", "tf": "9806.65"},
        "torque": {"n·m": "1", "nm(torque)": "1", "n.m": "1", "n m": "1", "kn·m": "1000", "kgf·m": "9.80665"},
        "speed": {"r/min": "1", "rpm": "1", "min-1": "1", "min⁻¹": "1"},
        "flow": {"l/min": "1", "lpm": "1", "l/h": "0.016666666667", "l/s": "60", "m³/h": "16.666666666667",
                 "m3/h": "16.666666666667", "㎥/h": "16.666666666667", "cmh": "16.666666666667",
                 "m³/min": "1000", "m3/min": "1000", "cfm": "28.316846592", "gpm": "3.785411784"},
        "area": {"mm²": "0.000001", "mm2": "0.000001", "cm²": "0.0001", "m²": "1", "m2": "1", "㎡": "1",
                 "ft²": "0.09290304", "평": "3.305785124"},
        "area weight": {"g/m²": "1", "g/m2": "1", "gsm": "1", "g/㎡": "1", "oz/yd²": "33.905747"},
        "density": {"g/cm³": "1", "g/cm3": "1", "g/ml": "1", "kg/m³": "0.001", "kg/m3": "0.001", "kg/l": "1"},
        "bytes": {"kb": "0.00000095367431640625", "mb": "0.0009765625", "gb": "1", "tb": "1000", "pb": "1000000"},
        "bit rate": {"kbit/s": "0.001", "kbps": "0.001", "mbit/s": "1", "mbps": "1", "gbit/s": "1000", "gbps": "1000"},
        "resistance": {"ω": "1", "ohm": "1", "kω": "1000", "mω": "1000000", "kohm": "1000"},
        "capacitance": {"pf": "0.000001", "nf": "0.001", "µf": "1", "uf": "1", "mf": "1000", "f": "1000000"},
        "share": {"%": "1", "percent": "1", "퍼센트": "1", "‰": "0.1", "ppm": "0.0001"},
        "viscosity": {"mpa·s": "1", "cp": "1", "cps": "1", "pa·s": "1000"},
        "temperature": {"°c": "1", "℃": "1", "c": "1", "°f": "1", "℉": "1"},
    }.items()
    for symbol, factor in units.items()
}  # fmt: skip
# Letters that mean something else in capitals: a megawatt is not a milliwatt, a megapascal not a millipascal.
EXACT = {
    "MW": ("power", Decimal(1000000)),
    "mPa": ("pressure", Decimal("0.001")),
    "mHz": ("frequency", Decimal("0.001")),
    "Nm": ("torque", Decimal(1)),
    "K": ("", Decimal(0)),
    "M": ("", Decimal(0)),
}
FAHRENHEIT = frozenset({"°f", "℉"})


def symbol(unit: str) -> tuple[str, Decimal] | None:
    """What the unit measures, and its size in the first unit of that; None for a symbol that is not known."""
    text = unit.strip()
    found = EXACT.get(text) or SYMBOLS.get(text.casefold().replace("μ", "µ"))
    return found if found and found[0] else None


def converted(amount: Decimal, unit: str, wanted: str) -> Decimal | None:
    """The amount in the wanted unit; None when the two do not measure the same."""
    text = unit.strip()
    if not text or text == wanted or (text.casefold() == wanted.casefold() and text not in EXACT):
        return amount
    mine, theirs = symbol(text), symbol(wanted)
    if mine is None or theirs is None or mine[0] != theirs[0]:
        return None
    if mine[0] == "temperature":
        return (amount - 32) * 5 / 9 if text.casefold() in FAHRENHEIT else amount
    return amount * mine[1] / theirs[1]
