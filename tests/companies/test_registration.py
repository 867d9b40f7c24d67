"""Numbers of companies and telephones, in the manner of their countries."""

import pytest
from django.core.exceptions import ValidationError

from companies import registration
from companies.models import Company
from portal.core.phones import e164, international
from tests.cast import Person, make_company, make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("country", "kind", "typed", "kept"),
    [
        ("KR", "kr.brn", "116-82-00276", "1168200276"),
        ("DE", "eu.vat", "DE 136 695 976", "DE136695976"),
        ("DE", "eu.vat", "136695976", "DE136695976"),
        ("GR", "eu.vat", "094259216", "EL094259216"),
        ("GB", "gb.vat", "GB 980 7806 84", "980780684"),
        ("CN", "cn.uscc", "91110000600037341l", "91110000600037341L"),
        ("JP", "jp.cn", "5-8356-7825-6246", "5835678256246"),
        ("US", "us.ein", "91-1144442", "911144442"),
        ("AU", "au.abn", "83 914 571 673", "83914571673"),
        ("BR", "br.cnpj", "16.727.230/0001-97", "16727230000197"),
        ("SG", "sg.uen", "00192200m", "00192200M"),
        ("VN", "vn.mst", "0100233488", "0100233488"),
        ("TR", "tr.vkn", "4540536920", "4540536920"),
        ("KE", "other", " PVT-2016-0045 ", "PVT-2016-0045"),
    ],
)
def test_numbers_are_kept_without_separators(country: str, kind: str, typed: str, kept: str) -> None:
    assert registration.normalised(typed, kind, country) == kept


def test_every_example_of_every_country_is_a_good_one() -> None:
    for country in [*registration.OWN, *registration.EU]:
        for kind in registration.kinds_of(country):
            if kind.is_checkable and (kind.code != "eu.vat" or country == "DE"):
                assert registration.is_well_formed(kind.example, kind.code, country), (country, kind.code)


@pytest.mark.parametrize(
    "typed", ["116-82-00277", "1", "116-82-0027", "한국", "1" * 40, "<script>", "１１６-82-00276x"]
)
def test_a_wrong_number_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValidationError, match="116-82-00276"):
        registration.normalised(typed, "kr.brn", "KR")


def test_a_number_of_another_country_is_not_called_checked() -> None:
    company = Company(country="VN", registration_kind="kr.brn", registration_number="1168200276")
    assert not company.is_registration_well_formed
    assert company.registration_shown == "1168200276"


def test_the_page_says_format_checked_and_never_verified(seller: Person, supplier: Company) -> None:
    seller.client.post(
        "/my/company/registration/", {"registration_kind": "kr.brn", "registration_number": "1168200276"}
    )
    supplier.refresh_from_db()
    assert supplier.registration_number == "1168200276"
    page = seller.client.get(f"/companies/{supplier.slug}/").content.decode()
    assert "116-82-00276" in page
    assert "format checked" in page
    assert supplier.tier == 0


def test_a_wrong_number_keeps_all_that_was_typed(seller: Person, supplier: Company) -> None:
    typed = {"registration_kind": "kr.brn", "registration_number": "123-45-67890", "street": "12 Gongdan-ro"}
    answer = seller.client.post("/my/company/registration/", typed)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "123-45-67890" in page
    assert "12 Gongdan-ro" in page
    supplier.refresh_from_db()
    assert supplier.street == ""


@pytest.mark.parametrize(
    ("typed", "country", "kept", "shown"),
    [
        ("055-278-1234", "KR", "+82552781234", "+82 55-278-1234"),
        ("+49 40 123456", "KR", "+4940123456", "+49 40 123456"),
        ("(212) 736-5000", "US", "+12127365000", "+1 212-736-5000"),
    ],
)
def test_telephones_are_kept_as_e164_and_shown_for_abroad(typed: str, country: str, kept: str, shown: str) -> None:
    assert e164(typed, country) == kept
    assert international(kept) == shown


@pytest.mark.parametrize("typed", ["12", "call me", "+1 000 000 0000", "0" * 40])
def test_what_cannot_be_dialled_is_refused(typed: str) -> None:
    owner = make_person("owner@firm.example", make_company("Firm"))
    answer = owner.client.post("/my/company/contact/", contact_form(phone=typed))
    assert answer.context["form"].errors["phone"]


def contact_form(**changes: object) -> dict[str, object]:
    form = {"email_rule": "companies", "phone_rule": "companies", "timezone": "Asia/Seoul", "working_days": ["0", "1"]}
    return {**form, **changes}
