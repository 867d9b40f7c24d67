"""The front page of a portal that has just been started: nothing is remembered, in the process or beside it."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from wagtail.models import Locale

from companies.models import Company
from portal.core.relay import deliver_all
from tests.cast import Person, make_product
from tests.cms.test_blocks import make_picture
from tests.cms.test_pages import make_case, make_news
from tests.community.conftest import make_community
from tests.offers.conftest import make_offer
from tests.processes import database_url

MOST = 15


@pytest.mark.django_db(transaction=True)  # another process reads it
def test_the_first_visitor_of_a_new_process_costs_15_queries_at_most(
    seller: Person, steward: Person, supplier: Company
) -> None:
    for number in range(8):
        make_offer(seller, title=f"Bearings, lot {number}")
        make_product(supplier, f"A-{number}", f"Bearing {number}")
        for language in ("en", "ko"):
            make_news(f"News {number}", language, picture=make_picture(is_plain=True)).save_revision().publish()
    for locale in Locale.objects.all():
        case = make_case(f"A case {locale}", locale=locale, result="5 weeks", picture=make_picture(is_plain=True))
        case.save_revision().publish()
    deliver_all()
    make_community(steward, "Weavers")
    asked = first_visits("/", "/ko/")
    assert sorted(asked) == ["/", "/ko/"]
    for path, statements in asked.items():
        assert 5 < len(statements) <= MOST, f"{path}\n" + "\n".join(statement[:200] for statement in statements)


def first_visits(*paths: str) -> dict[str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.cms.first_visit", *paths],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url(), "DEBUG": "1"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found
