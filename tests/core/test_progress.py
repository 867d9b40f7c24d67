"""What a command that takes minutes says while it works."""

import time

import pytest

from portal.core.progress import Progress


def test_each_step_is_told_as_it_begins_and_a_long_one_again() -> None:
    said: list[str] = []
    progress = Progress(2, said.append, silent=0.05)
    with progress.step("companies"):
        pass
    with progress.step("pictures"):
        while len(said) < 4:
            time.sleep(0.01)
    assert said[:2] == ["  1 of 2: companies … (0:00)", "  2 of 2: pictures … (0:00)"]
    assert said[2] == "  2 of 2: pictures: still at it (0:00)"
    number = len(said)
    time.sleep(0.15)
    assert len(said) == number, "once it is over nothing more is said"


def test_a_step_that_fails_ends_its_reminders_too() -> None:
    said: list[str] = []
    with pytest.raises(ValueError), Progress(1, said.append, silent=0.02).step("companies"):
        raise ValueError
    number = len(said)
    time.sleep(0.1)
    assert len(said) == number
