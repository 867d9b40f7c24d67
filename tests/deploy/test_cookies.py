"""What cookies are called and how they are set, as a portal behind https starts."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SHOWS = """
import django
django.setup()
from django.conf import settings
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.contrib.sessions.middleware import SessionMiddleware
from django.middleware.csrf import CsrfViewMiddleware, get_token

def view(request):
    get_token(request)
    request.session["here"] = 1
    return HttpResponse()

settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
request = HttpRequest()
request.method, request.META = "GET", {"HTTP_HOST": "portal.example", "SERVER_NAME": "portal.example"}
response = SessionMiddleware(CsrfViewMiddleware(view))(request)
for cookie in response.cookies.values():
    print(cookie.OutputString())
"""


def cookies_of(site: str) -> dict[str, str]:
    env = {**os.environ, "SITE_URL": site, "DJANGO_SETTINGS_MODULE": "portal.settings", "DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, "-c", SHOWS], cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=True
    )
    return {line.partition("=")[0]: line for line in done.stdout.splitlines()}


@pytest.mark.parametrize("name", ["sessionid", "csrftoken"])
def test_behind_https_no_other_host_can_lay_one(name: str) -> None:
    """RFC 6265bis, 4.1.3.2: with the prefix browsers take it with Secure, with Path=/, and without a domain only."""
    found = cookies_of("https://portal.example")
    line = found[f"__Host-{name}"]
    assert "; Secure" in line and "; Path=/" in line and "Domain" not in line
    assert name not in found


def test_without_https_they_keep_their_names() -> None:
    """A browser would throw one with the prefix away."""
    found = cookies_of("http://127.0.0.1:8000")
    assert set(found) == {"sessionid", "csrftoken"} and not any("Secure" in line for line in found.values())
