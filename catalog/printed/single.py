"""A document that is set while its reader waits, by the same press as the catalogues."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from catalog.printed.work import Press

WAIT = 0.25  # seconds of one look at the press


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
