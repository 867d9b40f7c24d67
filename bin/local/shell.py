"""Sentences for the person at the terminal, and commands that fail in one sentence."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Failure(Exception):
    """Something the person can mend; the message is the one sentence they see."""


def say(text: str) -> None:
    print(text, flush=True)


def fail(problem: Failure) -> int:
    print(f"Stopped: {problem}", file=sys.stderr, flush=True)
    return 1


def run(command: Sequence[str | Path], what: str, **options: object) -> str:
    """The command's output; raises Failure with the last line it said when it does not succeed."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True,
            **options,  # type: ignore[call-overload]  # whatever Popen takes
        )  # fmt: skip
    except OSError as problem:
        raise Failure(f"{what} failed: {problem}.") from None
    if done.returncode != 0:
        lines = [line for line in done.stdout.strip().splitlines() if line.strip()] or ["it said nothing"]
        raise Failure(f"{what} failed: {' / '.join(lines[-3:])}")
    return str(done.stdout)


def install(missing: Sequence[str], why: str) -> None:
    """Install Debian packages when that is possible; raises Failure saying what to install when it is not."""
    if not missing:
        return
    names = " ".join(missing)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Failure(f"{why} needs {names}: install it (Debian: apt-get install {names}) and start again.")
    say(f"Installing {names} …")
    # RUNLEVEL=1 keeps Debian's packages from starting servers of their own on the well-known ports.
    env: Mapping[str, str] = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *missing]
    try:
        run(command, f"apt-get install {names}", env=env)
    except Failure:  # a list of packages that is old or was never fetched
        run(["apt-get", "update", "-q"], "apt-get update", env=env)
        run(command, f"apt-get install {names}", env=env)
