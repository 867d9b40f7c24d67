"""Articles with their versions, suggestions, reviewers, pictures and what readers think of them."""

from community.articles.models.article import Article, ChangedMeanwhile
from community.articles.models.article_rows import ArticleQuerySet
from community.articles.models.parts import (
    ArticleOpinion,
    ArticlePicture,
    ArticleReviewer,
    ArticleSuggestion,
    ArticleVersion,
)

__all__ = [
    "Article",
    "ArticleOpinion",
    "ArticlePicture",
    "ArticleQuerySet",
    "ArticleReviewer",
    "ArticleSuggestion",
    "ArticleVersion",
    "ChangedMeanwhile",
]
