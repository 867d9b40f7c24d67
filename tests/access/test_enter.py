"""Enter in a field does what the form is for: never something smaller that happens to stand first."""

from tests.access.enter import wrong_forms
from tests.access.world import World

BOX = '<input name="q">'
MAIN, QUIET = '<button class="button" name="save">', '<button class="button button--quiet" name="find" formnovalidate>'
DEFAULT = '<button class="default-button visually-hidden">'


def test_the_finder_finds() -> None:
    assert wrong_forms(f"<form>{BOX}{QUIET}{MAIN}</form>") == [" number 1: find=, save="]
    assert wrong_forms(f'<form id="a">{QUIET}{BOX}{MAIN}</form>') == ["a: find=, save="]
    assert wrong_forms(f'{QUIET[:-1]} form="a"><form id="a">{BOX}{MAIN}</form>') == ["a: find=, save="]
    assert wrong_forms(f'<form><input type="number" name="n">{QUIET}{QUIET}</form>') != []


def test_the_finder_lets_the_right_ones_be() -> None:
    for form in (f"{MAIN}{QUIET}", f"{DEFAULT}{QUIET}{MAIN}", QUIET):
        assert wrong_forms(f"<form>{BOX}{form}</form>") == []
    assert wrong_forms(f'<form><input type="hidden" name="q">{QUIET}{MAIN}</form>') == []
    assert wrong_forms(f'<form>{BOX}{QUIET[:-1]} type="button">{MAIN}</form>') == []


def test_enter_in_any_field_of_the_portal_does_what_the_form_is_for(world: World) -> None:
    assert sorted(set(world.found.enters)) == []
    assert len(world.found.seen) > 150
