"""Companies that may be one: signs of it, found by the clock, and the two side by side."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from companies.merging import moved_fields
from companies.models import Company, Membership, MergeProposal
from portal.core.places import country_name
from portal.core.timed import every

CROWD = 6  # more firms than this with one sign: it is a host's or an association's, and says nothing
BATCH = 500
# Mailboxes that anybody gets, and hosts on which many firms have their page.
FREE_MAIL = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "msn.com",
        "yahoo.com",
        "yahoo.co.jp",
        "yahoo.co.kr",
        "icloud.com",
        "me.com",
        "aol.com",
        "gmx.de",
        "gmx.net",
        "web.de",
        "mail.com",
        "proton.me",
        "protonmail.com",
        "mail.ru",
        "yandex.ru",
        "yandex.com",
        "zoho.com",
        "naver.com",
        "daum.net",
        "hanmail.net",
        "kakao.com",
        "nate.com",
        "qq.com",
        "163.com",
        "126.com",
        "sina.com",
        "foxmail.com",
        "demo.example",
    ]
)
SHARED_HOSTS = frozenset(
    [
        "facebook.com",
        "instagram.com",
        "linkedin.com",
        "blog.naver.com",
        "smartstore.naver.com",
        "cafe.naver.com",
        "tistory.com",
        "wordpress.com",
        "wixsite.com",
        "sites.google.com",
        "alibaba.com",
        "made-in-china.com",
        "github.io",
        "shopify.com",
        "etsy.com",
        "youtube.com",
    ]
)
LEGAL_FORMS = re.compile(
    r"\b(co|company|ltd|limited|inc|incorporated|corp|corporation|llc|llp|plc|gmbh|mbh|ag|kg|sa|sas|sarl|srl|spa|bv|nv|"
    r"oy|ab|as|aps|pte|pty|pvt|sdn|bhd|kk|jsc|ltda)\b|주식회사|㈜|\(주\)|유한회사|株式会社|有限公司|有限责任公司|股份"
)

Keys = Iterator[tuple[int, str]]
Sign = Callable[[], Keys]
SIGNS: dict[str, tuple[Any, Sign]] = {}


def duplicate_sign(key: str, label: Any) -> Callable[[Sign], Sign]:
    """Add a sign: the function gives `(company, value)`; companies with one value may be one."""

    def register(values: Sign) -> Sign:
        SIGNS[key] = label, values
        return values

    return register


@duplicate_sign("number", gettext_lazy("the same registration number"))
def numbers() -> Keys:
    if "registration_number" not in {field.name for field in Company._meta.get_fields()}:
        return
    rows: Any = Company.objects.filter(is_active=True)
    rows = rows.exclude(registration_number="")
    for pk, country, number in rows.values_list("pk", "country", "registration_number").iterator():
        if digits := re.sub(r"[^0-9A-Za-z]", "", str(number or "")):
            yield pk, f"{country} {digits.upper()}"


@duplicate_sign("website", gettext_lazy("the same website"))
def websites() -> Keys:
    rows = Company.objects.filter(is_active=True).exclude(website="")
    for pk, website in rows.values_list("pk", "website").iterator():
        host = (urlsplit(website).hostname or "").removeprefix("www.")
        if host and not is_one_of(host, SHARED_HOSTS):
            yield pk, host


@duplicate_sign("mail", gettext_lazy("owners with addresses of the same domain"))
def mail_domains() -> Keys:
    owners = Membership.objects.filter(role="owner", company__is_active=True)
    for pk, email in owners.values_list("company_id", "user__email").iterator():
        domain = email.rpartition("@")[2].lower()
        if domain not in FREE_MAIL:
            yield pk, domain


@duplicate_sign("name", gettext_lazy("the same name in the same country"))
def names() -> Keys:
    for pk, country, name in Company.objects.filter(is_active=True).values_list("pk", "country", "name").iterator():
        if plain := plain_name(name):
            yield pk, f"{country} {plain}"


def is_one_of(host: str, hosts: frozenset[str]) -> bool:
    """The host or one below it."""
    parts = host.split(".")
    return any(".".join(parts[start:]) in hosts for start in range(len(parts) - 1))


def plain_name(name: str) -> str:
    """What is left of a name without its legal form, signs and spaces: `Hanbit Co., Ltd.` → `hanbit`."""
    return re.sub(r"[\W_]+", "", LEGAL_FORMS.sub(" ", re.sub(r"[.,]", "", name.casefold())))


def pairs_with_signs() -> dict[tuple[int, int], list[str]]:
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for key, (_label, values) in SIGNS.items():
        for pair in pairs_of(values()):
            found[pair].append(key)
    return found


def pairs_of(values: Iterable[tuple[int, str]]) -> set[tuple[int, int]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for pk, value in values:
        groups[value].add(pk)
    groups_that_tell = (sorted(group) for group in groups.values() if 2 <= len(group) <= CROWD)
    return {(first, second) for group in groups_that_tell for first, second in combinations(group, 2)}


@every(hours=1)
def propose_merges() -> None:
    """Propose what looks like one; a pair that was decided on stays decided, one that differs by now is withdrawn."""
    found = pairs_with_signs()
    known = {(one.first_id, one.second_id): one for one in MergeProposal.objects.filter(state=MergeProposal.State.OPEN)}
    new = [MergeProposal(first_id=first, second_id=second, signs=signs) for (first, second), signs in found.items()]
    MergeProposal.objects.bulk_create(new, BATCH, ignore_conflicts=True)
    stale = [one.pk for pair, one in known.items() if pair not in found]
    MergeProposal.objects.filter(pk__in=stale, state=MergeProposal.State.OPEN).delete()
    changed = [one for pair, one in known.items() if pair in found and one.signs != found[pair]]
    for one in changed:
        one.signs = found[one.first_id, one.second_id]
    MergeProposal.objects.bulk_update(changed, ["signs"], BATCH)


def signs_in_words(signs: Iterable[str]) -> list[str]:
    return [str(SIGNS[key][0]) for key in signs if key in SIGNS]


def comparison_of(first: Company, second: Company) -> list[dict[str, Any]]:
    """What both say of themselves, with whether it is the same, and how much hangs on them where anything does."""
    facts = zip(facts_of(first), facts_of(second), strict=True)
    said = [
        {"label": label, "first": one, "second": other, "is_same": one == other and bool(one)}
        for (label, one), (_same, other) in facts
    ]
    counts = zip(counts_of(first), counts_of(second), strict=True)
    hanging = [
        {"label": label, "first": one, "second": other, "is_same": False}  # as many is not the same ones
        for (label, one), (_same, other) in counts
        if one or other
    ]
    return said + hanging


def facts_of(company: Company) -> list[tuple[str, Any]]:
    people = company.memberships.select_related("user").order_by("pk")
    return [
        (_("Reference"), company.ref),
        (_("Name"), company.name),
        (_("Legal name"), company.legal_name),
        (_("Registration number"), getattr(company, "registration_number", "")),
        (_("Kind"), company.get_kind_display()),
        (_("Country"), country_name(company.country)),
        (_("City"), company.city),
        (_("Website"), company.website_host),
        (_("Tier"), company.get_tier_display()),
        (_("Here since"), date_format(company.created_at, "DATE_FORMAT")),
        (
            pgettext("members", "People"),
            "\n".join(f"{one.user} · {one.get_role_display()} · {one.user.email}" for one in people),
        ),
    ]


def counts_of(company: Company) -> list[tuple[str, int]]:
    """How many rows of each kind would move."""
    counts: list[tuple[str, int]] = []
    for label in sorted(moved_fields()):
        app, model_name, field = label.split(".")
        model = apps.get_model(app, model_name)
        if isinstance(model._meta.verbose_name_plural, Promise):
            relation = model._meta.get_field(field)
            name = str(model._meta.verbose_name_plural)
            name = name if field == "company" else f"{name} ({relation.verbose_name})"
            counts.append((name[:1].upper() + name[1:], model._base_manager.filter(**{field: company}).count()))
    return counts
