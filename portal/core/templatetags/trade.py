"""What templates say about trade: money, quantities, countries, icons, people's text."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import PurePath
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.forms import BoundField, FileField
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince, timeuntil
from django.utils.timezone import get_current_timezone_name, localdate, make_aware, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from moneyed import Money

from portal.core import face, incoterms, markup, places, stencil, units
from portal.core.actor import Actor
from portal.core.money import convert, format_money

register = template.Library()
MINUTE = timedelta(minutes=1)
KINDS = ("product", "offer", "company", "community", "page")  # of things to search for


@register.filter
def money(value: Money | None) -> str:
    """`USD 1,250.00`; nothing for no price."""
    return format_money(value) if isinstance(value, Money) else ""


@register.simple_tag(takes_context=True)
def converted(context: template.Context, value: Money | None) -> SafeString | str:
    """About what it is in the reader's currency, with the day of the rate; empty where that says nothing new."""
    request = context.get("request")
    currency = getattr(request, "currency", "")
    if not isinstance(value, Money) or not currency or value.currency.code == currency:
        return ""
    result = convert(value, currency)
    if result is None:
        return ""
    day = date_format(result.date, "DATE_FORMAT")
    title = _("European Central Bank rate of %(day)s") % {"day": day}
    about = _("about %(amount)s") % {"amount": format_money(result.money)}
    return format_html(
        '<span class="converted"><span class="num">{}</span> <time datetime="{}" title="{}">{}</time></span>',
        about,
        result.date.isoformat(),
        title,
        _("rate of %(day)s") % {"day": date_format(result.date, "SHORT_DATE_FORMAT")},
    )


@register.filter
def quantity(value: Any, unit: str = "C62") -> str:
    """`500 pieces`."""
    return units.quantity(value, unit) if value not in (None, "") else ""


@register.filter
def unit_name(code: str) -> str:
    return units.unit_name(code)


@register.filter
def country_name(code: str) -> str:
    return places.country_name(code)


@register.filter
def language_name(code: str) -> str:
    """`ko` → `Korean` or `한국어`, as the reader calls it."""
    return places.language_name(code)


@register.filter
def dialled(number: str) -> str:
    """`+82 51 555 0142` as it stands behind `tel:`."""
    return re.sub(r"[^+\d;=a-z]", "", str(number))


@register.filter
def incoterm_name(code: str) -> str:
    return incoterms.incoterm_name(code)


@register.filter
def markdown(text: str) -> SafeString:
    """People's Markdown as harmless HTML."""
    return mark_safe(markup.render_markdown(text or ""))  # cleaned by nh3


@register.simple_tag
@lru_cache(512)
def icon(name: str, label: str = "") -> SafeString:
    """A symbol of the sprite: hidden from screen readers beside a text, or named by `label` when it stands alone."""
    sprite = static("img/icons.svg")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>', label, sprite, name
        )
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', sprite, name
    )


@register.filter
def local_time(company: Any) -> SafeString | str:
    """The company's own time of day, such as `14:05`, with its zone told to whoever asks."""
    there: datetime | None = getattr(company, "local_time", None)
    if there is None:
        return ""
    return format_html(
        '<time class="num" datetime="{}" title="{}">{}</time>',
        there.isoformat(timespec="minutes"),
        company.timezone.replace("_", " "),
        date_format(there, "TIME_FORMAT"),
    )


@register.simple_tag
def zone_name() -> str:
    """The time zone in which this page shows its times: `Asia/Seoul`."""
    return get_current_timezone_name().replace("_", " ")


@register.simple_tag(takes_context=True)
def here_with(context: template.Context, **changes: Any) -> str:
    """The page's own query with some values changed (`page=3`), or left out when empty."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{urlencode(list(query.lists()), doseq=True)}" if query else "?"


@register.filter
def initials(name: str) -> str:
    """One or two letters for a company without a logo: `Hanbit Bearings` → `HB`, `한빛베어링` → `한빛`."""
    words = [word for word in str(name).split() if word[0].isalnum()] or [str(name) or "–"]
    if not words[0][0].isascii():
        return words[0][:2]
    return "".join(word[0] for word in words[:2]).upper()


@register.filter
def tint(name: str) -> int:
    """One of six quiet colours, always the same for the same name."""
    return sum(map(ord, str(name))) % 6


@register.simple_tag(takes_context=True)
def alternates(context: template.Context) -> list[tuple[str, str]]:
    """This page's address in each language and for all others (`x-default`): `(code, absolute address)`; empty where
    the page has only one. Of a page of the programme's site, the translations that there are."""
    request = context.get("request")
    if request is None or request.method not in {"GET", "HEAD"}:
        return []
    if page := face.site_page(context):
        return face.with_default(face.translations_of(page, request))
    pages = translations(request.path, get_language())
    return face.with_default([(code, request.build_absolute_uri(path)) for code, path in pages])


@lru_cache(1024)
def translations(path: str, language: str | None) -> list[tuple[str, str]]:
    """The path, which is one of `language`'s, in each language; empty where it is the same in all."""
    paths = [(code, translate_url(path, code)) for code, _name in settings.LANGUAGES]
    return paths if len({path for _code, path in paths}) > 1 else []


@register.simple_tag
def remembered(template_name: str, **values: Any) -> SafeString:
    """Includes a template that depends on `values` and the reader's language and time zone only: it is made once."""
    return stencil.remembered(template_name, values)


@register.simple_tag(takes_context=True)
def masthead(context: template.Context) -> SafeString:
    """The head of every page. Made once for each choice a reader can make; who is signed in, and what was asked for,
    is put in."""
    request = context["request"]
    zones, kind = context.get("zones", ""), request.GET.get("kind", "")
    values: dict[str, Any] = {name: context.get(name, "") for name in ("languages", "currencies", "theme")}
    values |= {
        "zones": zones() if callable(zones) else zones,
        "currency": getattr(request, "currency", ""),
        "kind": kind if kind in KINDS else "",
        "here_path": "/".join([*request.path.split("/")[:3], ""]),  # two steps tell its place in the navigation
        **stencil.Gaps("account", "q", "next", "csrf_token"),
    }
    return stencil.filled(
        stencil.stencil_of("components/masthead.html", values),
        account=get_template("components/account_menu.html").template.render(context),  # type: ignore[attr-defined]  # Django's own
        q=request.GET.get("q", ""),
        next=request.get_full_path(),
        csrf_token=str(context.get("csrf_token", "")),
    )


@register.simple_tag(takes_context=True)
def here(context: template.Context, prefix: str) -> SafeString:
    """`aria-current` for a link of the main navigation whose pages begin with `prefix`."""
    path = str(context.get("here_path") or getattr(context.get("request"), "path", ""))
    is_here = bool(prefix) and path.startswith(prefix)
    return mark_safe('aria-current="page"') if is_here else SafeString("")  # a constant


@register.simple_tag
def page_numbers(page: Any) -> list[Any]:
    """The numbers to offer beside this page, with a mark where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.filter
def could(actor: Actor, power: str) -> bool:
    """Whether a page shows the way to an act: to whoever may, and to whoever has yet to sign in or found a company."""
    return actor.company is None or actor.may(power)


@register.filter(expects_localtime=True)
def iso(value: date | None) -> str:
    """What stands in `<time datetime="…">`: `2026-03-02` for a day, `2026-03-02T14:05:09+09:00` for a moment. HTML
    knows no finer than milliseconds."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if value else ""


@register.filter
def moment(value: date) -> datetime:
    """A date lasts until its end."""
    if isinstance(value, datetime):
        return value
    return make_aware(datetime.combine(value, time.max))


@register.filter
def is_over(value: date) -> bool:
    return moment(value) <= now()


@register.filter
def days_over(value: date) -> int:
    """How many whole days ago it ended; 0 on the day itself."""
    return max(0, (now() - value).days if isinstance(value, datetime) else (localdate() - value).days)


@register.filter
def time_left(value: date) -> str:
    """`2 days`, `5 hours`: the largest unit alone, as a deadline is read at a glance."""
    if moment(value) - now() < MINUTE:
        return _("less than a minute")
    return timeuntil(moment(value), depth=1).replace("\xa0", " ")


@register.filter
def time_since(value: date) -> str:
    """`3 hours`, `2 days`: the largest unit alone."""
    if isinstance(value, datetime) and now() - value < MINUTE:
        return _("less than a minute")
    return timesince(value, depth=1).replace("\xa0", " ")


@register.filter
def files_not_kept(field: BoundField) -> list[str]:
    """What was chosen in a field of files when its form is shown once more: no browser sends a file a second time."""
    if not isinstance(field.field, FileField) or not field.form.is_bound:
        return []
    sent = field.data
    files = sent if isinstance(sent, list | tuple) else [sent]
    return [PurePath(name).name for file in files if (name := getattr(file, "name", ""))]


@register.simple_tag
def tier_icon(tier: int) -> SafeString:
    return icon(f"tier-{tier}")
