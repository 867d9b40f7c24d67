"""Loaded before the settings (see addopts in pyproject.toml): every test process gets a world of its own.

Files, the embedded index, Redis keys and Elasticsearch indexes of one worker are never seen by another, nor by
the portal that runs from the same checkout.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
FOLDER = tempfile.mkdtemp(prefix=f"jangteo-tests-{WORKER}-")
(Path(FOLDER) / "static").mkdir()
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

os.environ["DATA_DIR"] = FOLDER
os.environ["SEARCH_PREFIX"] = os.environ["REDIS_PREFIX"] = f"test-{WORKER}-{os.getpid()}"
os.environ["SEARCH_PATIENCE"] = "30"  # a busy machine; what becomes of readers who wait is a test of its own
