"""The plain page behind a link in an e-mail: the last messages, and a field to answer."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from consultations.forms import MessageForm
from consultations.inbox.reply_links import VALID, opened
from consultations.messages.timeline import entries
from consultations.models import MAX_BODY
from portal.core.http import Request
from portal.core.permissions import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: Request, token: str) -> HttpResponse:
    """Answer as the person the link was sent to, in its room alone. Looking marks nothing read: mail programs look."""
    link = opened(token)
    if link is None:
        return sealed(render(request, "consultations/reply_gone.html", status=404))
    form = MessageForm(request.POST or None, initial={"client_id": uuid.uuid4()})
    is_sent = False
    if request.method == "POST" and form.is_valid():
        try:
            link.take_one()
            body, client_id = form.words()
            link.room.post(body, by=link.actor, client_id=client_id)
            is_sent, form = True, MessageForm(initial={"client_id": uuid.uuid4()})
        except Refused as problem:
            form.add_error("body", str(problem.message))
    context = {
        "room": link.room,
        "who": link.actor,
        "partners": link.room.other_companies(link.actor),
        "entries": entries(link.messages(), link.actor, sight=link.room.sight_of(link.actor)),
        "form": form,
        "is_sent": is_sent,
        "days": VALID.days,
        "max_body": MAX_BODY,
        "title": _("Answer in a consultation"),
    }
    return sealed(render(request, "consultations/reply.html", context, status=422 if form.errors else 200))


def sealed(response: HttpResponse) -> HttpResponse:
    """The address is a key: no other site learns it from a link, and no search engine keeps it."""
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
