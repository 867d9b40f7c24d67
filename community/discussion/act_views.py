"""What is done to a thread or by a reader of it, one act at each address."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.discussion.forms import CategoryForm, RenameForm
from community.discussion.models import Poll, Post, TalkCategory, TalkChoice, Thread, ThreadPlace
from community.discussion.views import find_thread
from community.house import find_open_house, standing
from community.permissions import can_run_community
from portal.core.http import SignedIn
from portal.core.permissions import Refused, require


def thread_act(act: Callable[[SignedIn, Thread], None]) -> Callable[..., HttpResponse]:
    """A POST of somebody signed in to a thread they may read, which then is shown again."""

    @login_required
    @require_POST
    def view(request: SignedIn, slug: str, ref: str) -> HttpResponse:
        thread = find_thread(request, slug, ref)
        act(request, thread)
        return redirect(thread)

    return view


@thread_act
def thread_moderation(request: SignedIn, thread: Thread) -> None:
    """Pin, unpin, close, reopen: one mark at a time."""
    marks = {name: request.POST[name] == "1" for name in ("is_pinned", "is_locked") if name in request.POST}
    thread.moderate(request.actor, **marks)


@thread_act
def thread_title(request: SignedIn, thread: Thread) -> None:
    form = RenameForm(request.POST)
    if form.is_valid():
        thread.rename(request.actor, form.cleaned_data["title"])
        messages.success(request, _("Renamed."))
    else:
        messages.error(request, " ".join(str(one) for one in form.errors["title"]))


@thread_act
def thread_category(request: SignedIn, thread: Thread) -> None:
    key = request.POST.get("category", "")
    category = get_object_or_404(thread.community.talk_categories, key=key) if key else None
    thread.move(request.actor, category)


@thread_act
def thread_answer(request: SignedIn, thread: Thread) -> None:
    """Accept the post of number `post` as the answer; an empty number takes the answer back."""
    number = request.POST.get("post", "")
    if not number:
        thread.take_answer_back(request.actor)
        return
    posts = Post.objects.visible_to(request.actor).filter(thread=thread)
    thread.accept(request.actor, get_object_or_404(posts, number=small(number)))


@thread_act
def thread_follow(request: SignedIn, thread: Thread) -> None:
    follows = request.POST.get("follows", "")
    if follows in ThreadPlace.Follows.values:
        ThreadPlace.choose(thread, request.user.pk, follows)


@thread_act
def poll_vote(request: SignedIn, thread: Thread) -> None:
    """An answer that fails says why on the thread's page; nothing was typed that could be lost."""
    poll = get_object_or_404(Poll._default_manager.filter(thread=thread))
    try:
        poll.vote(request.actor, [small(pk) for pk in request.POST.getlist("option")])
        messages.success(request, _("Your company’s vote is counted. You may change it until the poll is closed."))
    except Refused as problem:
        messages.error(request, str(problem.message))


@thread_act
def poll_end(request: SignedIn, thread: Thread) -> None:
    poll = get_object_or_404(Poll._default_manager.filter(thread=thread))
    poll.end(request.actor)


@login_required
@require_POST
def talk_choice(request: SignedIn, slug: str) -> HttpResponse:
    """What the person hears of this community's talk; or all of it is read."""
    community = find_open_house(request, slug)
    level = request.POST.get("level", "")
    if level in TalkChoice.Level.values:
        TalkChoice.choose(community, request.user.pk, level)
        messages.success(request, _("Saved."))
    elif request.POST.get("read"):
        TalkChoice.read_all(community, request.user.pk)
    return redirect("community:threads", slug)


@login_required
def categories(request: SignedIn, slug: str) -> HttpResponse:
    """The steward's list of categories; a form for each, and one for a new one."""
    community = find_open_house(request, slug)
    require(can_run_community(request.actor, community), _("Only a steward may change the categories."))
    rows: list[TalkCategory] = list(community.talk_categories.all())
    wanted = request.POST.get("category", "")
    chosen = get_object_or_404(community.talk_categories, key=wanted) if wanted else None
    if request.method == "POST" and request.POST.get("act") == "remove" and chosen is not None:
        chosen.remove(request.actor)
        messages.success(request, _("The category is gone; its threads stay, without one."))
        return redirect("community:talk_categories", slug)
    sent = CategoryForm(request.POST or None, instance=chosen, prefix=wanted or None)
    if request.method == "POST" and sent.is_valid() and keep(request, community, chosen, sent):
        return redirect("community:talk_categories", slug)
    forms = [(one, sent if one == chosen else CategoryForm(instance=one, prefix=one.key)) for one in rows]
    fresh = CategoryForm(initial={"position": len(rows) + 1}) if chosen or request.method != "POST" else sent
    context = {**standing(request, community, "threads"), "forms": forms, "fresh": fresh, "chosen": chosen}
    return render(request, "community/discussion/categories.html", context)


def keep(request: SignedIn, community: Any, chosen: TalkCategory | None, form: CategoryForm) -> bool:
    """Whether it could be kept; if not, the form says why."""
    try:
        if chosen is None:
            TalkCategory.add(community, request.actor, **form.changes())
        else:
            chosen.describe(request.actor, **form.changes())
    except Refused as problem:
        form.add_error("name", str(problem.message))
        return False
    messages.success(request, _("Saved."))
    return True


def small(number: str) -> int:
    """A number as forms send it; 0 for what is none."""
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
