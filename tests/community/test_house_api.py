"""The directory, the results and the moderators' queue by the API: to whom the pages are open, and to nobody else."""

import pytest

from community.models import ResultsSettings
from tests.cast import Person
from tests.community.conftest import make_community
from tests.community.test_moderation import case_of, written

pytestmark = pytest.mark.django_db
PARTS = ("members", "results", "moderation")


def test_each_part_is_for_whoever_its_page_is_for(
    steward: Person, seller: Person, buyer: Person, stranger: Person
) -> None:
    community = make_community(steward, "Quiet Circle", "hidden", [seller, buyer])
    case = case_of(written(community, seller), buyer)
    base = f"/api/v1/communities/{community.slug}/"
    for part in PARTS:
        assert stranger.client.get(f"{base}{part}/").status_code == 404
        assert "Quiet" not in stranger.client.get(f"{base}{part}/").content.decode()
        assert steward.client.get(f"{base}{part}/").status_code == 200
        assert steward.client.post(f"{base}{part}/").status_code in {403, 405}
    assert [seller.client.get(f"{base}{part}/").status_code for part in PARTS[::2]] == [200, 404]
    found = seller.client.get(f"{base}members/?q=hanbit").json()
    assert (found["count"], found["results"][0]["company"]) == (1, seller.company.slug)
    rows = steward.client.get(f"{base}moderation/").json()
    shown = rows["results"] if isinstance(rows, dict) else rows
    assert shown[0]["ref"] == case.ref and shown[0]["reports"] == 1
    assert buyer.company.name not in str(shown)
    ResultsSettings.open_to(community, steward.actor, ResultsSettings.Audience.MEMBERS)
    months = seller.client.get(f"{base}results/?currency=KRW").json()[0]["months"]
    assert len(months) > 1 and months[0]["month"][4] == "-"
