"""Where servers keep their data and installations, reachable for the user they run as.

PostgreSQL and Elasticsearch refuse to run as root. Started by root they run as nobody, who may not look into
folders such as /root: then both move to /var/tmp.
"""

import hashlib
import os
from pathlib import Path

from local.shell import ROOT, Failure, say

NOBODY = 65534
SHARED = Path("/var/tmp/jangteo")  # kept over a restart of the machine, unlike /tmp


def is_root() -> bool:
    return os.geteuid() == 0


def as_user() -> dict[str, object]:
    """Options for subprocess: nobody in place of root, else the person themself."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if is_root() else {}


def give(folder: Path) -> Path:
    """Make the folder and everything in it the server user's own."""
    folder.mkdir(parents=True, exist_ok=True)
    if is_root():
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    return folder


def is_reachable(folder: Path) -> bool:
    """Whether the server user may pass through all that exists of this path."""
    if not is_root():
        return True
    folder = folder.resolve()
    return all(path.stat().st_mode & 0o001 for path in (folder, *folder.parents) if path.exists())


def shared() -> Path:
    SHARED.mkdir(mode=0o755, exist_ok=True)
    if SHARED.stat().st_uid != os.geteuid():
        raise Failure(f"{SHARED} belongs to somebody else: remove it, or move this folder out of a closed one.")
    return SHARED


def services() -> Path:
    """`.services/` of this clone, or a link to a folder in its place."""
    here = ROOT / ".services"
    if here.is_dir() or is_reachable(ROOT):
        here.mkdir(exist_ok=True)
        return here.resolve()
    there = shared() / f"services-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]}"
    there.mkdir(exist_ok=True)
    here.unlink(missing_ok=True)
    here.symlink_to(there)
    say(f"The servers run as nobody, who may not enter {ROOT}: their data is in {there}.")
    return there


def cache() -> Path:
    """For installations that all clones share."""
    own = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jangteo"
    folder = own if is_reachable(own) else shared()
    folder.mkdir(parents=True, exist_ok=True)
    return folder
