"""Lighthouse on the home page and a good practice, on a phone as Lighthouse imagines one, served as in production.

It needs Chromium (CHROME_PATH, else /usr/bin/chromium) and Node; `lighthouse` itself is fetched by npx, or is the
program that LIGHTHOUSE names. Each score is the best of three runs: what else the machine does makes a page slower,
never faster.
"""

import json
import os
import shlex
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from bench.sockets import Serving

PROGRAM = os.environ.get("LIGHTHOUSE", "npx --yes lighthouse@12.8.2")
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 95}
RUNS = 3
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
BODY = [
    ("heading", "A noise report came with the first answer"),
    ("paragraph", "<p>The buyer had asked four firms. One of them measured first and answered then.</p>"),
    ("figures", [{"value": "9 days", "label": "from question to order"}, {"value": "400", "label": "pieces by air"}]),
    ("quote", {"text": "They answered what we had not dared to ask.", "who": "Buyer in Hamburg"}),
    ("steps", ["<p>Measure before you answer.</p>", "<p>Say by when the goods are there.</p>"]),
]


def run(full: bool) -> list[tuple[str, float, float, float, float]]:
    case = make_case()
    with Serving("portal.asgi:application", Path(os.environ["DATA_DIR"]) / "lighthouse.log") as server:
        found = {path: [scores(f"{server.origin}{path}") for _time in range(RUNS)] for path in ("/", case)}
    return [
        (f"Lighthouse of {name}: {kind}", score, float(least), least / max(score, 1.0), 1.0)
        for name, runs in zip(("home", "a good practice"), found.values(), strict=True)
        for kind, least in LEAST.items()
        for score in [max(one[kind] for one in runs)]
    ]


def make_case() -> str:
    """A good practice with a picture, above offers on the home page; gives its path."""
    from django.core.files.base import ContentFile
    from PIL import Image
    from wagtail.images import get_image_model

    from bench.pages import world
    from cms.models import CaseIndexPage, CasePage

    _owner, grow = world()
    grow(12)
    picture = BytesIO()
    Image.radial_gradient("L").resize((1600, 900)).convert("RGB").save(picture, "JPEG", quality=85)
    image = get_image_model().objects.create(title="A bearing", file=ContentFile(picture.getvalue(), "bearing.jpg"))
    body = json.dumps([{"type": kind, "value": value} for kind, value in BODY])
    page = CasePage(title="Won in nine days", summary="A noise report with the first answer.", body=body, picture=image)
    page.result, page.country, page.sector = "An order after nine days", "KR", "others"
    CaseIndexPage.objects.get(locale__language_code="en").add_child(instance=page)
    return str(page.get_url())


def scores(address: str) -> dict[str, float]:
    """0 to 100 for each category; what was found wanting is told on stderr."""
    command = [*shlex.split(PROGRAM), address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    command.append(f"--only-categories={','.join(LEAST)}")
    chromium = {"CHROME_PATH": os.environ.get("CHROME_PATH", "/usr/bin/chromium")}
    done = subprocess.run(command, env={**os.environ, **chromium}, check=True, capture_output=True, timeout=300)
    report: dict[str, Any] = json.loads(done.stdout)
    for kind, least in LEAST.items():
        category = report["categories"][kind]
        wanting = [one["id"] for one in category["auditRefs"] if one["weight"] and is_wanting(report, one["id"])]
        if category["score"] * 100 < least:
            print(f"{address} {kind} {category['score'] * 100:.0f}: {', '.join(wanting)}", file=sys.stderr)
    return {kind: report["categories"][kind]["score"] * 100 for kind in LEAST}


def is_wanting(report: dict[str, Any], audit: str) -> bool:
    score = report["audits"][audit]["score"]
    return score is not None and score < 0.9
