"""What cannot be kept is told beside its field, in words, also while the form saves by itself; nothing breaks."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.glossary.models import Term, TermLink
from cms.models import CountryIndexPage, CountryPage, CoursePage, EventPage, ExhibitionPage, FormPage, PavilionPage
from tests.cast import Person, make_person
from tests.cms.desk_cast import with_role

pytestmark = pytest.mark.django_db

FIRST, BEFORE = date(2027, 5, 2), date(2027, 5, 1)
WRONG: list[tuple[type[Any], dict[str, Any], str]] = [
    (EventPage, {"starts_on": FIRST, "ends_on": BEFORE, "place": "Seoul"}, "ends_on"),
    (EventPage, {"starts_on": FIRST, "ends_on": FIRST}, "place"),
    (ExhibitionPage, {"starts_on": FIRST, "ends_on": BEFORE}, "ends_on"),
    (PavilionPage, {"opens_on": FIRST, "closes_on": BEFORE}, "closes_on"),
    (CoursePage, {"starts_on": FIRST, "ends_on": BEFORE, "is_online": True}, "ends_on"),
    (CoursePage, {"hours": 0, "is_online": True}, "hours"),
    (CountryPage, {"country": ""}, "country"),
    (FormPage, {"keep_days": 0}, "keep_days"),
    (FormPage, {"keep_days": 5000}, "keep_days"),
]


@pytest.mark.parametrize(("kind", "values", "field"), WRONG)
def test_it_is_told_beside_the_field(kind: type[Any], values: dict[str, Any], field: str) -> None:
    page = kind(title="Wrong", slug="wrong", locale=Locale.objects.first(), **values)
    with pytest.raises(ValidationError) as refused:
        page.full_clean(exclude=["starts_at", "ends_at"])  # worked out of the others: no form has them
    told = refused.value.message_dict
    assert told[field] and all(len(sentence) > 10 for sentence in told[field])
    assert not [sentence for sentences in told.values() for sentence in sentences if "onstraint" in sentence]


def test_a_term_beside_itself_is_refused_in_words() -> None:
    term = Term.objects.first()
    with pytest.raises(ValidationError, match="choose another"):
        TermLink(term=term, other=term).full_clean()


def as_typed(person: Person, title: str, **more: str) -> Any:
    """What the form for a report of a country sends when only its title has been typed."""
    parent = CountryIndexPage.objects.get(locale__language_code="en")
    path = f"/editors/pages/add/cms/countrypage/{parent.pk}/"
    form = person.client.get(path).context["form"]
    values: dict[str, Any] = {name: form[name].value() or "" for name in form.fields if name in PLAIN}
    streams = {name: streamfield([]) for name in form.fields if name not in PLAIN and name in STREAMS}
    counts = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")
    rows = {f"{formset.prefix}-{name}": "0" for formset in form.formsets.values() for name in counts}
    return person.client.post(path, nested_form_data({**values, **streams}) | rows | {"title": title}, **more)


PLAIN = {field.name for field in CountryPage._meta.fields if field.get_internal_type() != "JSONField"} - {"picture"}
STREAMS = {field.name for field in CountryPage._meta.fields if field.get_internal_type() == "JSONField"}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_report_of_which_only_the_title_is_typed_waits_for_its_country(language: str) -> None:
    person = with_role("author@programme.example", "author", "countries")
    type(person.user).objects.filter(pk=person.user.pk).update(language=language)
    answer = as_typed(person, "Chile", headers={"accept": "application/json"})
    assert answer.json()["error_code"] == "validation_error"
    answer = as_typed(person, "Chile")
    html = answer.content.decode()
    assert answer.status_code == 200 and 'value="Chile"' in html, "what was typed stands in the form"
    said = {"en": ("could not be created due to", "Choose a country."), "ko": ("만들지 못했습니다", "국가를 선택")}[
        language
    ]
    assert all(words in html for words in said)


@pytest.mark.parametrize(("language", "words"), [("en", "To the editors&#x27; office"), ("ko", "편집실로")])
def test_an_address_that_leads_nowhere_leads_back_to_the_office(language: str, words: str) -> None:
    person = with_role("author@programme.example", "author")
    type(person.user).objects.filter(pk=person.user.pk).update(language=language)
    for path in ("/editors/pages/999999/edit/", "/editors/nowhere/"):
        answer = person.client.get(path)
        html = answer.content.decode()
        assert answer.status_code == 404 and "Wagtail" not in html.split("<body")[0]
        assert words in html or words.replace("&#x27;", "'") in html


def test_who_is_no_editor_is_told_so() -> None:
    person = make_person("nobody@firm.example")
    answer = person.client.get("/editors/", follow=True)
    assert answer.status_code == 403 and "Only the programme" in answer.content.decode()
