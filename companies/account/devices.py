"""A browser's own description of itself, in words that its owner recognises."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

# The first that occurs counts: each of them also names those below it.
BROWSERS = {
    "KAKAOTALK": "KakaoTalk",
    "NAVER(": "Naver",
    "Whale/": "Whale",
    "SamsungBrowser/": "Samsung Internet",
    "Edg": "Edge",
    "OPR/": "Opera",
    "FxiOS/": "Firefox",
    "Firefox/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


def named(names: dict[str, str], user_agent: str) -> str:
    return next((name for sign, name in names.items() if sign in user_agent), "")


def device_of(user_agent: str) -> Any:
    """“Chrome on Windows”; lazily, so that it is said in the reader's language."""
    browser, system = named(BROWSERS, user_agent), named(SYSTEMS, user_agent)
    if browser and system:
        return format_lazy(_("{browser} on {system}"), browser=browser, system=system)
    return browser or system or _("a program that does not say what it is")
