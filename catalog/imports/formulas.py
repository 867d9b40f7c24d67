"""Cells that a spreadsheet would take for formulas (OWASP, "CSV injection"): an apostrophe in front makes them text.

`restored(neutral(text)) == text` for every text, so that what was exported comes back as it was.
"""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def neutral(text: str) -> str:
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_SIGNS) else text


def restored(text: str) -> str:
    """Without the apostrophe that `neutral` has put in front."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA_SIGNS) else text
