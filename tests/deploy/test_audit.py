"""`bin/audit` never takes a database that it could not ask for one that knows nothing."""

import os
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

KNOWS_NOTHING = "No known vulnerabilities found"
SKIPPED = f"{KNOWS_NOTHING}\nurllib3  Dependency not found on PyPI and could not be audited: urllib3 (2.8.0)"
FOUND = "Found 2 known vulnerabilities in 1 package"


@pytest.mark.parametrize(
    ("packages", "scripts", "code"),
    [
        ((KNOWS_NOTHING, 0), ("found 0 vulnerabilities", 0), 0),
        ((SKIPPED, 0), ("found 0 vulnerabilities", 0), 2),
        ((FOUND, 1), ("405 Method Not Allowed", 1), 1),
        ((SKIPPED, 0), ("1 high severity", 1), 1),
        (("Connection refused", 1), ("found 0 vulnerabilities", 0), 2),
    ],
)
def test_what_was_not_asked_is_said(
    tmp_path: Path, packages: tuple[str, int], scripts: tuple[str, int], code: int
) -> None:
    for name, (words, ends) in (("pip-audit", packages), ("npm", scripts)):
        tool = tmp_path / name
        tool.write_text(f"#!/bin/sh\ncat <<'END'\n{words}\nEND\nexit {ends}\n")
        tool.chmod(0o755)
    way = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run([settings.BASE_DIR / "bin" / "audit"], env=way, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout
    assert ("NOT" in done.stdout) == (code == 2 or "405" in scripts[0] or packages[0] == SKIPPED)
