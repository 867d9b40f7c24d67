"""The inbox of notifications, and the choice of its e-mails."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.models import User
from consultations.models import ReplyByMail
from notifications.context import waiting
from notifications.forms import SettingsForm, settings_of
from notifications.mail import reader_of
from notifications.models import MailPreference, Notification, QuietHours, Rhythm, hours_of
from notifications.recipients import still_concerns
from notifications.words import MEANINGS, Group
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.preferences import safe_next
from portal.core.zones import moment_in

JUST_READ = "notifications_just_read"  # in the session: the moment of the last press on "Mark all read"
UNDO_SALT = "notifications.unsubscribe.undo"


@login_required
def notification_list(request: SignedIn) -> HttpResponse:
    """What happened, unread first; of one group, or unread alone, if so wished."""
    own = Notification.objects.visible_to(request.actor)
    unread = own.unread().counts_by_group()
    group = wanted if (wanted := request.GET.get("group", "")) in Group.values else ""
    only_unread = bool(request.GET.get("unread"))
    rows = own.of_group(group) if group else own
    context = {
        "page": paginate(request, (rows.unread() if only_unread else rows).unread_first(), size=30),
        "tabs": tabs(group, only_unread, unread.get(group, 0) if group else sum(unread.values())),
        "groups": [(one, one.label, unread.get(one, 0)) for one in Group],
        "group": group,
        "only_unread": only_unread,
        "unread": unread.get(group, 0) if group else sum(unread.values()),
        "just_read": request.session.pop(JUST_READ, None),
    }
    return render(request, "notifications/notification_list.html", context)


def tabs(group: str, only_unread: bool, count: int) -> list[tuple[Any, str, bool, int | None]]:
    here = f"group={group}" if group else ""
    unread = f"?{here}&unread=1" if here else "?unread=1"
    return [(_("All"), f"?{here}", not only_unread, None), (_("Unread"), unread, only_unread, count)]


@require_GET
@login_required
def unread_count(request: SignedIn) -> JsonResponse:
    """For the bell of a page that stays open; looking at the number reads nothing."""
    response = JsonResponse({"unread": waiting(request.actor)})
    response.headers["Cache-Control"] = "no-store"
    return response


@login_required
def follow(request: SignedIn, ref: str) -> HttpResponse:
    """Following it reads it, and leads to what it is about; or says why that cannot be seen any more."""
    rows = Notification.objects.own_of(request.actor).select_related("company")
    notification = get_object_or_404(rows, ref=ref)
    if request.actor.through is None:
        Notification.objects.filter(pk=notification.pk).mark_read()
    company, target = notification.company, in_language_of_reader(notification.path)
    if ref_of_mandate := notification.data.get("mandate"):
        return follow_under(request, notification, ref_of_mandate, target)
    theirs = request.user.actor_for(company.slug if company else None)
    can_see = still_concerns(notification, theirs)
    if company is None or (can_see and request.actor.acts_for(company.pk)):
        return redirect(target)
    context = {"company": company, "target": target, "can_switch": can_see, "is_in": theirs.acts_for(company.pk)}
    return render(request, "notifications/gone.html", context, status=404)


def follow_under(request: SignedIn, notification: Notification, mandate: str, target: str) -> HttpResponse:
    """To a firm's page by whoever acts for it now; others are asked to begin that first, or told that they may not."""
    can_see = still_concerns(notification, request.actor)
    if can_see and request.actor.mandate is not None and request.actor.mandate.ref == mandate:
        return redirect(target)
    context = {"firm": notification.data.get("firm", ""), "mandate": mandate, "target": target, "can_switch": can_see}
    return render(request, "notifications/under_mandate.html", context, status=404)


def in_language_of_reader(path: str) -> str:
    """The stored address has no language; it is read as such, and written for the one in force."""
    language = get_language() or settings.LANGUAGE_CODE
    with override(settings.LANGUAGE_CODE):
        return translate_url(path, language)


@require_POST
@login_required
def reading(request: SignedIn, ref: str = "") -> HttpResponse:
    """Mark one read, or all: those of the group that is listed. All can be taken back from the list."""
    own, now = Notification.objects.visible_to(request.actor), timezone.now()
    group = request.POST.get("group", "")
    if ref:
        own.filter(pk=get_object_or_404(own, ref=ref).pk).mark_read()
    elif count := (own.of_group(group) if group in Group.values else own).mark_read(now):
        request.session[JUST_READ] = {"at": now.isoformat(), "count": count}
    return back(request)


@require_POST
@login_required
def unreading(request: SignedIn, ref: str = "") -> HttpResponse:
    """Mark one unread again, or all that one press of the button read."""
    own = Notification.objects.visible_to(request.actor)
    if ref:
        own.filter(pk=get_object_or_404(own, ref=ref).pk).mark_unread()
    elif at := moment_in(request.POST.get("at", "")):
        own.mark_unread(at)
    return back(request)


def back(request: SignedIn) -> HttpResponse:
    """To the list as it was filtered."""
    return redirect(safe_next(request) if request.POST.get("next") else reverse("notifications:list"))


@login_required
def mail_settings(request: SignedIn) -> HttpResponse:
    """Which e-mails, how often, and when not."""
    form = SettingsForm(request.POST or None, initial=settings_of(request.user))
    if request.method == "POST" and form.is_valid():
        MailPreference.choose(request.user, form.rhythms())
        QuietHours.choose(request.user, *form.quiet())
        ReplyByMail.choose(request.user, form.cleaned_data["reply_by_mail"])
        messages.success(request, _("Saved."))
        return redirect("notifications:settings")
    hours = hours_of([request.user.pk])[request.user.pk]
    context = {
        "form": form,
        "zone": hours.zone.key,
        "is_own_zone": bool(request.user.timezone),
        "there": timezone.now().astimezone(hours.zone).replace(tzinfo=None),  # shown as it is, in no other zone
        "always": [(Group.SECURITY.label, MEANINGS[Group.SECURITY])],
    }
    return render(request, "notifications/settings.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: Request, token: str) -> HttpResponse:
    """The signed link in each e-mail: a person presses a button; a mail program posts at once (RFC 8058).

    Exempt from the CSRF check: the signature is what proves it, and mail programs bring no cookie.
    """
    found = reader_of(token)
    if found is None:
        raise Http404
    reader, groups = found
    undo = ""
    if request.method == "POST":
        if (before := undone(request, reader)) is not None:
            MailPreference.choose(reader, before)
        else:
            before = MailPreference.choose(reader, dict.fromkeys(groups, Rhythm.OFF))
            undo = signing.dumps([reader.pk, before], salt=UNDO_SALT)
    return render(request, "notifications/unsubscribe.html", choices_shown(reader, groups) | {"undo": undo})


def choices_shown(reader: User, groups: list[Group]) -> dict[str, Any]:
    rhythms = MailPreference.rhythms_of(reader)
    is_off = all(rhythms[group] == Rhythm.OFF for group in groups)
    return {"reader": reader, "groups": groups, "is_off": is_off}


def undone(request: Request, reader: User) -> dict[str, str] | None:
    """What was in force before, as the page of this reader that ended it had been given; None if nobody undoes."""
    try:
        pk, before = signing.loads(request.POST.get("undo", ""), salt=UNDO_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return dict(before) if pk == reader.pk else None
