"""What a person wrote in knowledge bases; what they thought of articles goes with their account."""

from community.articles.models import ArticleOpinion, ArticlePicture, ArticleSuggestion, ArticleVersion
from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import User


@personal_data("articles")
def articles(user: User) -> Rows:
    for version in ArticleVersion.objects.filter(user=user).select_related("article").order_by("pk"):
        facts = {"title": version.title, "text": version.body, "note": version.note, "at": version.created_at}
        yield {"kind": "version", "ref": version.article.ref, "number": version.number, **facts}
    for one in ArticleSuggestion.objects.filter(user=user).select_related("article").order_by("pk"):
        facts = {"title": one.title, "text": one.body, "note": one.note, "state": one.state, "at": one.created_at}
        yield {"kind": "suggestion", "ref": one.article.ref, **facts}
    for picture in ArticlePicture.objects.filter(user=user).select_related("article").order_by("pk"):
        yield {"kind": "picture", "ref": picture.article.ref, "shows": picture.alt, "at": picture.created_at}
    for opinion in ArticleOpinion.objects.filter(user=user).select_related("article").order_by("pk"):
        facts = {"is_useful": opinion.is_useful, "text": opinion.words, "at": opinion.said_at}
        yield {"kind": "opinion", "ref": opinion.article.ref, **facts}


@on_farewell
def forget_opinions(user: User) -> None:
    ArticleOpinion.objects.filter(user=user).delete()


@on_farewell
def forget_names(user: User) -> None:
    """The versions stay with their communities, as by a former colleague."""
    ArticleVersion.objects.filter(user=user).update(author="")
    ArticleVersion.objects.filter(approved_by=user).update(approver="")
