"""Which standard a certificate is of, however it is written: `ISO 9001 : 2015` and `iso9001` are one facet value."""

import re

STANDARDS = (
    *("ISO 9001", "ISO 14001", "ISO 45001", "ISO 22000", "ISO 13485", "ISO 27001", "ISO 50001", "ISO 17025"),
    *("IATF 16949", "AS 9100", "FSSC 22000", "SA 8000", "HACCP", "GMP", "BRCGS", "GLOBALG.A.P.", "Halal", "Kosher"),
    *("CE", "FCC", "UL", "KC", "KS", "CCC", "PSE", "TÜV", "RoHS", "REACH", "FDA", "EPA", "ENERGY STAR"),
    *("FSC", "PEFC", "GOTS", "GRS", "OEKO-TEX", "BSCI", "SEDEX", "Fairtrade", "EU Organic", "USDA Organic"),
)
EDGE = re.compile(r"[^0-9a-z]+")


def pattern(name: str) -> re.Pattern[str]:
    pieces = [re.escape(piece) for piece in EDGE.split(name.lower()) if piece]
    return re.compile(r"(?<![0-9a-z])" + r"[^0-9a-z]*".join(pieces) + r"(?![0-9a-z])")


PATTERNS = {name: pattern(name) for name in STANDARDS}


def standard_of(name: str) -> str:
    """The known standard that a certificate's name mentions first; else the name itself, cut to 40 characters."""
    text = name.lower()
    found = [(match.start(), known) for known, one in PATTERNS.items() if (match := one.search(text))]
    return min(found)[1] if found else " ".join(name.split())[:40]
