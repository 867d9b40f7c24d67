"""One post: its place, its wording, its files, and thanks for it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.discussion.forms import EditForm
from community.discussion.models import EditConflict, Post, PostFile
from community.discussion.permissions import can_change_post
from community.discussion.views import preview_of
from community.permissions import can_judge_content
from portal.core.http import Request, SignedIn
from portal.core.permissions import Refused, require
from portal.core.private import given_out


def find_post(request: Request, slug: str, ref: str, number: int) -> Post:
    posts = Post.objects.visible_to(request.actor).select_related("thread__community", "company", "user")
    return get_object_or_404(posts, thread__community__slug=slug, thread__ref=ref, number=number)


@login_required
def post_edit(request: SignedIn, slug: str, ref: str, number: int) -> HttpResponse:
    """Change one's words; when they were changed meanwhile, both texts come back and nothing is lost."""
    post = find_post(request, slug, ref, number)
    require(can_change_post(request.actor, post), _("Only who wrote a post may change it."))
    form = EditForm(request.POST or None, initial={"body": post.body, "version": post.version})
    theirs = None
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            post.edit(request.actor, form.cleaned_data["body"], form.cleaned_data["version"])
            return redirect(post)
        except EditConflict as conflict:
            theirs = conflict.post
            form.data = {**request.POST.dict(), "version": theirs.version}
            form.add_error(None, str(conflict.message))
        except Refused as problem:
            form.add_error("body", str(problem.message))
    context = {"post": post, "form": form, "theirs": theirs, "community": post.thread.community}
    context["preview"] = preview_of(request)
    return render(request, "community/discussion/post_form.html", context, status=409 if theirs else 200)


@login_required
@require_POST
def post_removal(request: SignedIn, slug: str, ref: str, number: int) -> HttpResponse:
    post = find_post(request, slug, ref, number)
    post.remove(request.actor)
    messages.success(request, _("Your post is removed; its place in the thread stays."))
    return redirect(post)


@login_required
@require_POST
def post_thanks(request: SignedIn, slug: str, ref: str, number: int) -> HttpResponse:
    """Thank, or with `wanted=0` take that back."""
    post = find_post(request, slug, ref, number)
    post.thank(request.actor, request.POST.get("wanted") != "0")
    return redirect(post)


@login_required
@require_safe
def post_versions(request: SignedIn, slug: str, ref: str, number: int) -> HttpResponse:
    """The earlier wordings, for those who keep order."""
    post = find_post(request, slug, ref, number)
    if not can_judge_content(request.actor, post.thread.community):
        raise Http404
    context = {"post": post, "versions": list(post.versions.select_related("user")), "community": post.thread.community}
    return render(request, "community/discussion/post_versions.html", context)


@require_safe
def file(request: Request, slug: str, ref: str, file_ref: str) -> FileResponse:
    """A PDF is saved, never opened inside our pages; a picture, which we wrote ourselves, may be looked at."""
    found = find_file(request, slug, ref, file_ref)
    return shown(found.file, found)


@require_safe
def small_picture(request: Request, slug: str, ref: str, file_ref: str) -> FileResponse:
    found = find_file(request, slug, ref, file_ref)
    return shown(found.small, found)


def find_file(request: Request, slug: str, ref: str, file_ref: str) -> PostFile:
    rows = PostFile.objects.visible_to(request.actor)
    return get_object_or_404(rows, post__thread__community__slug=slug, post__thread__ref=ref, ref=file_ref)


def shown(stored: Any, found: PostFile) -> FileResponse:
    kind = "image/jpeg" if found.is_picture else "application/pdf"
    return given_out(stored, found.name, kind, is_saved=not found.is_picture)
