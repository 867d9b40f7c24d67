"""What a community knows: an article is written and approved by another, and a reader suggests a change of it."""

from typing import Any

from playwright.sync_api import expect

from community.articles.models import Article
from community.models import Community, CommunityMember
from tests.cast import Person


def test_an_article_is_approved_by_another_and_bettered_by_a_reader(
    portal: Any, steward: Person, seller: Person, buyer: Person
) -> None:
    def prepared() -> Community:
        house = Community.found(steward.actor, slug="makers", name="Bearing Makers")
        for person in (seller, buyer):
            house.members.create(company=person.company, state=CommunityMember.State.ACTIVE)
        return house

    house = portal.aside(prepared)
    hers = portal.open_as(seller, f"{house.get_absolute_url()}articles/new/")
    hers.locator("[name=title]").fill("Papers for a sea shipment")
    hers.locator("[name=body]").fill("## Invoice\n\nTwo copies, **signed**.")
    hers.locator("[name=category]").fill("Customs")
    hers.get_by_role("button", name="Save and ask for review").click()
    article = portal.aside(Article.objects.get)
    assert article.state == Article.State.REVIEW
    theirs = portal.open_as(steward, article.get_absolute_url())
    expect(hers.get_by_role("button", name="Approve version 1")).to_have_count(0)
    theirs.get_by_role("button", name="Approve version 1").click()
    visitor = portal.open_as(None, article.get_absolute_url())
    expect(visitor.locator("strong", has_text="signed")).to_be_visible()
    his = portal.open_as(buyer, article.get_absolute_url())
    his.get_by_role("link", name="Suggest a change").click()
    his.locator("[name=body]").fill("## Invoice\n\nThree copies, **signed**.")
    his.locator("[name=note]").fill("Hamburg asks for three.")
    his.get_by_role("button", name="Preview").click()
    expect(his.locator(".article-preview")).to_contain_text("Three copies")
    his.get_by_role("button", name="Suggest it").click()
    expect(his.get_by_text("Hamburg asks for three.").first).to_be_visible()
    visitor.reload()
    expect(visitor.get_by_text("Two copies")).to_be_visible()
    hers.goto(article.get_absolute_url())
    hers.get_by_role("link", name="Hamburg asks for three.").click()
    hers.get_by_role("button", name="Take it over").click()
    visitor.goto(article.get_absolute_url())
    expect(visitor.get_by_text("Three copies")).to_be_visible()
    versions = portal.open_as(None, f"{article.get_absolute_url()}versions/")
    expect(versions.get_by_text("Nordwerk").first).to_be_visible()
