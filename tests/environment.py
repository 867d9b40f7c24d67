"""Loaded before the settings (see addopts in pyproject.toml): every test process gets a world of its own.

Files, the embedded index, Redis keys and Elasticsearch indexes of one worker are never seen by another, nor by
the portal that runs from the same checkout.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

# Modules are compiled, and the assertions of tests written out, once and not by every process that a run starts: that
# took as long as hundreds of tests. Kept in a folder of its own, also where the shell wants none beside the sources.
BYTECODE = Path(__file__).resolve().parent.parent / "var" / "tests" / "bytecode"
sys.dont_write_bytecode, sys.pycache_prefix = False, str(BYTECODE)
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ["PYTHONPYCACHEPREFIX"] = str(BYTECODE)

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
MEMORY, ENOUGH = Path("/dev/shm"), 2 * 1024**3  # bytes that must be free there


def in_memory() -> str | None:
    """A place that waits for no disk: embedded indexes, SQLite and browsers do so for each thing they keep."""
    return str(MEMORY) if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH else None


FOLDER = tempfile.mkdtemp(prefix=f"jangteo-tests-{WORKER}-", dir=in_memory())
(Path(FOLDER) / "static").mkdir()
(Path(FOLDER) / "tmp").mkdir()
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
if "TMPDIR" not in os.environ:  # of browsers and other processes; pytest's own folders lie there, too
    os.environ["TMPDIR"] = tempfile.tempdir = f"{FOLDER}/tmp"

os.environ["DATA_DIR"] = FOLDER
os.environ["SEARCH_PREFIX"] = os.environ["REDIS_PREFIX"] = f"test-{WORKER}-{os.getpid()}"
for limit in ("TALK_NEW_A_DAY", "TALK_MESSAGES_A_MINUTE", "TALK_MESSAGES_A_DAY"):
    os.environ[limit] = ""  # what becomes of who says too much is a test of its own
os.environ["SEARCHES_A_MINUTE"] = "0"  # one address asks for all tests
os.environ["SEARCH_PATIENCE"] = "30"  # a busy machine; what becomes of readers who wait is a test of its own
os.environ["ANONYMOUS_CACHE_SECONDS"] = "0"  # what is kept for visitors is a test of its own
