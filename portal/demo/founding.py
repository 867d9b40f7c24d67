"""Companies with their texts and certificates, their people, and the accounts that anybody may try."""

import re
import zlib
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils.text import slugify
from django.utils.timezone import localdate

from companies.models import Certificate, Company, CompanyText, Invitation, Membership, User
from portal.core.events import record
from portal.demo.checks import hold
from portal.demo.firms import Firm, countries, firms
from portal.demo.gallery import cover_of, logo_of
from portal.demo.ids import ago, demo_ref

PASSWORD = "demo-portal-2026"
DOMAIN = "demo.example"
Role = Membership.Role

# account: (name, firm, role, title); the programme's own people are staff as far as their work needs it
ACCOUNTS: dict[str, tuple[str, str, str, str]] = {
    "seller": ("Seojun Kim", "hanul-bearing", Role.OWNER, "Managing director"),
    "seller2": ("Haruto Tanaka", "kaizuka-seiko", Role.OWNER, "President"),
    "seller3": ("Wei Zhang", "ningbo-haitai", Role.OWNER, "General manager"),
    "buyer": ("Anna Petersen", "nordlager", Role.MANAGER, "Purchasing manager"),
    "steward": ("Jiwoo Lee", "ktma", Role.OWNER, "Secretary general"),
    "moderator": ("Eunji Han", "jangteo-office", Role.MANAGER, "Moderator"),
    "editor": ("Hyunwoo Shin", "jangteo-office", Role.SALES, "Editor"),
    "admin": ("Nari Oh", "jangteo-office", Role.OWNER, "Operations"),
}
OFFICE = {"moderator": ("site: publisher", "Desk", "Reviewers"), "editor": ("site: editor",)}
STAFF = {"moderator": {"is_staff": True}, "admin": {"is_staff": True, "is_superuser": True}}
Turnover = Company.Turnover
TURNOVER = {
    "1-9": Turnover.UNDER_HALF,
    "10-49": Turnover.TO_TEN,
    "50-249": Turnover.TO_FIFTY,
    "250+": Turnover.TO_TWO_HUNDRED,
}
CREW = ((Role.OWNER, "Managing director"), (Role.SALES, "Export sales"), (Role.BUYER, "Purchasing"))
LARGE_CREW = (*CREW, (Role.MANAGER, "Operations manager"), (Role.VIEWER, "Quality assurance"))


def found_companies() -> dict[str, Company]:
    """All firms of the demonstration by slug; those that are there already stay as they are."""
    known = {company.slug: company for company in Company.objects.filter(slug__in=[firm.slug for firm in firms()])}
    for firm in firms():
        if firm.slug not in known:
            known[firm.slug] = found(firm)
    return known


def found(firm: Firm) -> Company:
    place = countries()[firm.country]
    company = Company.objects.create(
        ref=demo_ref("C", firm.slug),
        slug=firm.slug,
        name=firm.name,
        local_name=firm.local,
        kind=firm.kind,
        country=firm.country,
        city=firm.city,
        timezone=place.zone,
        opens_at=place.opens,
        closes_at=place.closes,
        founded_year=firm.founded,
        employees=firm.employees,
        languages=place.languages,
        markets=firm.markets,
        sector=firm.sector,
        website=f"https://www.{firm.slug}.example",
        logo=logo_of(firm.number),
        cover=cover_of(firm.number),
        email=f"export@{firm.slug}.example",
        main_products="\n".join(kinds_of_goods(firm)),
        turnover=TURNOVER[firm.employees] if firm.sells else "",
        export_share="26-50" if firm.markets and firm.sells else "",
        created_at=ago(days=420 - firm.number * 5),
    )
    CompanyText.objects.bulk_create(
        CompanyText(company=company, language=language, tagline=firm.tagline[language], about=firm.about[language])
        for language in ("en", "ko")
    )
    Certificate.objects.bulk_create(
        Certificate(company=company, name=name, issuer=issuer, number=number, valid_until=valid_until(number))
        for name, issuer, number in firm.certificates
    )
    hold(company, firm.tier, localdate() - timedelta(days=40 + firm.number * 5), firm.number)
    record("company.created", company)
    return company


def kinds_of_goods(firm: Firm) -> list[str]:
    """What its goods are called before the sizes that tell them apart."""
    heads = (re.split(r"\s(?=\S*\d)|,", good.title["en"])[0] for good in firm.goods)
    return list(dict.fromkeys(head[:60] for head in heads))[:8]


def valid_until(number: str) -> date:
    """Some time in the next three years, always the same distance for the same certificate."""
    return localdate() + timedelta(days=120 + zlib.crc32(number.encode()) % 900)


def people(companies: dict[str, Company]) -> None:
    """The accounts with the known password, and a crew of three to five for every firm."""
    known = set(User.objects.values_list("email", flat=True))
    password = make_password(PASSWORD)
    for account, (name, slug, role, title) in ACCOUNTS.items():
        email = f"{account}@{DOMAIN}"
        if email not in known:
            user = User.objects.create(email=email, name=name, password=password, **STAFF.get(account, {}))
            user.groups.set(Group.objects.filter(name__in=OFFICE.get(account, ())))
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
            Membership.objects.create(user=user, company=companies[slug], role=role, title=title)
    for firm in firms():
        hire(firm, companies[firm.slug], known)
    settle(companies)


def settle(companies: dict[str, Company]) -> None:
    """When people came and were last seen, the addresses they confirmed, one of them in two firms, and invitations."""
    for number, member in enumerate(Membership.objects.filter(seen_at=None).select_related("user", "company")):
        if not EmailAddress.objects.filter(user=member.user).exists():
            EmailAddress.objects.create(user=member.user, email=member.user.email, verified=True, primary=True)
        came = member.company.created_at + timedelta(days=1 + number % 9 * 12)
        Membership.objects.filter(pk=member.pk).update(created_at=came, seen_at=ago(hours=3 + number * 7 % 160))
    invite(companies["hanul-bearing"], "hyejin.moon@hanul-bearing.example", Role.SALES, "ko")
    invite(companies["nordlager"], "t.lindqvist@nordlager.example", Role.BUYER, "en")
    seller = User.objects.get(email=f"seller@{DOMAIN}")
    if not seller.memberships.filter(company=companies["ktma"]).exists():
        second = Membership.objects.create(
            user=seller, company=companies["ktma"], role=Role.VIEWER, title="Board member", seen_at=ago(days=6)
        )
        record("membership.added", second, user=seller.pk, role=Role.VIEWER)


def invite(company: Company, email: str, role: str, language: str) -> None:
    """An open invitation by the company's speaker; where one is, or was, nothing is added."""
    if not Invitation.objects.filter(company=company, email=email).exists():
        owner = company.memberships.filter(role__in=[Role.OWNER, Role.MANAGER]).order_by("pk")[0].user
        Invitation.send(owner.actor_for(company.slug), email, role, language)


def hire(firm: Firm, company: Company, known: set[str]) -> None:
    taken = {(role, slug) for _, slug, role, _ in ACCOUNTS.values()}
    crew = LARGE_CREW if firm.employees not in {"1-9", "10-49"} else CREW
    names = [name for name in countries()[firm.country].names if name.partition("|")[0] not in reserved()]
    for position, (role, title) in enumerate(crew):
        if (role, firm.slug) in taken and role == Role.OWNER:
            continue
        name = names[(firm.number + position) % len(names)].partition("|")[0]
        email = f"{mailbox(name)}.{role}@{firm.slug}.example"
        if email not in known:
            user = User.objects.create(email=email, name=name, password="!", timezone=company.timezone)
            Membership.objects.create(user=user, company=company, role=role, title=title)


def reserved() -> set[str]:
    return {name for name, *_ in ACCOUNTS.values()}


def mailbox(name: str) -> str:
    plain = slugify(name.replace("đ", "d").replace("ı", "i").replace("ø", "o").replace("æ", "ae").replace("ş", "s"))
    return re.sub(r"-+", ".", plain)


def speaker(company: Company) -> User:
    """Who speaks for the company in conversations: its demo account, else whoever sells, else anybody."""
    members = list(company.memberships.select_related("user").order_by("pk"))
    for member in members:
        if member.user.email.endswith(f"@{DOMAIN}") and member.role != Role.VIEWER:
            return member.user
    wanted = Role.BUYER if company.kind == Company.Kind.BUYER else Role.SALES
    return next((one.user for one in members if one.role == wanted), members[0].user)
