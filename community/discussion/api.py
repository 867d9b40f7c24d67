"""`/api/v1/communities/<slug>/threads/` and their posts, by the same forms and methods as the pages."""

from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from community.discussion.board import ThreadBoard
from community.discussion.forms import PostForm, ThreadForm
from community.discussion.models import Post, Thread
from community.models import Community
from portal.core.rest import actor_of


class ThreadSerializer(serializers.ModelSerializer[Thread]):
    url = serializers.CharField(source="get_absolute_url", read_only=True)
    category = serializers.CharField(source="category.key", default=None, read_only=True)
    company = serializers.CharField(source="company.slug", read_only=True)
    answer = serializers.IntegerField(source="accepted.number", default=None, read_only=True)
    posts = serializers.IntegerField(source="post_count", read_only=True)
    thanks = serializers.IntegerField(source="thank_count", read_only=True)

    class Meta:
        model = Thread
        fields = [
            *("ref", "title", "category", "company", "is_question", "answer", "is_pinned", "is_locked", "standing"),
            *("posts", "thanks", "created_at", "last_post_at", "url"),
        ]


class PostSerializer(serializers.ModelSerializer[Post]):
    url = serializers.CharField(source="get_absolute_url", read_only=True)
    company = serializers.CharField(source="company.slug", read_only=True)
    person = serializers.SerializerMethodField()
    answers = serializers.IntegerField(source="answers.number", default=None, read_only=True)
    thanks = serializers.IntegerField(source="thank_count", read_only=True)
    files = serializers.SerializerMethodField()

    class Meta:
        model = Post
        fields = [
            *("number", "body", "company", "person", "answers", "thanks", "files", "standing"),
            *("created_at", "edited_at", "removed_at", "url"),
        ]

    def get_person(self, post: Post) -> str:
        return str(post.user) if post.user else ""

    def get_files(self, post: Post) -> list[str]:
        return [f"{post.thread.get_absolute_url()}files/{file.ref}/" for file in post.files.all()]


class NewThreadSerializer(serializers.Serializer[Any]):
    """What a new thread takes."""

    title = serializers.CharField(max_length=160)
    body = serializers.CharField(max_length=20000)
    category = serializers.CharField(required=False)
    is_question = serializers.BooleanField(required=False)
    poll_question = serializers.CharField(required=False)
    poll_options = serializers.ListField(child=serializers.CharField(), required=False)
    poll_multiple = serializers.BooleanField(required=False)
    poll_results = serializers.ChoiceField(choices=["always", "after_vote", "at_end"], required=False)
    poll_closes_at = serializers.DateTimeField(required=False)


class NewPostSerializer(serializers.Serializer[Any]):
    """What a new post takes; `answers` is the number of the post it answers."""

    body = serializers.CharField(max_length=20000)
    answers = serializers.IntegerField(required=False)


class InCommunity:
    """What both lists share: the community the reader may read, else 404."""

    scope = "communities"
    request: Any
    kwargs: dict[str, Any]

    def house(self) -> Community:
        return get_object_or_404(Community.objects.readable_by(actor_of(self.request)), slug=self.kwargs["slug"])


class ThreadsView(InCommunity, generics.ListAPIView[Thread]):
    """Threads: `?sort=active|new|unanswered|thanked&category=<key>`; POST starts one."""

    serializer_class = ThreadSerializer
    queryset = Thread.objects.none()

    def get_queryset(self) -> QuerySet[Thread, Any]:
        rows = ThreadBoard(self.house(), self.request.query_params, actor_of(self.request)).rows
        return rows.select_related("community", "company", "category", "accepted")

    @extend_schema(request=NewThreadSerializer, responses={201: ThreadSerializer})
    def post(self, request: Request, slug: str) -> Response:
        community, actor = self.house(), actor_of(request)
        form = ThreadForm(community, actor, typed(request), request.FILES)
        refuse_wrong(form)
        words = form.cleaned_data["title"], form.cleaned_data["body"]
        thread = Thread.start(community, actor, *words, **form.more())
        return Response(ThreadSerializer(thread).data, status=201)


class PostsView(InCommunity, generics.ListAPIView[Post]):
    """The posts of a thread in their order; POST replies."""

    serializer_class = PostSerializer
    queryset = Post.objects.none()

    def thread(self) -> Thread:
        rows = Thread.objects.visible_to(actor_of(self.request)).filter(community=self.house())
        return get_object_or_404(rows.select_related("community"), ref=self.kwargs["ref"])

    def get_queryset(self) -> QuerySet[Post, Any]:
        rows = Post.objects.visible_to(actor_of(self.request)).filter(thread=self.thread())
        return rows.for_cards().prefetch_related("files").order_by("number")

    @extend_schema(request=NewPostSerializer, responses={201: PostSerializer})
    def post(self, request: Request, slug: str, ref: str) -> Response:
        thread = self.thread()
        form = PostForm(typed(request), request.FILES)
        refuse_wrong(form)
        post = thread.reply(form.cleaned_data["body"], actor_of(request), **form.more())
        return Response(PostSerializer(post).data, status=201)


def typed(request: Request) -> dict[str, Any]:
    """JSON as a form would send it: a list is lines."""
    data: Any = request.data
    if not hasattr(data, "items"):
        raise ValidationError({"body": [str(data)[:100]]})
    return {name: "\n".join(map(str, value)) if isinstance(value, list) else value for name, value in data.items()}


def refuse_wrong(form: Form) -> None:
    """Raises ValidationError (400) with the sentences of the page, by field."""
    if not form.is_valid():
        raise ValidationError({name: [str(one) for one in problems] for name, problems in form.errors.items()})
