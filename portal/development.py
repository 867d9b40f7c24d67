"""Pages that exist only with DEBUG: the mails that were sent."""

import email
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

NEWEST = 100
SEPARATOR = b"\n" + b"-" * 79 + b"\n"  # between messages in one file of Django's file backend


def mails(request: HttpRequest) -> HttpResponse:
    files = sorted(mail_folder().glob("*.log"), reverse=True)[:NEWEST]
    return render(request, "development/mails.html", {"mails": [summary(file) for file in files]})


def mail(request: HttpRequest, name: str) -> HttpResponse:
    file = mail_folder() / f"{name}.log"
    if not file.is_file():
        raise Http404
    message = read(file)
    body = message.get_body(("plain", "html"))
    return render(
        request,
        "development/mail.html",
        {"mail": summary(file), "body": body.get_content() if body else ""},
    )


def mail_folder() -> Path:
    return Path(getattr(settings, "EMAIL_FILE_PATH", None) or settings.DATA_DIR / "mail")


def read(file: Path) -> EmailMessage:
    """The newest message of the file; a connection that sends several writes them one after another."""
    parts = [part for part in file.read_bytes().split(SEPARATOR) if part.strip()]
    message = email.message_from_bytes(parts[-1] if parts else b"", policy=default)
    assert isinstance(message, EmailMessage)  # what the default policy makes
    return message


def summary(file: Path) -> dict[str, Any]:
    message = read(file)
    return {
        "name": file.stem,
        "to": message["To"],
        "subject": message["Subject"],
        "at": datetime.fromtimestamp(file.stat().st_mtime, UTC),
    }


urlpatterns = [path("mail/", mails, name="dev-mails"), path("mail/<slug:name>/", mail, name="dev-mail")]
