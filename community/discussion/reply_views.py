"""The plain page behind a link in an e-mail: a thread's last post, and a field to answer."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.discussion.models.post import MAX_BODY
from community.discussion.prose import post_html
from community.discussion.reply_links import VALID, opened
from portal.core.http import Request
from portal.core.permissions import Refused
from portal.core.texts import BlockField, validate_visible


class ReplyForm(forms.Form):
    body = BlockField(label=_("Your words"), max_length=MAX_BODY, validators=[validate_visible])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: Request, token: str) -> HttpResponse:
    """Answer as the person the link was sent to, in its thread alone. Looking marks nothing read: mail servers look."""
    link = opened(token)
    if link is None:
        return sealed(render(request, "community/discussion/reply_gone.html", status=404))
    form = ReplyForm(request.POST or None)
    is_sent = False
    if request.method == "POST" and form.is_valid():
        try:
            link.take_one()
            link.thread.reply(form.cleaned_data["body"], link.actor)
            is_sent, form = True, ReplyForm()
        except Refused as problem:
            form.add_error("body", str(problem.message))
    post = link.last_post()
    context = {
        "thread": link.thread,
        "who": link.actor,
        "post": post,
        "html": post_html(post.body) if post else "",
        "form": form,
        "is_sent": is_sent,
        "days": VALID.days,
    }
    return sealed(render(request, "community/discussion/reply.html", context, status=422 if form.errors else 200))


def sealed(response: HttpResponse) -> HttpResponse:
    """The address is a key: no other site learns it from a link, and no search engine keeps it."""
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
