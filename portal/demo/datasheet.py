"""A datasheet of one page as a PDF, written by hand: the same bytes for the same product, in a millisecond.

Letters are those of Windows code page 1252 in Helvetica, which every reader of PDFs has (ISO 32000-1, 9.6.2.2).
"""

from collections.abc import Iterable
from textwrap import wrap

LEFT, TOP, LINE = 56, 780, 20  # points
HEAD = b"%PDF-1.4\n"
FONTS = (("F1", "Helvetica"), ("F2", "Helvetica-Bold"))


def datasheet(title: str, under: str, text: str, rows: Iterable[tuple[str, str]]) -> bytes:
    parts = [line("F2", 20, LEFT, TOP, title), line("F1", 11, LEFT, TOP - 20, under)]
    top = TOP - 54
    for words in wrap(text, 86):
        parts.append(line("F1", 11, LEFT, top, words))
        top -= 15
    top -= 18
    for name, value in rows:
        parts += [line("F1", 11, LEFT, top, name), line("F2", 11, LEFT + 190, top, value)]
        parts.append(f"0.85 G 0.5 w {LEFT} {top - 6} m {595 - LEFT} {top - 6} l S".encode())
        top -= LINE
    parts.append(line("F1", 9, LEFT, 48, "Specimen of the demonstration. All firms and goods are invented."))
    return document(b"\n".join(parts))


def line(font: str, size: int, left: int, top: int, text: str) -> bytes:
    letters = text.replace("−", "-").encode("cp1252", "replace")
    safe = letters.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return f"BT /{font} {size} Tf {left} {top} Td (".encode() + safe + b") Tj ET"


def document(content: bytes) -> bytes:
    """The objects, and the table of where each begins (ISO 32000-1, 7.5)."""
    fonts = " ".join(f"/{name} {number} 0 R" for number, (name, _base) in enumerate(FONTS, 4))
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {4 + len(FONTS)} 0 R"
        f"/Resources<</Font<<{fonts}>>>>>>".encode(),
        *(f"<</Type/Font/Subtype/Type1/BaseFont/{base}/Encoding/WinAnsiEncoding>>".encode() for _name, base in FONTS),
        f"<</Length {len(content)}>>\nstream\n".encode() + content + b"\nendstream",
    ]
    out, places = bytearray(HEAD), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<</Size {len(bodies) + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)
