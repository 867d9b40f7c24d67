"""Threads: finding them, starting one, reading and answering."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.discussion.board import OWN, SORTS, ThreadBoard
from community.discussion.forms import PostForm, ThreadForm
from community.discussion.models import Post, TalkChoice, Thread, ThreadPlace
from community.discussion.models.beside import companies_to_name, people_to_name
from community.discussion.models.post import MAX_BODY
from community.discussion.permissions import can_reply, can_steer_thread
from community.discussion.prose import post_html
from community.discussion.reading import ballot_of, quotation, read
from community.discussion.tools import POST_TOOLS
from community.house import find_house, find_open_house, standing
from community.permissions import can_judge_content, can_write_in_community
from companies.guards import company_required
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, require
from portal.core.texts import clean_block, clean_line
from portal.core.typed_words import typed_words

NAMES = 8  # suggestions behind an @


def thread_list(request: Request, slug: str) -> HttpResponse:
    """The threads, or with `?q=` the posts that hold those words."""
    community = find_open_house(request, slug)
    board = ThreadBoard(community, request.GET, request.actor)
    page: Any = paginate(request, board.found() if board.q else board.rows)
    if board.q:
        lines = [(post, post_html(post.body[:400])) for post in page]
    else:
        lines, page.object_list = [], board.mark(list(page.object_list))
    context = {
        **standing(request, community, "threads"),
        "board": board,
        "page": page,
        "lines": lines,
        "sorts": [(key, words) for key, (words, _order) in SORTS.items()],
        "own_lists": OWN.items() if request.user.is_authenticated else (),
        "levels": TalkChoice.Level.choices,
    }
    return render(request, "community/discussion/thread_list.html", context)


@company_required
def thread_new(request: SignedIn, slug: str) -> HttpResponse:
    community = find_house(request, slug)
    require(can_write_in_community(request.actor, community), _("Only members may write here."))
    chosen = {"category": request.GET.get("category", ""), "poll_results": "after_vote"}
    form = ThreadForm(community, request.actor, request.POST or None, request.FILES or None, initial=chosen)
    is_preview = "preview" in request.POST
    if request.method == "POST" and form.is_valid() and not is_preview:
        try:
            words = form.cleaned_data["title"], form.cleaned_data["body"]
            return redirect(Thread.start(community, request.actor, *words, **form.more()))
        except Refused as problem:
            form.add_error(None, str(problem.message))
    context = {"form": form, "community": community, "preview": preview_of(request)}
    return render(request, "community/discussion/thread_form.html", context)


def thread_detail(request: Request, slug: str, ref: str) -> HttpResponse:
    """A thread's posts, a page at a time, and the form to answer."""
    thread = find_thread(request, slug, ref)
    form = PostForm(request.POST or None, request.FILES or None, initial=answering(request, thread))
    sent = request.method == "POST" and request.user.is_authenticated and "preview" not in request.POST
    if sent and form.is_valid():
        try:
            return redirect(thread.reply(form.cleaned_data["body"], request.actor, **form.more()))
        except Refused as problem:
            if thread.is_locked:
                raise
            form.add_error(None, str(problem.message))
    return render(request, "community/discussion/thread_detail.html", thread_context(request, thread, form))


def thread_context(request: Request, thread: Thread, form: PostForm) -> dict[str, Any]:
    actor = request.actor
    rules = standing(request, thread.community)
    place = ThreadPlace._default_manager.filter(thread=thread, user_id=request.user.pk or 0).first()
    # A draft is named by how many posts came before it: once it is sent, the next one is another.
    own = Post.objects.filter(thread=thread, user_id=request.user.pk or 0).count()
    return {
        **rules,
        "thread": thread,
        "reading": read(request, thread, actor, rules["may_write"]),
        "ballot": ballot_of(thread, actor),
        "place": place,
        "form": form,
        "may_reply": can_reply(actor, thread),
        "may_steer": can_steer_thread(actor, thread),
        "may_judge": can_judge_content(actor, thread.community),
        "categories": list(thread.community.talk_categories.all()),
        "answered": form["answers"].value(),
        "preview": preview_of(request),
        "post_tools": POST_TOOLS,
        "draft": f"reply-{thread.ref}-{own}-{form['answers'].value() or ''}",
        "sent_draft": f"reply-{thread.ref}-{own - 1}-",
        "typed": [] if request.user.is_authenticated else typed_words(request),  # signed out while they wrote
    }


def answering(request: Request, thread: Thread) -> dict[str, Any]:
    """`?reply=17` answers that post, `&quote=1` begins with its words."""
    number = request.GET.get("reply", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return {}
    post = Post.objects.visible_to(request.actor).filter(thread=thread, number=int(number), removed_at=None).first()
    if post is None:
        return {}
    return {"answers": post.number, "body": quotation(post) if request.GET.get("quote") else ""}


def preview_of(request: Request) -> str:
    """Without JavaScript, the preview comes with the whole page."""
    return post_html(clean_block(request.POST.get("body", ""))[:MAX_BODY]) if "preview" in request.POST else ""


@company_required
@require_POST
def preview(request: SignedIn, slug: str) -> HttpResponse:
    """What a text will look like, for the form's own button."""
    find_open_house(request, slug)
    html = post_html(clean_block(request.POST.get("body", ""))[:MAX_BODY])
    return render(request, "community/discussion/_preview.html", {"preview": html})


@company_required
@require_safe
def names(request: SignedIn, slug: str) -> HttpResponse:
    """Members whose name begins with `?q=`, for whoever writes here: those who may be called behind an @."""
    community = find_open_house(request, slug)
    require(can_write_in_community(request.actor, community), _("Only members may write here."))
    q = clean_line(request.GET.get("q", ""))[:60]
    found: list[str] = []
    if q:
        firms = companies_to_name(community).filter(name__istartswith=q).order_by("name")
        people = people_to_name(community, request.actor).filter(name__istartswith=q).order_by("name")
        found = [*people.values_list("name", flat=True)[:NAMES], *firms.values_list("name", flat=True)[:NAMES]]
    return JsonResponse({"names": list(dict.fromkeys(found))[:NAMES]})


def find_thread(request: Request, slug: str, ref: str) -> Thread:
    threads = Thread.objects.visible_to(request.actor)
    rows = threads.select_related("community__steward", "company", "user", "category", "accepted__company")
    return get_object_or_404(rows, community__slug=slug, ref=ref)
