"""The knowledge base: the list, an article, writing one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.articles import forms
from community.articles import permissions as rules
from community.articles.models import Article, ArticleOpinion, ChangedMeanwhile
from community.articles.text import laid_out
from community.house import find_open_house, standing
from community.models import Community, Post
from companies.guards import company_required
from portal.core.actor import Actor
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, WrongState, require
from portal.core.texts import clean_line

TAB = "articles"
RELATED = 5
WORDS_SHOWN = 20


def find(request: Request, slug: str, ref: str) -> Any:
    rows = Article.objects.visible_to(request.actor).select_related("community__steward", "company", "user", "thread")
    return get_object_or_404(rows, community__slug=slug, ref=ref)


def article_list(request: Request, slug: str) -> HttpResponse:
    community = find_open_house(request, slug)
    here = standing(request, community, TAB)
    rows = Article.objects.visible_to(request.actor).filter(community=community)
    form = forms.FilterForm(request.GET, rows=rows, is_member=bool(here["own"]))
    filters = form.filters()
    found = rows.matching(request.actor, **filters).for_cards().order_by("category", "title", "pk")
    page = paginate(request, found, 40)
    return render(request, "community/articles/list.html", {**here, "form": form, "filters": filters, "page": page})


def article_detail(request: Request, slug: str, ref: str) -> HttpResponse:
    return show(request, find(request, slug, ref))


def show(request: Request, article: Article, status: int = 200, **bound: Any) -> HttpResponse:
    """The article as its readers read it; `bound` are forms that were sent and have to be looked at again."""
    actor = request.actor
    context = {
        **standing(request, article.community, TAB),
        "article": article,
        "text": laid_out(article.body, list(article.pictures.all())),
        "translations": translations_of(article, actor),
        "related": related_to(article, actor),
        "opinion": article.opinions.filter(user=actor.user_id).first() if actor.user else None,
        "may_judge": rules.can_judge_article(actor) and article.is_readable,
        **work_of(article, actor),
        "words_form": forms.WordsForm(),
        **bound,
    }
    return render(request, "community/articles/detail.html", context, status=status)


def translations_of(article: Article, actor: Actor) -> list[Article]:
    rows = Article.objects.visible_to(actor).filter(community=article.community_id, group=article.group)
    return list(rows.exclude(pk=article.pk).for_cards().order_by("language"))


def related_to(article: Article, actor: Actor) -> list[Article]:
    """Of the same category or with one of its tags, in the same language, those with most in common first."""
    rows = Article.objects.visible_to(actor).published().filter(community=article.community_id)
    rows = rows.filter(language=article.language).exclude(pk=article.pk).for_cards().order_by("-updated_at", "-pk")
    tags = set(article.tag_list)
    near = [(2 * len(tags & set(one.tag_list)) + (one.category == article.category), one) for one in rows[:200]]
    return [one for score, one in sorted(near, key=lambda pair: -pair[0]) if score][:RELATED]


def work_of(article: Article, actor: Actor) -> dict[str, Any]:
    """What the author and those who keep the knowledge in order see: figures, suggestions, what they may do."""
    may_edit, may_review = rules.can_edit_article(actor, article), rules.can_review_article(actor, article)
    may_approve = article.state == Article.State.REVIEW and rules.can_approve_article(actor, article)
    may_suggest = article.is_readable and rules.can_suggest_change(actor, article)
    facts = {"may_edit": may_edit, "may_review": may_review, "may_approve": may_approve, "may_suggest": may_suggest}
    if not (may_edit or may_review):
        return facts
    opinions = article.opinions.all()
    return {
        **facts,
        "useful": opinions.filter(is_useful=True).count(),
        "useless": opinions.filter(is_useful=False).count(),
        "wishes": list(opinions.exclude(words="")[:WORDS_SHOWN]),
        "suggestions": list(article.suggestions.open().select_related("company", "user")[:WORDS_SHOWN]),
        "reviewers": list(article.reviewers.select_related("company")),
        "may_name": rules.can_name_reviewers(actor, article),
    }


@company_required
def article_new(request: SignedIn, slug: str) -> HttpResponse:
    """From nothing, from a post (`?from=` its number in the database), or as a translation (`?translation=AR-…`)."""
    community = find_open_house(request, slug)
    require(rules.can_write_article(request.actor, community), _("Only members write articles here."))
    source, twin = source_of(request, community), twin_of(request, community)
    form = forms.ArticleForm(request.POST or None, initial=first_words(source, twin))
    if request.method == "POST" and form.is_valid() and request.POST.get("do") != "preview":
        data = {**form.words(), **form.order(), "language": form.cleaned_data["language"]}
        try:
            thread = source.thread if source else None
            article = Article.begin(community, request.actor, twin_of=twin, thread=thread, **data)
        except Refused as problem:
            form.add_error("language", str(problem.message))
        else:
            return saved(request, article)
    context = {"form": form, "source": source, "twin": twin, "community": community}
    return editor(request, community, context)


def source_of(request: SignedIn, community: Community) -> Post | None:
    """The post it is made of, if the reader may see it; 404 for any other."""
    named = request.POST.get("from") or request.GET.get("from")
    if not named:
        return None
    posts = Post.objects.visible_to(request.actor).filter(thread__community=community).select_related("thread")
    return get_object_or_404(posts, pk=named if named.isascii() and named.isdigit() and len(named) < 19 else 0)


def twin_of(request: SignedIn, community: Community) -> Article | None:
    named = request.POST.get("translation") or request.GET.get("translation")
    rows = Article.objects.visible_to(request.actor).filter(community=community)
    return get_object_or_404(rows, ref=named) if named else None


def first_words(source: Post | None, twin: Article | None) -> dict[str, Any]:
    language = get_language() or "en"
    if twin is not None:
        facts = {"title": twin.title, "body": twin.body, "category": twin.category, "tags": ", ".join(twin.tag_list)}
        return {**facts, "language": "ko" if twin.language != "ko" else "en"}
    if source is not None:
        return {"title": source.thread.title, "body": source.body, "language": language}
    return {"language": language}


@company_required
def article_edit(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """The next version of a draft. Nothing typed is lost: who was slower reads both texts."""
    article = find(request, slug, ref)
    if not article.is_unpublished:
        return as_suggestion(request, article)
    require(rules.can_edit_article(request.actor, article), _("Only its author and moderators change this draft."))
    form = forms.ArticleForm(request.POST or None, known=article)
    context: dict[str, Any] = {"form": form, "article": article}
    if request.method == "POST" and form.is_valid() and request.POST.get("do") != "preview":
        data = form.cleaned_data
        try:
            article.write(request.actor, data["was"], data["note"], **form.words())
        except ChangedMeanwhile as problem:
            newer = request.POST.copy()
            newer["was"] = str(article.latest)
            context |= {"form": forms.ArticleForm(newer, known=article), "problem": problem.message, "newer": article}
        except WrongState:
            return as_suggestion(request, article)
        else:
            article.arrange(request.actor, **form.order())
            return saved(request, article)
    context["pictures"] = list(article.pictures.all())
    return editor(request, article.community, context)


def as_suggestion(request: SignedIn, article: Article) -> HttpResponse:
    """It is no draft any more: what was typed meanwhile becomes a suggestion, where there can be one."""
    if request.method != "POST" or not article.is_readable:
        tail = "suggestions/new/" if article.is_readable else ""
        return redirect(f"{article.get_absolute_url()}{tail}")
    typed = {name: request.POST.get(name, "") for name in ("title", "body", "note")}
    form = forms.SuggestionForm(initial={**typed, "was": article.published})
    context = {"form": form, "article": article, "is_suggestion": True, "newer": article}
    context["problem"] = _("The article was published meanwhile. Your words are still here: suggest them as a change.")
    context["action"] = f"{article.get_absolute_url()}suggestions/new/"
    return editor(request, article.community, context)


def saved(request: SignedIn, article: Article) -> HttpResponse:
    """Saved; with the other button it goes to the reviewers at once."""
    if request.POST.get("do") == "propose" and article.state == Article.State.DRAFT:
        article.propose(request.actor)
        messages.success(request, _("The reviewers have it. You are told what they say."))
    else:
        messages.success(request, _("Saved."))
    return redirect(article)


def editor(request: SignedIn, community: Community, context: dict[str, Any]) -> HttpResponse:
    form, article = context["form"], context.get("article")
    is_preview = request.method == "POST" and request.POST.get("do") == "preview" and form.is_valid()
    pictures = list(article.pictures.all()) if article else []
    picture_form = context.get("picture_form") or forms.PictureForm()
    more = {
        "preview": laid_out(form.cleaned_data["body"], pictures) if is_preview else None,
        "categories": categories_of(community, request.actor),
        "picture_form": picture_form,
    }
    status = 409 if context.get("problem") else 422 if form.errors or picture_form.errors else 200
    here = standing(request, community, TAB)
    return render(request, "community/articles/form.html", {**here, **context, **more}, status=status)


def categories_of(community: Community, actor: Actor) -> list[str]:
    rows = Article.objects.visible_to(actor).filter(community=community)
    return sorted(set(rows.order_by().values_list("category", flat=True).distinct()))


@company_required
@require_POST
def article_state(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """One step of its life: propose, approve, send back, still holds, outdated, withdraw, bring back, restore."""
    article = find(request, slug, ref)
    wish, actor = request.POST.get("do", ""), request.actor
    if wish in ("send_back", "outdate", "withdraw"):
        form = forms.WordsForm(request.POST)
        if not form.is_valid():
            return show(request, article, 422, words_form=form, wish=wish)
        getattr(article, wish)(actor, form.cleaned_data["words"])
    elif wish in ("propose", "confirm", "bring_back"):
        getattr(article, wish)(actor)
    elif wish in ("approve", "restore"):
        getattr(article, wish)(actor, number_of(request.POST.get("number", "")))
    visible = Article.objects.visible_to(actor).filter(pk=article.pk).exists()
    return redirect(article) if visible else redirect("community:articles", slug)


@company_required
def article_order(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """Category, tags and when it is looked at again, of what is published too."""
    article = find(request, slug, ref)
    require(rules.can_edit_article(request.actor, article), _("Only its author and moderators change this."))
    form = forms.OrderForm(request.POST or None, known=article)
    if request.method == "POST" and form.is_valid():
        article.arrange(request.actor, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(article)
    here = standing(request, article.community, TAB)
    categories = categories_of(article.community, request.actor)
    context = {**here, "article": article, "form": form, "categories": categories}
    return render(request, "community/articles/order.html", context, status=422 if form.errors else 200)


def number_of(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


@company_required
def article_reviewer(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """The members, to name one that may approve this article, or to take that back."""
    article = find(request, slug, ref)
    require(rules.can_name_reviewers(request.actor, article), _("Stewards and moderators name reviewers."))
    members = article.community.members.active().exclude(role="observer").select_related("company")
    if request.method == "POST":
        member = get_object_or_404(members, company__slug=request.POST.get("company", ""))
        article.name_reviewer(request.actor, member.company, request.POST.get("do") != "drop")
        return redirect(request.get_full_path())
    q = clean_line(request.GET.get("q", ""))[:100]
    rows = members.filter(company__name__icontains=q) if q else members
    named = set(article.reviewers.values_list("company_id", flat=True))
    context = {
        **standing(request, article.community, TAB),
        "article": article,
        "page": paginate(request, rows.order_by("company__name", "pk")),
        "q": q,
        "named": named,
    }
    return render(request, "community/articles/reviewers.html", context)


@require_POST
def article_opinion(request: Request, slug: str, ref: str) -> HttpResponse:
    """Was it useful? One answer for each person, which may be changed."""
    article = find(request, slug, ref)
    form = forms.OpinionForm(request.POST)
    if not form.is_valid():
        return show(request, article, 422, opinion_form=form)
    ArticleOpinion.say(article, request.actor, form.cleaned_data["is_useful"], form.cleaned_data["words"])
    messages.success(request, _("Thank you. You can change your answer."))
    return redirect(f"{article.get_absolute_url()}#opinion")
