"""Threads: starting one, reading and answering, and keeping order in it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.discussion.forms import PostForm, ThreadForm
from community.house import find_house, standing
from community.models import Thread
from community.permissions import can_write_in_community
from companies.guards import company_required
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.permissions import require

POSTS = 20  # a page of a thread


@company_required
def thread_new(request: SignedIn, slug: str) -> HttpResponse:
    community = find_house(request, slug)
    require(can_write_in_community(request.actor, community), _("Only members may write here."))
    form = ThreadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(Thread.start(community, request.actor, form.cleaned_data["title"], form.cleaned_data["body"]))
    return render(request, "community/thread_form.html", {"form": form, "community": community})


def thread_detail(request: Request, slug: str, ref: str) -> HttpResponse:
    """A thread's posts, a page at a time, with the answer form on the last page."""
    thread = find_thread(request, slug, ref)
    form = PostForm(request.POST or None)
    if request.method == "POST" and request.user.is_authenticated and form.is_valid():
        return redirect(thread.reply(form.cleaned_data["body"], request.actor))
    posts = thread.posts.for_cards()
    context = {
        **standing(request, thread.community),
        "thread": thread,
        "page": paginate(request, posts, POSTS),
        "form": form,
    }
    return render(request, "community/thread_detail.html", context)


@login_required
@require_POST
def thread_moderation(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """Pin, unpin, close, reopen: one mark at a time."""
    thread = find_thread(request, slug, ref)
    marks = {name: request.POST[name] == "1" for name in ("is_pinned", "is_locked") if name in request.POST}
    thread.moderate(request.actor, **marks)
    return redirect(thread)


def find_thread(request: Request, slug: str, ref: str) -> Thread:
    threads = Thread.objects.visible_to(request.actor).select_related("community__steward", "company", "user")
    return get_object_or_404(threads, community__slug=slug, ref=ref)
