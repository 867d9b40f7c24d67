"""Sets the pages: run as a program of its own, with the folder that holds main.typ and its parts.

    python press.py FOLDER FONT_FOLDER…

The folder may hold standards.json, a list to try instead of ours.
Writes catalogue.pdf and result.json ({"pages": …, "standard": …}) there. It is a process of its own so that what a
thousand pages take in memory goes back to the system, so that it can be stopped after a time, and so that nothing
that a font or picture does to it can take the relay along. It imports nothing of the portal.
"""

import contextlib
import json
import resource
import sys
from pathlib import Path
from typing import Any

import typst

SECONDS = 150  # of computing
MEMORY = 3 * 1024**3
# PDF/A-2a is tagged for those who have it read aloud; what a text holds may stand against it (signs of private use).
STANDARDS: tuple[Any, ...] = ("a-2a", "a-2b", "1.7")


def main() -> int:
    for kind, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    folder = Path(sys.argv[1])
    compiler = typst.Compiler(str(folder / "main.typ"), root=str(folder), font_paths=sys.argv[2:])
    wished = folder / "standards.json"
    for standard in json.loads(wished.read_text()) if wished.exists() else STANDARDS:
        try:
            compiler.compile(output=str(folder / "catalogue.pdf"), format="pdf", pdf_standards=[standard])
        except typst.TypstError as problem:
            sys.stderr.write(f"{standard}: {problem.message} {problem.hints}\n{problem.diagnostic}\n")
        else:
            pages = int(json.loads(compiler.query("<pages>", field="value", one=True)))
            (folder / "result.json").write_text(json.dumps({"pages": pages, "standard": standard}))
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
