"""In which order the processes of a run get their work: a file at a time, and what takes longest first.

So that what a file prepares for all its tests is prepared once, and no process is left alone with a long journey at
the end. (xdist's groups held nothing together: xdist 3.8 writes them where pytest 9.2 does not look any more.)
"""

import os
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

JOURNEYS = "tests/journeys/"
# What these begin with is handed out first, in this order; then all else, as it was collected.
FIRST = (
    *(f"{JOURNEYS}test_{name}" for name in ("story", "editor.py", "every_page", "hostile_words", "order_changes")),
    JOURNEYS,
    *(
        "tests/access/",
        "tests/core/test_backup",
        "tests/demo/",
        "tests/localstripe/",
        "tests/core/test_relay_processes",
    ),
    *("tests/search/", "tests/cms/test_first_visit", "tests/catalog/test_import_command", "tests/core/test_catalogue"),
)
APART = (f"{JOURNEYS}test_every_page",)  # its tests share no more than a copy of the demonstration
BROWSERS = max(2, os.cpu_count() or 0)  # as many as the cores bear: other processes begin with what needs none


class LongestFirst(LoadFileScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith(APART) else super()._split_scope(nodeid)

    def _assign_work_unit(self, node: Any) -> None:
        has_browser = self.nodes.index(node) < BROWSERS
        first = min(self.workqueue, key=lambda scope: rank(scope, has_browser))
        self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)


def rank(scope: str, has_browser: bool) -> int:
    """The less, the sooner."""
    if scope.startswith(JOURNEYS) and not has_browser:
        return len(FIRST) + 1
    return next((number for number, start in enumerate(FIRST) if scope.startswith(start)), len(FIRST))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LongestFirst | None:
    return LongestFirst(config, log) if config.getvalue("dist") == "loadfile" else None
