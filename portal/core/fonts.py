"""Fonts of the machine for the pictures that we draw: one is taken only if it has every letter of the text."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/Library/Fonts"), Path("C:/Windows/Fonts"))
# From the one we like most. The first have Hangul and Chinese characters, the others Latin, Greek and Cyrillic.
WANTED = (
    *("NotoSerifCJK-Bold", "NotoSansCJK-Bold", "NotoSansKR-Bold", "NanumMyeongjoBold", "NanumGothicBold", "malgunbd"),
    *("UnDotumBold", "wqy-zenhei", "DejaVuSerif-Bold", "LiberationSerif-Bold", "NotoSerif-Bold", "DejaVuSans-Bold"),
)
ENDINGS = (".ttc", ".otf", ".ttf")
NO_LETTER = "\U0010ffff"  # in no font, so it is drawn as the sign for a missing one


@cache
def installed() -> tuple[Path, ...]:
    found = {path.stem: path for folder in FOLDERS if folder.is_dir() for path in folder.rglob("*") if known(path)}
    return tuple(found[name] for name in WANTED if name in found)


def known(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS and path.stem in WANTED


def font_for(text: str, size: int) -> ImageFont.FreeTypeFont | None:
    """The best font that has every letter of `text`; None where there is none, so that nobody sees empty boxes."""
    return next((font for path in installed() if has_all(font := ImageFont.truetype(path, size), text)), None)


def has_all(font: ImageFont.FreeTypeFont, text: str) -> bool:
    missing = bytes(font.getmask(NO_LETTER))
    return all(bytes(font.getmask(letter)) != missing for letter in set(text) if not letter.isspace())
