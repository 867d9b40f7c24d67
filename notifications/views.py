"""The inbox of notifications, and the switch of its e-mails."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from notifications.mail import reader_of
from notifications.models import MailChoice, Notification
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate


@login_required
def notification_list(request: SignedIn) -> HttpResponse:
    """What happened, unread first."""
    own = Notification.objects.visible_to(request.actor)
    context = {
        "page": paginate(request, own.unread_first(), size=30),
        "unread": own.unread().count(),
        "mode": MailChoice.of(request.user),
        "modes": MailChoice.Mode.choices,
    }
    return render(request, "notifications/notification_list.html", context)


@login_required
def follow(request: SignedIn, ref: str) -> HttpResponse:
    """Following it reads it."""
    notification = get_object_or_404(Notification.objects.visible_to(request.actor), ref=ref)
    Notification.objects.filter(pk=notification.pk).mark_read()
    return redirect(translate_url(notification.path, get_language() or "en"))


@require_POST
@login_required
def reading(request: SignedIn, ref: str = "") -> HttpResponse:
    """Mark one read, or all."""
    own = Notification.objects.visible_to(request.actor)
    if ref:
        own = own.filter(pk=get_object_or_404(own, ref=ref).pk)
    own.mark_read()
    return redirect("notifications:list")


@require_POST
@login_required
def mail_choice(request: SignedIn) -> HttpResponse:
    mode = request.POST.get("mode", "")
    if mode in MailChoice.Mode.values:
        MailChoice.choose(request.user, mode)
        messages.success(request, _("Saved."))
    return redirect("notifications:list")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: Request, token: str) -> HttpResponse:
    """The signed link in each e-mail: a person presses a button; a mail program posts at once (RFC 8058).

    Exempt from the CSRF check: the signature is what proves it, and mail programs bring no cookie.
    """
    user = reader_of(token)
    if user is None:
        raise Http404
    if request.method == "POST":
        MailChoice.choose(user, MailChoice.Mode.OFF)
    is_off = MailChoice.of(user) == MailChoice.Mode.OFF
    return render(request, "notifications/unsubscribe.html", {"reader": user, "is_off": is_off})
