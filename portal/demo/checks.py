"""Checks of the invented firms: what holds of them, and what waits for the moderator, with drawn papers."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.utils.timezone import localdate, now
from PIL import Image, ImageDraw, ImageFont

from companies.models import Claim, Company, User, VaultDocument
from companies.models.verification import recompute
from companies.verification.checklist import needs_of
from companies.verification.uploads import Upload

OFFICE = "Jangteo Programme Office"
CARRIERS = {0: "email", 1: "registration", 2: "documents", 3: "visit"}


def hold(company: Company, tier: int, since: date, number: int) -> None:
    """Give it the claims that carry its tier, which follows from them."""
    Claim.objects.bulk_create(claims_held(company, tier, since, number))
    recompute(company, None)


def claims_held(company: Company, tier: int, since: date, number: int) -> Iterator[Claim]:
    """An approved claim for each tier up to this one."""
    for level in range(tier + 1):
        kind = CARRIERS[level]
        yield Claim(
            company=company,
            kind=kind,
            value=said(company, kind, number),
            legal_name=company.name if level else "",
            state=Claim.State.APPROVED,
            first_at=now() if level >= 2 else None,
            decided_at=now(),
            checker=OFFICE if level else "Jangteo",
            method=Claim.METHODS[kind][0] if level else Claim.Method.LINK,
            checked_on=since,
            valid_until=max(since + Claim.TERMS[kind], localdate() + timedelta(days=20)) if level else None,
            company_name=company.name,
        )


def said(company: Company, kind: str, number: int) -> str:
    if kind == "email":
        return f"{company.slug}.example"
    if kind == "registration":
        return register_number(company.country, number)
    return "" if kind == "documents" else company.city


def register_number(country: str, number: int) -> str:
    """In the form of the country, but nobody's: Korea's has a wrong check digit, the others a register of ours."""
    if country == "KR":
        digits = [1, *divmod(10 + number % 80, 10), 8, 1, *[int(one) for one in f"{1000 + number * 37 % 9000}"]]
        weights = (1, 3, 7, 1, 3, 7, 1, 3, 5)
        total = sum(one * weight for one, weight in zip(digits, weights, strict=True)) + digits[8] * 5 // 10
        text = "".join(map(str, [*digits, (10 - total % 10 + 1) % 10]))
        return f"{text[:3]}-{text[3:5]}-{text[5:]}"
    return f"JT-{country}-{10_000 + number * 7919 % 90_000}"


def wait_for_staff(companies: dict[str, Company]) -> None:
    """A registration to be looked at, and documents that a first person has approved; once."""
    firms = [one for one in sorted(companies.values(), key=lambda one: one.pk) if one.sells]
    fresh = next((one for one in firms if one.tier == 0), None)
    risen = next((one for one in firms if one.tier == 1 and one.country == "KR"), None)
    risen = risen or next((one for one in firms if one.tier == 1), None)
    if fresh:
        apply_for(fresh, "registration", register_number(fresh.country, 77), "We moved in spring; the register has it.")
    moved = next((one for one in firms if one.tier == 1 and one != risen), None)
    if moved:
        apply_for(moved, "address", f"4 Harbour Road, {moved.city}", "Our new works; the old address is given up.")
    if risen and (claim := apply_for(risen, "documents", owner_of(risen).name, "Managing director, alone.")):
        boss = User.objects.filter(is_superuser=True).order_by("pk").first()
        if boss is not None:
            claim.approve(boss.actor_for(None))


def apply_for(company: Company, kind: str, value: str, words: str) -> Claim | None:
    if Claim.objects.filter(company=company, kind=kind).exists():
        return None
    actor = owner_of(company).actor_for(company.slug)
    for position, need in enumerate(needs_of(kind, company.country)):
        if need.is_required or position == 0:
            paper = need.paper.code
            upload = Upload(f"{paper}.jpg", drawn(company, paper, value), "image/jpeg", ".jpg")
            valid_until = localdate() + timedelta(days=75) if "register" in paper else None
            VaultDocument.add(company, paper, upload, actor, valid_until)
    claim = Claim.begin(company, kind, actor)
    claim.write(actor, value=value, legal_name=f"{company.name} Co., Ltd.", words=words)
    claim.submit(actor)
    return claim


def owner_of(company: Company) -> User:
    return company.memberships.filter(role="owner").order_by("pk")[0].user


def drawn(company: Company, paper: str, value: str) -> bytes:
    """A page as a phone would photograph it: a title, lines, a seal; in Latin letters, so that no font is needed."""
    page = Image.new("RGB", (1000, 1400), "#fdfcf8")
    draw = ImageDraw.Draw(page)
    draw.rectangle((50, 50, 950, 1350), outline="#8b8778", width=3)
    draw.rectangle((62, 62, 938, 1338), outline="#c9c3b4", width=1)
    write(draw, 500, 190, paper.replace("_", " ").upper(), 44, anchor="mm")
    write(draw, 500, 250, "Specimen of the demonstration", 22, fill="#5a6068", anchor="mm")
    rows = [("Name", company.name), ("Says", value), ("Seat", f"{company.city}, {company.country}"), ("Issued", "2026")]
    for position, (label, text) in enumerate(rows):
        top = 380 + position * 110
        write(draw, 130, top, label, 24, fill="#5a6068")
        write(draw, 320, top - 6, text, 32)
        draw.line((130, top + 55, 870, top + 55), fill="#e4dfd3", width=2)
    for line in range(8):
        draw.line((130, 880 + line * 34, 870 - line % 3 * 90, 880 + line * 34), fill="#d8d2c4", width=8)
    draw.ellipse((690, 1130, 850, 1290), outline="#b23721", width=6)
    write(draw, 770, 1210, "JT", 60, fill="#b23721", anchor="mm")
    out = BytesIO()
    page.rotate(0.6, fillcolor="#cfcabd", resample=Image.Resampling.BICUBIC).save(out, "JPEG", quality=82)
    return out.getvalue()


def write(draw: Any, left: int, top: int, text: str, size: int, fill: str = "#1b1f24", anchor: str = "la") -> None:
    draw.text((left, top), text, fill=fill, font=ImageFont.load_default(size), anchor=anchor)
