"""A document that is set while its reader waits, by the same press as the catalogues."""

import hashlib
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from django.core.cache import cache

from catalog.printed.work import Press

WAIT = 0.25  # seconds of one look at the press
KEPT_FOR = 3600  # seconds
LARGEST_KEPT = 6 * 1024 * 1024  # bytes; a larger one is made anew for each reader


def kept(kind: str, said: str | bytes, make: Callable[[], bytes]) -> bytes:
    """A finished document by the digest of all that it says: made once, and anew when a word of it changes."""
    key = f"{kind}-pdf-{hashlib.sha256(said.encode() if isinstance(said, str) else said).hexdigest()}"
    made: bytes | None = cache.get(key)
    if made is None:
        made = make()
        if len(made) <= LARGEST_KEPT:
            cache.set(key, made, KEPT_FOR)
    return made


def set_pages(
    template: Path, data: str, attached: Mapping[str, bytes] | None = None, standards: Sequence[str] = ()
) -> bytes:
    """The PDF of a template with its data.json, beside which the files lie that it attaches.

    `standards` instead of the press's own, the best first: only PDF/A-3 may carry any file. Raises RuntimeError or
    TimeoutError when it could not be made.
    """
    with tempfile.TemporaryDirectory(prefix="printed-") as name:
        folder = Path(name)
        (folder / "main.typ").write_bytes(template.read_bytes())
        (folder / "data.json").write_text(data, encoding="utf-8")
        for file, content in (attached or {}).items():
            (folder / file).write_bytes(content)
        if standards:
            (folder / "standards.json").write_text(json.dumps(list(standards)))
        running = Press.start(folder)
        try:
            while not running.is_done(WAIT):
                pass
            if running.process.returncode != 0:
                raise RuntimeError(running.words())
            return (folder / "catalogue.pdf").read_bytes()
        finally:
            running.stop()
