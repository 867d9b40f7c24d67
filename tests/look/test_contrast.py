"""Text can be read: WCAG 2.2 contrast, computed from the tokens for every pair the stylesheets use."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "portal" / "static" / "css"
TOKENS = {
    name: {"light": light, "dark": dark}
    for name, light, dark in re.findall(
        r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", (CSS / "00-tokens.css").read_text("utf-8")
    )
}
GROUNDS = ["paper", "raised", "sunken"]
SOFT = ["indigo-soft", "pine-soft", "vermilion-soft", "ochre-soft"]
TEXT = [
    *[
        (ink, ground)
        for ink in ["ink", "muted", "indigo", "indigo-deep", "pine", "vermilion", "ochre"]
        for ground in GROUNDS
    ],
    *[("ink", ground) for ground in SOFT],
    *[(ground.removesuffix("-soft"), ground) for ground in SOFT],
    ("indigo-deep", "indigo-soft"),
    ("on-indigo", "indigo"),
    ("on-indigo", "indigo-deep"),
    ("on-vermilion", "vermilion"),
    ("paper", "ink"),
]
# The edges of fields and the ring of focus are graphics: 3:1.
GRAPHICS = [(line, ground) for line in ["edge", "indigo"] for ground in GROUNDS]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_stands_out_from_its_ground(ink: str, ground: str, theme: str) -> None:
    assert contrast(TOKENS[ink][theme], TOKENS[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), GRAPHICS)
def test_edges_and_focus_can_be_seen(line: str, ground: str, theme: str) -> None:
    assert contrast(TOKENS[line][theme], TOKENS[ground][theme]) >= 3


def test_colours_are_named_in_one_place_only() -> None:
    for file in CSS.glob("[1-9]*.css"):
        colours = set(re.findall(r"#[0-9a-f]{3,8}\b", file.read_text("utf-8"))) - {"#fff"}
        assert not colours, f"{file.name}: use a token instead of {colours}"


def test_every_token_in_use_exists() -> None:
    text = "".join(file.read_text("utf-8") for file in CSS.glob("*.css"))
    known = set(re.findall(r"(--[a-z0-9-]+):", text))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", text)) <= known


def test_browsers_without_light_dark_get_the_light_theme() -> None:
    text = (CSS / "00-tokens.css").read_text("utf-8")
    plain = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", text))
    assert plain == {name: values["light"] for name, values in TOKENS.items()}
