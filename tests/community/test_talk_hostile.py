"""What people write to harm others is harmless, and what is too much is said in words."""

import re

import pytest
from django.test import Client

from community.discussion.prose import post_html
from community.models import Community, Post
from tests.cast import Person
from tests.community.talk import address, start

CORPUS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "![x](https://tracker.example/p.png)",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example"onmouseover="alert(1))',
    "<style>*{display:none}</style>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "`<script>alert(1)</script>`",
    "<form action=https://evil.example><input name=password></form>",
    "@<script>alert(1)</script>",
    "| a |\n| --- |\n| <img src=x onerror=alert(1)> |",
]
TAG = re.compile(r"<[^>]*>")


@pytest.mark.parametrize("words", CORPUS)
def test_nothing_that_runs_is_left(words: str) -> None:
    for tag in TAG.findall(post_html(words, ["<script>alert(1)</script>", "x"])):
        assert not re.match(r"</?(script|img|svg|iframe|style|math|form|input|object)\b", tag), tag
        assert not re.search(r"\son\w+\s*=", re.sub(r'"[^"]*"', "", tag)), tag
        assert not re.search(r"href=\"(?!https?:|mailto:|tel:)", tag), tag


def test_links_say_where_they_lead() -> None:
    assert "(evil.example)" in post_html("[www.samsung.com](https://evil.example/login)")
    assert "(xn--" in post_html("[pay here](https://аpple.com/)")  # Cyrillic а
    assert "post__host" not in post_html(
        "[our list](https://hanbit.example/list) [hanbit.example](https://hanbit.example)"
    )
    assert 'rel="nofollow noopener noreferrer ugc"' in post_html("[our list](https://hanbit.example/list)")
    for odd in ("[x](http://[::1)", "[x](https://)", "[x](http://a..b/)", "[x](http://%zz/)"):
        post_html(odd)


@pytest.mark.django_db
def test_letters_that_turn_the_line_round_are_left_out(public: Community, seller: Person) -> None:
    thread = start(public, seller)
    seller.client.post(address(thread), {"body": "invoice\u202efdp.exe\u2066 ok\x00"})
    assert Post.objects.get(number=2).body == "invoicefdp.exe ok"
    page = seller.client.post(address(thread), {"body": "\u200b\u200b"})
    assert page.status_code == 200 and "can be seen" in page.text and thread.posts.count() == 2


@pytest.mark.django_db
def test_a_post_of_a_megabyte_is_refused_in_words_and_kept(public: Community, seller: Person) -> None:
    thread = start(public, seller)
    words = "가나다 abc " * 70_000 + "THE END"
    page = seller.client.post(address(thread), {"body": words})
    assert page.status_code == 200 and "THE END" in page.text and "20000" in page.text.replace(",", "")
    assert thread.posts.count() == 1


@pytest.mark.django_db
def test_a_preview_is_as_harmless_as_the_post(public: Community, seller: Person, visitor: Client) -> None:
    url = f"/communities/{public.slug}/threads/preview/"
    answer = seller.client.post(url, {"body": "**bold** <script>alert(1)</script>"})
    assert "<strong>bold</strong>" in answer.text and "<script>" not in answer.text
    assert visitor.post(url, {"body": "x"}).status_code == 302
    whole = seller.client.post(
        f"/communities/{public.slug}/threads/new/", {"title": "T", "body": "**bold**", "preview": "1"}
    )
    assert "<strong>bold</strong>" in whole.text and "**bold**" in whole.text and not Post.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("ref", ["%00", "H-1", "x" * 300, "한글"])
def test_odd_addresses_are_not_found(public: Community, visitor: Client, ref: str) -> None:
    assert visitor.get(f"/communities/{public.slug}/threads/{ref}/").status_code == 404
    assert visitor.get(f"/talk/reply/{ref}/").status_code == 404
