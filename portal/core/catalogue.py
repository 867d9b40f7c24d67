"""The message catalogues: extraction, updating and compiling in Python alone, so that no system gettext is needed.

Named after gettext's own term; the e-catalogue of products is the app `catalog`.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

SKIPPED = {".venv", "node_modules", "tests", "var", ".git", ".services"}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def sources(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        is_template = path.suffix in {".html", ".txt"} and "templates" in inside.parts
        if (path.suffix == ".py" or is_template) and not SKIPPED & set(inside.parts):
            yield path


def python_of(path: Path) -> bytes:
    """The file as something Babel's Python extractor reads: templates turned into calls, each on its own line."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return text.encode()
    return "\n".join(calls(templatize(text))).encode()


CALL = re.compile(r"""\b(_|n?p?gettext)\(((?:u?"(?:\\.|[^"\\])*"|u?'(?:\\.|[^'\\])*'|[\s,])+?)(,\s*count)?\)""")


def calls(pseudo: str) -> Iterator[str]:
    """What templatize() leaves is for xgettext and not always Python; the calls in it are."""
    for match in CALL.finditer(pseudo):
        yield f"{match[1]}({match[2]}{match[3] or ''})"


def collect(root: Path) -> Catalog:
    """Every message that the code and the templates ask for."""
    catalog = Catalog(charset="utf-8")
    for path in sources(root):
        found = extract("python", BytesIO(python_of(path)), KEYWORDS)
        for _line, message, _comments, context in found:
            flags = ["python-format"] if is_format(message) else []
            catalog.add(message, locations=[(str(path.relative_to(root)), 0)], context=context, flags=flags)
    return catalog


def is_format(message: str | tuple[str, ...]) -> bool:
    texts = [message] if isinstance(message, str) else message
    return any(re.search(r"%\(\w+\)[sd]", text) for text in texts)


def po_path(language: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / to_locale(language) / "LC_MESSAGES" / "django.po"


def load(language: str) -> Catalog:
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=to_locale(language))
    with path.open("rb") as file:
        return read_po(file, locale=to_locale(language))


def languages() -> list[str]:
    """Those with a catalogue of their own: all but the language of the messages themselves."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def update(language: str, wanted: Catalog) -> Catalog:
    """Bring the language's file in line with what the code asks for; what it no longer asks for is dropped."""
    catalog = load(language)
    wanted.creation_date = catalog.creation_date if po_path(language).exists() else wanted.creation_date
    catalog.update(wanted, no_fuzzy_matching=True)
    catalog.project, catalog.version, catalog.fuzzy = "Jangteo", "", False
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
    catalog.header_comment = f"# {language}: the words of Jangteo. Kept by `manage.py messages`."
    catalog.obsolete.clear()
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(
            file, catalog, width=110, sort_output=True, omit_header=False, include_lineno=False, ignore_obsolete=True
        )
    return catalog


def missing(language: str, wanted: Catalog) -> list[str]:
    """The messages without a translation, and those whose placeholders differ from the original's."""
    catalog = load(language)
    problems = []
    for message in wanted:
        if not message.id:
            continue
        own = catalog.get(message.id, context=message.context)
        if own is None or not all_filled(own.string):
            problems.append(f"{language}: not translated: {message.id!r}")
        elif placeholders(own.string) - placeholders(message.id):
            problems.append(f"{language}: unknown placeholder: {message.id!r}")
    return problems


def all_filled(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(string) and (isinstance(string, str) or all(string or ()))


def placeholders(text: str | tuple[str, ...] | list[str] | None) -> set[str]:
    texts = [text] if isinstance(text, str) else text or ()
    return {name for one in texts for name in re.findall(r"%\((\w+)\)", one)}


def compile_all() -> int:
    """Write the .mo file beside each .po that is newer; returns how many were written."""
    written = 0
    for language in languages():
        source = po_path(language)
        target = source.with_suffix(".mo")
        if source.exists() and (not target.exists() or target.stat().st_mtime < source.stat().st_mtime):
            with target.open("wb") as file:
                write_mo(file, set_for_print(load(language)))
            written += 1
    return written


HELD = re.compile(r"(?<=\S) 님")
NO_BREAK = "\N{NO-BREAK SPACE}"


def set_for_print(catalog: Catalog) -> Catalog:
    """In Korean a name and its 님 stand on one line; who translates need not think of it."""
    if catalog.locale and catalog.locale.language == "ko":
        for message in catalog:
            if message.id and message.string:
                message.string = kept_together(message.string)
    return catalog


def kept_together(string: Any) -> Any:
    if not isinstance(string, str):
        return tuple(map(kept_together, string))
    return HELD.sub(f"{NO_BREAK}님", string)
