"""The programme's reviewers, and a vault of the test's own."""

from pathlib import Path
from typing import Any

import pytest

from companies.models import Company
from tests.cast import Person, make_company
from tests.companies.verification import make_reviewer


@pytest.fixture
def vault(settings: Any, tmp_path: Path) -> Path:
    settings.PRIVATE_ROOT = tmp_path / "private"
    return tmp_path / "private"


@pytest.fixture
def office(db: None) -> Company:
    return make_company("Programme Office", "programme", "KR")


@pytest.fixture
def reviewer(office: Company) -> Person:
    return make_reviewer("first@programme.example", office)


@pytest.fixture
def second(office: Company) -> Person:
    return make_reviewer("second@programme.example", office)
