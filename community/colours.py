"""A colour of a community's choice, made light or dark enough to be read (WCAG 2.2, 1.4.3: a contrast of 4.5 to 1).

The hue is kept; what changes is how much black or white is mixed in. Each result is checked against every ground it may
stand on, in the light and in the dark scheme; the grounds are those of portal/static/css/00-tokens.css.
"""

from hashlib import sha256

AA = 4.5
LIGHT_GROUNDS = ("#fbf9f4", "#ffffff", "#f3efe6")  # --paper, --raised, --sunken
DARK_GROUNDS = ("#15181c", "#1d2126", "#101316")
ON_LIGHT, ON_DARK = "#ffffff", "#131a24"  # --on-indigo: words on a button of that colour
STEPS = 100

RGB = tuple[int, int, int]


def rgb(colour: str) -> RGB:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in rgb(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """`share` of the other colour in it, from 0 to 1."""
    parts = (round(a + (b - a) * share) for a, b in zip(rgb(colour), rgb(other), strict=True))
    return "#{:02x}{:02x}{:02x}".format(*parts)


def readable(colour: str, grounds: tuple[str, ...], towards: str) -> str:
    """The colour with as little of `towards` (black or white) as makes it readable on all the grounds."""
    for step in range(STEPS + 1):
        tried = mixed(colour, towards, step / STEPS)
        if all(contrast(tried, ground) >= AA for ground in grounds):
            return tried
    return towards


def scheme(colour: str, grounds: tuple[str, ...], towards: str, on: str) -> dict[str, str]:
    """The colours of one scheme: for words and buttons, for a tinted ground, and a stronger one for what is pointed at.

    The tinted ground is the scheme's own with a little of the colour, and one of those that it is checked against.
    """
    soft = mixed(grounds[0], colour, 0.08)
    words = readable(colour, (*grounds, on, soft), towards)
    return {"words": words, "soft": soft, "deep": mixed(words, towards, 0.25)}


def schemes(colour: str) -> tuple[dict[str, str], dict[str, str]]:
    """For the light and for the dark scheme."""
    light = scheme(colour, LIGHT_GROUNDS, "#000000", ON_LIGHT)
    return light, scheme(colour, DARK_GROUNDS, "#ffffff", ON_DARK)


def stylesheet(colour: str) -> str:
    """Custom properties for the pages of one house; empty where no colour was chosen."""
    if not colour:
        return ""
    light, dark = schemes(colour)
    names = {"--indigo": "words", "--indigo-soft": "soft", "--indigo-deep": "deep"}
    plain = "".join(f"  {name}: {light[key]};\n" for name, key in names.items())
    both = "".join(f"  {name}: light-dark({light[key]}, {dark[key]});\n" for name, key in names.items())
    # Browsers that do not know light-dark() keep the light scheme, as in the tokens.
    return (
        f"main:has(.house-head) {{\n{plain}}}\n"
        f"@supports (color: light-dark(#000, #fff)) {{\n  main:has(.house-head) {{\n{both}  }}\n}}\n"
    )


def mark_of(colour: str) -> str:
    """Of the stylesheet as it is now: part of its address, and its ETag."""
    return sha256(stylesheet(colour).encode()).hexdigest()[:12]
