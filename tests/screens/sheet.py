"""What was found, to be read and to be looked at: `index.html` beside the pictures, `report.txt`, and a few lines."""

import re
from collections import Counter
from pathlib import Path

from django.template import Context, Engine

from tests.screens.crawl import Fault
from tests.screens.patterns import Pattern
from tests.screens.pictures import Shot

MOMENT = re.compile(r"“\d{4}-\d\d-\d\d[^”]*”")
TEMPLATE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Screens</title><style>
body { font: 15px/1.4 system-ui; margin: 24px; background: #eee }
section { background: #fff; margin: 0 0 24px; padding: 12px 16px }
h2 { font-size: 16px; margin: 0 } p { margin: 4px 0; color: #a22 }
div { display: flex; gap: 12px; align-items: start; overflow-x: auto; margin-top: 12px }
img { max-height: 640px; border: 1px solid #ccc; object-fit: contain; object-position: top }
</style></head><body><h1>{{ shots|length }} pages, {{ faults }} faults</h1>
{% for shot in shots %}<section id="p{{ forloop.counter }}"><h2>{{ shot.seen.role }} · {{ shot.seen.path }}</h2>
{% for words in shot.faults %}<p>{{ words }}</p>{% endfor %}<div>{% for file in shot.files.values %}
<a href="{{ file }}"><img src="{{ file }}" loading="lazy" alt="{{ file }}"></a>{% endfor %}</div></section>
{% endfor %}</body></html>
"""


def lay_out(folder: Path, shots: list[Shot], faults: list[Fault]) -> None:
    by_page: dict[tuple[str, str], list[str]] = {}
    for one in faults:
        by_page.setdefault((one.role, one.path), []).append(f"{one.kind}: {one.words}")
    rows = [
        {"seen": shot.seen, "files": shot.files, "faults": by_page.get((shot.seen.role, shot.seen.path), [])}
        for shot in sorted(shots, key=lambda shot: (shot.seen.route, shot.seen.path, shot.seen.role))
    ]
    page = Engine().from_string(TEMPLATE).render(Context({"shots": rows, "faults": len(faults)}))
    (folder / "index.html").write_text(page, "utf-8")


def report(faults: list[Fault], unseen: list[tuple[Pattern, str]]) -> str:
    """Each fault once: what many pages have in common is said with one of them, and how many there are."""
    where: dict[tuple[str, str], list[Fault]] = {}
    for one in faults:
        where.setdefault((one.kind, MOMENT.sub("“a moment”", one.words).partition(" … ")[0]), []).append(one)
    lines = []
    for (kind, words), ones in sorted(where.items()):
        more = f" (and {len(ones) - 1} more)" if len(ones) > 1 else ""
        extract = ones[0].words.partition(" … ")[2]
        lines.append(f"{kind}: {ones[0].role} {ones[0].path}{more}: {words}{extract and f' … {extract}'}")
    lines += [f"never visited: /{pattern.route} ({pattern.name}): {words}" for pattern, words in unseen]
    kinds = Counter(kind for kind, _words in where)
    lines.append(", ".join(f"{count} × {kind}" for kind, count in kinds.most_common()) or "No faults.")
    return "\n".join(lines)
