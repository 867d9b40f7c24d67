"""Versions side by side, suggestions, and the pictures of an article."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.articles import forms
from community.articles import permissions as rules
from community.articles.compare import compared
from community.articles.models import Article, ArticlePicture, ArticleSuggestion, ChangedMeanwhile
from community.articles.text import laid_out
from community.articles.views import TAB, editor, find, number_of
from community.house import standing
from companies.guards import company_required
from portal.core import pictures
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, require
from portal.core.private import given_out

WIDE = 1600  # pixels


def versions_for(request: Request, article: Article) -> Any:
    """All of them for those who work on it; for readers those that were published."""
    works = rules.can_edit_article(request.actor, article) or rules.can_review_article(request.actor, article)
    return article.versions.all() if works else article.versions.exclude(published_at=None)


def versions(request: Request, slug: str, ref: str) -> HttpResponse:
    """Who changed what and when; any two of them side by side (`?a=1&b=3`)."""
    article = find(request, slug, ref)
    rows = versions_for(request, article).select_related("company")
    chosen = {name: number_of(request.GET.get(name, "")) for name in ("a", "b")}
    old, new = (rows.filter(number=chosen[name]).first() for name in ("a", "b"))
    context = {
        **standing(request, article.community, TAB),
        "article": article,
        "page": paginate(request, rows.defer("body"), 30),
        "old": old,
        "new": new,
        "comparison": compared(with_title(old), with_title(new)) if old and new else None,
        "may_restore": may_restore(request, article),
    }
    return render(request, "community/articles/versions.html", context)


def with_title(version: Any) -> str:
    return f"{version.title}\n\n{version.body}"


def may_restore(request: Request, article: Article) -> bool:
    if article.is_readable:
        return rules.can_review_article(request.actor, article)
    return article.is_unpublished and rules.can_edit_article(request.actor, article)


def version(request: Request, slug: str, ref: str, number: int) -> HttpResponse:
    """One version as it was read."""
    article = find(request, slug, ref)
    found = get_object_or_404(versions_for(request, article).select_related("company"), number=number)
    context = {
        **standing(request, article.community, TAB),
        "article": article,
        "version": found,
        "text": laid_out(found.body, list(article.pictures.all())),
        "may_restore": may_restore(request, article),
    }
    return render(request, "community/articles/version.html", context)


@company_required
def suggest(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """A proposed edit of what is published, by any member; its author changes it in the same way."""
    article = find(request, slug, ref)
    require(rules.can_suggest_change(request.actor, article), _("Only members suggest changes."))
    initial = {"title": article.title, "body": article.body, "was": article.published}
    form = forms.SuggestionForm(request.POST or None, initial=initial)
    context: dict[str, Any] = {"form": form, "article": article, "is_suggestion": True}
    if request.method == "POST" and form.is_valid() and request.POST.get("do") != "preview":
        data = form.cleaned_data
        try:
            made = ArticleSuggestion.make(article, request.actor, data["was"], note=data["note"], **form.words())
        except ChangedMeanwhile as problem:
            newer = request.POST.copy()
            newer["was"] = str(article.published)
            context |= {"form": forms.SuggestionForm(newer), "problem": problem.message, "newer": article}
        except Refused as problem:
            form.add_error(None, str(problem.message))
        else:
            messages.success(request, _("Suggested. Somebody else looks at it, then it is what all read."))
            return redirect("community:article_suggestion", slug, ref, made.ref)
    return editor(request, article.community, context)


@company_required
def suggestion(request: SignedIn, slug: str, ref: str, suggestion_ref: str) -> HttpResponse:
    """What it would change, beside what is read now; to be taken over, declined or taken back."""
    article = find(request, slug, ref)
    rows = ArticleSuggestion.objects.visible_to(request.actor).filter(article=article)
    found = get_object_or_404(rows.select_related("company", "user"), ref=suggestion_ref)
    wish = request.POST.get("do", "")
    if wish == "take":
        found.take(request.actor, number_of(request.POST.get("was", "")))
        messages.success(request, _("Taken over: it is what all read now."))
        return redirect(article)
    if wish == "decline":
        found.decline(request.actor, forms.clean_answer(request.POST.get("answer", "")))
        return redirect(article)
    if wish == "retract":
        found.retract(request.actor)
        return redirect(article)
    is_own = request.actor.user_id is not None and request.actor.user_id == found.user_id
    works = rules.can_review_article(request.actor, article) or rules.can_edit_article(request.actor, article)
    context = {
        **standing(request, article.community, TAB),
        "article": article,
        "suggestion": found,
        "comparison": compared(with_title(article), with_title(found)),
        "may_take": works and not is_own,
        "may_decline": works,
        "may_retract": request.actor.acts_for(found.company_id),
    }
    return render(request, "community/articles/suggestion.html", context)


@company_required
@require_POST
def picture_add(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """Kept with the article; the text names it where it is to stand."""
    article = find(request, slug, ref)
    require(rules.can_edit_article(request.actor, article), _("Only its author and moderators add pictures."))
    form = forms.PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"form": forms.ArticleForm(known=article), "article": article, "picture_form": form}
        return editor(request, article.community, {**context, "pictures": list(article.pictures.all())})
    rendition = pictures.render(form.cleaned_data["picture"][0], WIDE)
    ArticlePicture.add(article, rendition, form.cleaned_data["alt"], request.actor)
    messages.success(request, _("Added. Put its mark where it is to stand."))
    return redirect(f"{edit_address(article)}#pictures")


def edit_address(article: Article) -> str:
    return f"{article.get_absolute_url()}edit/"


def find_picture(request: Request, slug: str, ref: str, picture_ref: str) -> ArticlePicture:
    rows = ArticlePicture.objects.visible_to(request.actor).select_related("article__community")
    return get_object_or_404(rows, article__community__slug=slug, article__ref=ref, ref=picture_ref)


@require_safe
def picture(request: Request, slug: str, ref: str, picture_ref: str) -> FileResponse:
    """For whoever may read the article, and nobody else's cache."""
    found = find_picture(request, slug, ref, picture_ref)
    return given_out(found.file, f"{found.ref}.jpg", "image/jpeg", is_saved=False)


@company_required
@require_POST
def picture_remove(request: SignedIn, slug: str, ref: str, picture_ref: str) -> HttpResponse:
    found = find_picture(request, slug, ref, picture_ref)
    found.remove(request.actor)
    return redirect(f"{edit_address(found.article)}#pictures")
