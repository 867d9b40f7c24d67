"""A name in a Korean sentence is followed by the particle that goes with its last sound."""

import pytest
from django.core.mail import EmailMultiAlternatives

from companies.models import User
from portal.core.mails import deliver
from portal.core.particles import settled
from tests.cast import Person


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("한빛이(가) 답했습니다", "한빛이 답했습니다"),
        ("대한제과이(가) 답했습니다", "대한제과가 답했습니다"),
        ("“볼 베어링”을(를) 지웁니다", "“볼 베어링”을 지웁니다"),
        ("<b>Hanul Bearing</b>은(는) 확인됨", "<b>Hanul Bearing</b>은 확인됨"),
        ("Kaizuka Seiko와(과) 상담", "Kaizuka Seiko와 상담"),
        ("서울(으)로", "서울로"),
        ("부산(으)로", "부산으로"),
        ("대구(으)로", "대구로"),
        ("USD 120을(를)", "USD 120을"),
        ("Q-12을(를)", "Q-12를"),
        ("KTMA에서 FOB을(를)", "KTMA에서 FOB를"),
        ("&quot;Textile&quot;은(는)", "&quot;Textile&quot;은"),
    ],
)
def test_the_right_one_is_shown(written: str, shown: str) -> None:
    assert settled(written) == shown


@pytest.mark.parametrize("written", ["Antriebstechnik이(가)", "Дом을(를)", "을(를)", "{name}이(가)"])
def test_where_nobody_can_tell_both_forms_stay(written: str) -> None:
    assert settled(written) == written


def test_pages_and_mails_have_it(seller: Person, mailoutbox: list[EmailMultiAlternatives]) -> None:
    User.objects.filter(pk=seller.user.pk).update(name="김하늘이(가)")
    page = seller.client.get("/ko/my/account/profile/").content.decode()
    assert "김하늘이" in page and "이(가)" not in page
    message = EmailMultiAlternatives("보라이(가) 초대합니다", "보라이(가) 초대합니다", "a@b.example", ["c@d.example"])
    message.attach_alternative("<p>보라이(가)</p>", "text/html")
    assert deliver(message)
    (sent,) = mailoutbox
    assert (sent.subject, sent.body) == ("보라가 초대합니다", "보라가 초대합니다")
    assert sent.alternatives[0].content == "<p>보라가</p>"
