"""Real data beside the repository (SHARED_DATA, else ../shared/data). Without it a test is left out, with a word."""

import os
from pathlib import Path

import pytest
from django.conf import settings

SHARED = Path(os.environ.get("SHARED_DATA", settings.BASE_DIR.parent / "shared" / "data"))


def shared(name: str) -> Path:
    """The file or folder of that name."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not there; set SHARED_DATA")
    return path
