"""E-invoices checked by the rules of EN 16931 and Peppol, as their publishers compile them (Schematron in XSLT)."""

import os
import sys
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from django.conf import settings

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
EN16931, PEPPOL = "CEN-EN16931-UBL.xslt", "PEPPOL-EN16931-UBL.xslt"


@dataclass(frozen=True)
class Finding:
    rule: str
    is_fatal: bool
    text: str
    place: str


def rules() -> Path | None:
    """The folder of the rules: PEPPOL_RULES, or where `bin/services rules` puts them; None where they are missing."""
    named = os.environ.get("PEPPOL_RULES")
    folder = Path(named) if named else usual_folder()
    return folder if (folder / EN16931).exists() and (folder / PEPPOL).exists() and find_spec("saxonche") else None


def usual_folder() -> Path:
    tools = str(Path(settings.BASE_DIR) / "bin")
    if tools not in sys.path:
        sys.path.append(tools)
    from local import peppol_rules

    return peppol_rules.folder()


@cache
def processor() -> Any:
    from saxonche import PySaxonProcessor

    return PySaxonProcessor(license=False)


@cache
def compiled(name: str) -> Any:
    """A stylesheet of a megabyte: a second or two to compile, so once a run."""
    folder = rules()
    assert folder
    return processor().new_xslt30_processor().compile_stylesheet(stylesheet_file=str(folder / name))


def check(content: bytes, *names: str) -> list[Finding]:
    """What the rules of the named files (both, if none) have against it."""
    node = processor().parse_xml(xml_text=content.decode())
    found: list[Finding] = []
    for name in names or (EN16931, PEPPOL):
        report = ET.fromstring(compiled(name).transform_to_string(xdm_node=node))
        for one in report.iter(f"{SVRL}failed-assert"):
            words = " ".join("".join(one.itertext()).split())
            found.append(Finding(one.get("id", ""), one.get("flag") == "fatal", words, one.get("location", "")))
    return found


def fatal(content: bytes, *names: str) -> list[Finding]:
    return [one for one in check(content, *names) if one.is_fatal]
