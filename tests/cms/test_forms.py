"""Forms that editors make: who fills them in, who reads the answers, and who gets nowhere."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission

from cms.forms.handlers import forget_old_answers
from cms.models import AskedField, FormPage, HomePage
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.cms.test_blocks import make_page

pytestmark = pytest.mark.django_db

GOOD = {"your_name": "Kim Min-ji", "address": "kim@firm.example", "firms": "12", "day": "Tuesday", "i_agree": "on"}


@pytest.fixture
def form(db: None) -> FormPage:
    page = FormPage(
        title="HS code clinic", slug="clinic", summary="Half an hour each.", to_address="desk@programme.example"
    )
    page.form_fields = [
        AskedField(label="Your name", field_type="singleline"),
        AskedField(label="Address", field_type="email"),
        AskedField(label="Firms", field_type="number", required=False),
        AskedField(label="Day", field_type="dropdown", choices="Tuesday\nThursday"),
        AskedField(label="I agree", field_type="consent", required=False),
    ]
    HomePage.objects.get(locale__language_code="en").add_child(instance=page)
    return page


def test_an_answer_is_kept_told_and_thanked_for(visitor: Client, form: FormPage) -> None:
    answer = visitor.post("/clinic/", GOOD, follow=True)
    assert answer.redirect_chain == [("/clinic/?sent=1", 302)] and "Sent. Thank you." in answer.content.decode()
    assert FormSubmission.objects.get().form_data["your_name"] == "Kim Min-ji"
    deliver_all()
    assert mail.outbox[0].to == ["desk@programme.example"] and "Your name: Kim Min-ji" in mail.outbox[0].body
    assert "Day: Tuesday" in mail.outbox[0].body


def test_what_was_wrong_is_said_and_what_was_written_stays(visitor: Client, form: FormPage) -> None:
    bad = {**GOOD, "address": "nobody", "firms": "a dozen", "day": "Sunday", "your_name": " Kim\u202e "}
    del bad["i_agree"]
    html = visitor.post("/clinic/", bad).content.decode()
    assert html.count('class="field-error"') == 4 and 'value="a dozen"' in html and 'value="nobody"' in html
    assert not FormSubmission.objects.exists()


def test_programs_learn_nothing_and_floods_are_stopped(visitor: Client, form: FormPage) -> None:
    answer = visitor.post("/clinic/", {**GOOD, "your_other_homepage": "https://spam.example"})
    assert answer.status_code == 302 and not FormSubmission.objects.exists()
    codes = [visitor.post("/clinic/", GOOD).status_code for _time in range(8)]
    assert codes[:6] == [302] * 6 and codes[-1] == 429
    answer = visitor.post("/clinic/", GOOD)
    assert answer["Retry-After"] == "600"
    assert 'value="Kim Min-ji"' in answer.content.decode() and FormSubmission.objects.count() == 6


def test_editors_read_the_answers_and_take_them_along_as_harmless_csv(visitor: Client, form: FormPage) -> None:
    visitor.post("/clinic/", {**GOOD, "your_name": "=HYPERLINK(1)"})
    editor, stranger = make_person("editor@programme.example"), make_person("other@firm.example")
    editor.user.groups.add(Group.objects.get(name="Editors"))
    address = f"/editors/forms/submissions/{form.pk}/"
    assert "kim@firm.example" in editor.client.get(address).content.decode()
    file = b"".join(editor.client.get(f"{address}?export=csv")).decode()
    assert "'=HYPERLINK(1)" in file
    assert stranger.client.get(address).status_code == 302 and visitor.get(address).status_code == 302


def test_answers_go_when_their_time_is_over(visitor: Client, form: FormPage) -> None:
    for _time in range(2):
        visitor.post("/clinic/", GOOD)
    old = FormSubmission.objects.order_by("pk").first()
    assert old is not None
    FormSubmission.objects.filter(pk=old.pk).update(submit_time=timezone.now() - timedelta(days=181))
    forget_old_answers()
    assert list(FormSubmission.objects.values_list("pk", flat=True)) == [old.pk + 1]


def test_a_form_stands_inside_a_text_until_it_is_taken_back(visitor: Client, form: FormPage, seller: Person) -> None:
    page = make_page(("form", {"page": form.pk, "is_folded": False}))
    html = visitor.get(page.get_url()).content.decode()
    assert 'action="/clinic/"' in html and 'name="your_name"' in html and "csrfmiddlewaretoken" in html
    form.unpublish()
    html = visitor.get(page.get_url()).content.decode()
    assert "HS code clinic" not in html
    assert visitor.post("/clinic/", GOOD).status_code == 404
