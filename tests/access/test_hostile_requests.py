"""Hostile words and files in every box of every form, as the forms' readers may send them.

What comes back is an answer, and no fault of ours; the page that repeats the words stays as harmless as before; and no
file is kept but such as we have written anew or looked through.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from tests.access.addresses import Form
from tests.access.corpus import IS_FULL, SENT, share_of
from tests.access.test_hostile_words import Live, is_page
from tests.access.world import World
from tests.core.test_upload_doors import REFUSED, photograph, zipped

WORDS = list(SENT.values())
FILES = {
    **REFUSED,
    "prices.xlsx": zipped("xl/worksheets/sheet1.xml", 70 * 1024**2),
    "photo.php.jpg": photograph(b"<script>evil()</script>"),
    "../../up.svg\r\nX-Evil: 1": photograph(),
}
SHARE = 4  # of what is sent, one in so many; HOSTILE=full sends all
KEPT = {".jpg", ".jpeg", ".webp", ".avif", ".png", ".pdf"}


def forms(world: World, *, share: int) -> Iterator[tuple[str, str, Form]]:
    for (account, path), found in sorted(world.found.boxes.items()):
        for form in found:
            if IS_FULL or share_of(account, path, *form.texts) % share == 0:
                yield account, path, form


def ask(world: World, account: str, path: str, form: Form, data: dict[str, Any]) -> Any:
    """What it does is taken back."""
    client = world.clients[account]
    client.raise_request_exception = False
    with transaction.atomic():
        answer = client.post(path, data) if form.is_post else client.get(path, data)
        transaction.set_rollback(True)
    return answer


def written(form: Form, turn: int) -> dict[str, Any]:
    """Other words in each box, and others in each turn."""
    hostile = {name: WORDS[(share_of(name) + turn) % len(WORDS)] for name in form.texts}
    return {**form.fields, **hostile}


@pytest.mark.parametrize("turn", range(len(WORDS)) if IS_FULL else [0, 7])
def test_hostile_words_in_every_box_are_answered_and_repeated_as_words(world: World, turn: int) -> None:
    wrong, tried = [], 0
    for account, path, form in forms(world, share=SHARE):
        if form.texts:
            answer = ask(world, account, path, form, written(form, turn))
            tried += 1
            live = Live(answer.content.decode()).found if is_page(answer) else []
            if answer.status_code >= 500 or live or "X-Evil" in answer.headers:
                wrong.append(f"{path} as {account}, {sorted(form.texts)}: {answer.status_code} {live[:3]}")
    assert tried > 30
    assert wrong == [], "\n".join(wrong)


def kept_files() -> set[Path]:
    return {one for one in Path(settings.MEDIA_ROOT).rglob("*") if one.is_file()}


def test_hostile_files_at_every_door_are_refused_or_written_anew(world: World) -> None:
    """Of what somebody imports, the private copy is as it came; it is never shown."""
    wrong, doors = [], set()
    before = kept_files()
    for account, path, form in forms(world, share=1):
        for box in sorted(form.files):
            doors.add(path)
            for name, data in FILES.items():
                if not IS_FULL and share_of(path, box, name) % (2 * SHARE):
                    continue
                file = SimpleUploadedFile("x", data, content_type="image/png")
                file._name = name
                answer = ask(world, account, path, form, {**form.fields, box: file})
                if answer.status_code >= 500 or (is_page(answer) and Live(answer.content.decode()).found):
                    wrong.append(f"{name!r} at {path} ({box}) as {account}: {answer.status_code}")
    for one in kept_files() - before:
        is_private = Path(settings.PRIVATE_ROOT) in one.parents
        if (not is_private and one.suffix not in KEPT) or (one.suffix in KEPT and b"<script" in one.read_bytes()):
            wrong.append(f"kept: {one}")
    assert len(doors) > 8, doors
    assert wrong == [], "\n".join(wrong)
