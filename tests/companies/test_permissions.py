"""The table of roles in the documents is the one the code goes by."""

import re

from django.conf import settings

from companies.permissions import POWERS


def test_the_documented_matrix_is_the_real_one() -> None:
    text = (settings.BASE_DIR / "docs" / "permissions.md").read_text("utf-8")
    table = next(part for part in text.split("\n\n") if part.startswith("| power"))
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    roles = rows[0][2:]
    documented = {role: set() for role in roles}  # type: dict[str, set[str]]
    for row in rows[2:]:
        power = re.sub("`", "", row[0])
        for role, mark in zip(roles, row[2:], strict=True):
            if mark == "yes":
                documented[role].add(power)
    assert documented == {role: set(powers) for role, powers in POWERS.items()}
