"""The compiled rules of e-invoices, for the tests: fetched once by Maven into the folder that all clones share.

They are OpenPeppol's and CEN's: fetched, never committed.
"""

import hashlib
import shutil
import tempfile
from pathlib import Path

from local.folders import cache
from local.shell import ROOT, Failure, install, run, say

RECIPE = ROOT / "bin" / "peppol" / "pom.xml"
FILES = ("CEN-EN16931-UBL.xslt", "PEPPOL-EN16931-UBL.xslt")


def folder() -> Path:
    """Named after its recipe: a changed recipe fetches anew."""
    return cache() / f"peppol-rules-{hashlib.sha256(RECIPE.read_bytes()).hexdigest()[:12]}"


def are_there() -> bool:
    return all((folder() / name).exists() for name in FILES)


def fetch() -> None:
    """A few megabytes, some seconds. Raises Failure where Maven is missing or its repository cannot be reached."""
    if are_there():
        return
    if not shutil.which("mvn"):
        install(["maven"], "Fetching the rules of e-invoices")
    home = folder()
    say(f"Fetching the rules of e-invoices into {home} (once) …")
    with tempfile.TemporaryDirectory(dir=home.parent, prefix=".peppol-") as name:
        work = Path(name)
        run(["mvn", "-q", "-B", "-f", RECIPE, f"-Dout={work}", "package"], "Downloading the rules", cwd=work)
        found = {path.name: path for path in work.rglob("*.xslt")}
        if missing := [one for one in FILES if one not in found]:
            raise Failure(f"The downloaded archive holds no {' and no '.join(missing)}.")
        made = work / "rules"
        made.mkdir()
        for one in FILES:
            shutil.copy(found[one], made)
        made.chmod(0o755)
        if not home.exists():  # another clone may have been quicker
            made.rename(home)
