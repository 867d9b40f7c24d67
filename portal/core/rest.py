"""The API's manners: pages, who may write, and errors in the same words as the pages."""

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.core.exceptions import RequestDataTooBig
from django.core.exceptions import ValidationError as UnfitFile
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError, UnsupportedMediaType, ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.parsers import JSONParser
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from portal.core.actor import VISITOR, Actor
from portal.core.permissions import Refused
from portal.core.texts import SURROGATES, clean_line
from portal.core.uploads import as_document

if TYPE_CHECKING:
    from rest_framework.views import APIView


class JsonParser(JSONParser):
    """JSON as senders get it wrong: nested beyond sense is refused, half a surrogate pair becomes the sign for it."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        try:
            data = super().parse(*args, **kwargs)
            text = json.dumps(data, ensure_ascii=False)
        except RecursionError:
            raise ParseError(_("This is nested too deeply.")) from None
        return json.loads(SURROGATES.sub("\ufffd", text)) if SURROGATES.search(text) else data


class Pages(PageNumberPagination):
    page_size_query_param = "page_size"
    max_page_size = 100


class ReadAllWriteByToken(BasePermission):
    """Anyone reads what they may see; writing needs a person signed in, or a token with the scope for it.

    A view that names its `scope` (`products`) is written with `write` or `write:products`, any other with `write`.
    """

    def has_permission(self, request: Request, view: "APIView") -> bool:
        actor = actor_of(request)
        check_kind(request)
        if request.method in SAFE_METHODS or not actor.is_authenticated or actor.scopes is None:
            return request.method in SAFE_METHODS or actor.is_authenticated
        scope = getattr(view, "scope", "")
        wanted = ["write", f"write:{scope}"] if scope else ["write"]
        self.message = _("This key lacks the scope %(wanted)s. It has: %(held)s.") % {
            "wanted": _(" or ").join(reversed(wanted)),
            "held": ", ".join(sorted(actor.scopes)),
        }
        return not actor.scopes.isdisjoint(wanted)


def check_kind(request: Request) -> None:
    """What comes in a kind that nobody asks for is refused, also where what comes is not read."""
    sent = request.META.get("CONTENT_LENGTH") or "0"
    ways = request.negotiator
    if sent != "0" and ways is not None and ways.select_parser(request, request.parsers or ()) is None:
        raise UnsupportedMediaType(request.content_type or "")


def actor_of(request: Request) -> Actor:
    """The token's company if there is a token, else who is signed in."""
    if isinstance(request.auth, Actor):
        return request.auth
    actor = getattr(request._request, "actor", VISITOR)
    return actor if isinstance(actor, Actor) else VISITOR


def documents_sent(request: Request, name: str, most: int) -> "list[tuple[str, ContentFile[bytes]]]":
    """Titles and files of a multipart request, each looked through as on the pages; problems are a 400 under `name`."""
    files = request.FILES.getlist(name)
    if not files or len(files) > most:
        raise ValidationError({name: [_("Send one to %(most)s files, as multipart/form-data.") % {"most": most}]})
    found, problems = [], []
    for file in files:
        try:
            found.append((clean_line(PurePath(str(file.name)).name)[-160:] or _("Document"), as_document(file)))
        except UnfitFile as problem:
            problems += problem.messages
    if problems:
        raise ValidationError({name: problems})
    return found


def files_schema(name: str, **more: Any) -> dict[str, Any]:
    """What drf-spectacular takes as `request` of an address for files."""
    files = {"type": "array", "items": {"type": "string", "format": "binary"}}
    return {"multipart/form-data": {"type": "object", "properties": {name: files, **more}, "required": [name]}}


def explain(problem: Exception, context: dict[str, Any]) -> Response | None:
    """A refusal of the domain becomes 409 with its sentence; the rest is REST framework's."""
    if isinstance(problem, Refused):
        return Response({"detail": str(problem.message or _("This is not possible now."))}, status=409)
    if isinstance(problem, RequestDataTooBig):
        return Response({"detail": _("This is too much at once. Nothing was saved.")}, status=413)
    from rest_framework.views import exception_handler  # it reads the settings that name this module

    return exception_handler(problem, context)


def ours(endpoints: list[tuple[Any, ...]], **_options: Any) -> list[tuple[Any, ...]]:
    """The schema describes our API alone; Wagtail's back office has one of its own that is no promise to anybody."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]
