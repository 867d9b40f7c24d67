"""`manage.py` where Django is loaded once: each command then runs in a process of its own.

Loading takes some seconds of a processor, which is more than most commands take. The process that has loaded does
nothing but fork: what a command opens, changes or remembers ends with its own process, as for an operator. It serves
all installations whose settings differ in no more than the folder and the name of the database.
"""

import json
import os
import subprocess
import sys
import tempfile
from importlib import import_module, reload
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Ready:
    """The side of the test."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.core.ready"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment,
        )

    def manage(self, environment: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
        assert self.process.stdin and self.process.stdout
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps([folder, environment, *words]), file=self.process.stdin, flush=True)
            code = int(self.process.stdout.readline())
            told, complained = (Path(folder, name).read_text("utf-8") for name in ("stdout", "stderr"))
        return subprocess.CompletedProcess(words, code, told, complained)

    def end(self) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()


def main() -> None:
    import django
    from django.db.migrations.loader import MigrationLoader

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    import_module("portal.urls")
    MigrationLoader(None)  # of which hardly a command does without
    for line in sys.stdin:
        folder, environment, *words = json.loads(line)
        child = os.fork()
        if child == 0:
            run(folder, environment, words)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def run(folder: str, environment: dict[str, str], words: list[str]) -> None:
    """In the child; ends it."""
    from django.core.management import execute_from_command_line

    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(f"{folder}/{name}", os.O_WRONLY | os.O_CREAT), number)
    code = 0
    try:
        go_to(environment)
        execute_from_command_line(["manage.py", *words])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def go_to(environment: dict[str, str]) -> None:
    """The settings are read again, as in that installation; whatever keeps some of them is told, as in tests."""
    from django.conf import settings
    from django.db import connection
    from django.test import override_settings

    import portal.settings

    os.environ.update(environment)
    meant = vars(reload(portal.settings))
    connection.settings_dict["NAME"] = meant["DATABASES"]["default"]["NAME"]
    names = (name for name in meant if name.isupper() and name != "DATABASES")
    override_settings(**{name: meant[name] for name in names if meant[name] != getattr(settings, name)}).enable()


if __name__ == "__main__":
    main()
