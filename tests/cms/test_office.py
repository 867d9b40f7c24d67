"""What editors find in their office: dialogs to choose from the market, previews, warnings and the report."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.blocks import Block
from wagtail.images.models import Image

from cms.blocks import StoryBlock
from cms.models import HomePage, InfoPage, SectionPage
from companies.models import Company
from tests.cast import Person, make_person, make_product
from tests.cms.test_blocks import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> Person:
    person = make_person("editor@programme.example")
    person.user.groups.add(Group.objects.get(name="Editors"))
    return person


def test_editors_choose_from_what_visitors_see(editor: Person, seller: Person, supplier: Company) -> None:
    make_product(supplier, "A-1", "Steel ball bearing")
    make_product(supplier, "A-2", "Ball of a draft", state="draft")
    answer = editor.client.get("/editors/market_product/?q=ball").content.decode()
    assert "Steel ball bearing" in answer and "Ball of a draft" not in answer
    assert "Steel ball bearing" not in editor.client.get("/editors/market_product/results/?q=yarn").content.decode()
    for kind in ("company", "offer", "community"):
        assert editor.client.get(f"/editors/market_{kind}/?q=x").status_code == 200
    assert seller.client.get("/editors/market_product/").status_code == 302


def test_the_editor_is_told_on_opening_the_page_and_in_the_report(
    editor: Person, visitor: Client, supplier: Company
) -> None:
    page = make_page(("companies", {"title": "Firms", "chosen": [supplier.pk]}))
    assert "All parts" not in editor.client.get("/editors/reports/missing/").content.decode()
    type(supplier).objects.filter(pk=supplier.pk).update(is_active=False)
    sentence = f"Companies: visitors do not see “{supplier.name}” any more."
    assert sentence in editor.client.get(f"/editors/pages/{page.pk}/edit/").content.decode()
    report = editor.client.get("/editors/reports/missing/").content.decode()
    assert sentence in report and "All parts" in report
    assert visitor.get("/editors/reports/missing/").status_code == 302


def test_previews_show_our_own_look(editor: Person) -> None:
    for name, block in StoryBlock().child_blocks.items():
        assert Block.definition_registry[block.definition_prefix] is block
        answer = editor.client.get("/editors/block-preview/", {"id": block.definition_prefix})
        assert answer.status_code == 200, name
        assert "cms/cms.css" in answer.content.decode(), name


@pytest.mark.parametrize(
    ("name", "data"), [("bad.png", b"\x89PNG\r\n\x1a\nnonsense"), ("cut.gif", b"GIF89a\x10\x00\x10\x00\x80\x00\x00,")]
)
def test_a_broken_picture_is_refused_when_it_is_sent(editor: Person, name: str, data: bytes) -> None:
    answer = editor.client.post("/editors/images/add/", {"title": "Bad", "file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 200 and not Image.objects.exists()
    sent = {"title": "Bad", "files[]": SimpleUploadedFile(name, data)}
    answer = editor.client.post("/editors/images/multiple/add/", sent, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 200 and "error_message" in answer.json() and not Image.objects.exists()


def test_a_section_leads_to_its_published_children(visitor: Client) -> None:
    section = SectionPage(title="Learn", slug="learn", summary="All we know.")
    HomePage.objects.get(locale__language_code="en").add_child(instance=section)
    assert "Nothing here yet" in visitor.get("/learn/").content.decode()
    for title, live in (("Papers", True), ("Not yet", False)):
        section.add_child(instance=InfoPage(title=title, summary=f"About {title}", live=live))
    html = visitor.get("/learn/").content.decode()
    assert 'href="/learn/papers/"' in html and "About Papers" in html and "Not yet" not in html


@pytest.mark.parametrize("number", ["999999", "abc", "99999999999999999999999", "1%00"])
@pytest.mark.parametrize("what", ["documents/chooser", "images/chooser"])
def test_a_chooser_does_not_find_what_nothing_has(editor: Person, what: str, number: str) -> None:
    for address in (f"/editors/{what}/{number}/", f"/editors/{what}/chosen-multiple/?id={number}"):
        assert editor.client.get(address).status_code in {200, 400, 404}, address
    assert editor.client.get(f"/editors/{what}/{number}/").status_code in {400, 404}
