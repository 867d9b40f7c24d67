"""stripe-mock, by which tests hold ours to Stripe's published schema: built once by Go into the folder of all clones.

It is Stripe's own (MIT): built, never committed. Without Go its tests are left out and named.
"""

import os
import shutil
import tempfile
from pathlib import Path

from local.folders import cache
from local.shell import Failure, run, say

VERSION = "v0.203.0"
SOURCE = "github.com/stripe/stripe-mock"


def place() -> Path:
    """Named after its version: another version is built anew."""
    return cache() / f"stripe-mock-{VERSION}"


def build() -> None:
    """About a minute of a machine that has never built it, nothing afterwards. Raises Failure where Go is missing."""
    if place().exists():
        return
    go = shutil.which("go") or shutil.which("/usr/local/go/bin/go")
    if go is None:
        raise Failure("stripe-mock is built by Go, which is not here: what needs it is left out.")
    say(f"Building stripe-mock {VERSION} into {place()} (once) …")
    with tempfile.TemporaryDirectory(dir=place().parent, prefix=".stripe-mock-") as name:
        env = {**os.environ, "GOBIN": name, "GOFLAGS": "-mod=mod", "CGO_ENABLED": "0"}
        run([go, "install", f"{SOURCE}@{VERSION}"], "Building stripe-mock", cwd=name, env=env)
        (Path(name) / "stripe-mock").replace(place())  # whole, or not at all
