"""Which events companies may be told of, and how each is shown: filled by the apps above in `webhook_events.py`.

A company is shown a thing as the API would show it to a key of theirs that only reads: it has to be in
`visible_to` of that company at the moment the event is told, else nothing is told. So an event says what is true by
then, and nothing that is the other side's alone.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.timezone import now
from django.utils.translation import gettext, override
from rest_framework.utils.encoders import JSONEncoder

from companies.models import Company, WebhookDelivery, WebhookEndpoint
from companies.models.webhook import ALL
from companies.permissions import VIEW
from portal.core.actor import Actor
from portal.core.events import Event, subscribe

TEST = "webhook.test"


@dataclass(frozen=True)
class Told:
    """Kinds of events about one kind of thing. `parties` gives the companies that may want to hear of it, `part_of`
    the thing whose `visible_to` decides."""

    name: str
    label: Any
    model: type[models.Model]
    parties: Callable[[Any], Iterable[int]]
    shown: Callable[[Any, Actor], dict[str, Any]]
    words: dict[str, Any]
    part_of: Callable[[Any], Any]

    def find(self, pk: int) -> Any:
        return self.model._base_manager.filter(pk=pk or 0).first()

    def is_seen_by(self, reader: Actor, subject: Any) -> bool:
        whole = self.part_of(subject)
        rows: Any = type(whole)._default_manager
        return bool(rows.visible_to(reader).filter(pk=whole.pk).exists())


TOLD: list[Told] = []
KINDS: dict[str, Told] = {}


def tell_companies(
    name: str,
    label: Any,
    model: type[models.Model],
    words: dict[str, Any],
    *,
    parties: Callable[[Any], Iterable[int]],
    shown: Callable[[Any, Actor], dict[str, Any]],
    part_of: Callable[[Any], Any] = lambda subject: subject,
) -> None:
    """Let companies hear of these kinds of events (`words`: kind → what happened).

    `shown` gives the fields that the API shows this reader, with at least ref, state and url (a path of the portal). A
    model that has no `visible_to` says what it is a part of.
    """
    told = Told(name, label, model, parties, shown, words, part_of)
    TOLD.append(told)
    KINDS.update(dict.fromkeys(words, told))
    subscribe(*KINDS, batch=True)(spread)  # the same handler, which hears of more now


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All kinds under their headings, in the order in which they were registered."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for told in TOLD:
        groups.setdefault(str(told.label), []).extend((kind, str(words)) for kind, words in told.words.items())
    return list(groups.items())


def words_of(kind: str) -> str:
    if kind == TEST:
        return gettext("A test")
    told = KINDS.get(kind)
    return str(told.words[kind]) if told else kind


def reader_of(company: Company) -> Actor:
    """The company as one of its keys with the scope `read` sees the portal."""
    return Actor(company=company, role="token", powers=VIEW, scopes=frozenset({"read"}))


def spread(events: list[Event]) -> None:
    """A delivery for each endpoint that wants the event; again changes nothing.

    What nobody on the portal wants costs one query, however many there are: talks have many messages.
    """
    chosen = set().union(*WebhookEndpoint.objects.listening().order_by().values_list("events", flat=True).distinct())
    if not chosen:
        return
    asked = [event for event in events if ALL in chosen or event.kind in chosen]
    wanted = [(event, set(parties_of(event))) for event in asked]
    everybody = set().union(*(companies for _event, companies in wanted))
    ears: dict[int, list[WebhookEndpoint]] = {}
    for endpoint in WebhookEndpoint.objects.listening().filter(company_id__in=everybody).select_related("company"):
        ears.setdefault(endpoint.company_id, []).append(endpoint)
    rows = [row for event, companies in wanted for row in deliveries(event, companies, ears)]
    WebhookDelivery.objects.bulk_create(rows, ignore_conflicts=True)


def parties_of(event: Event) -> Iterator[int]:
    told = KINDS[event.kind]
    if (subject := told.find(event.subject_id)) is not None:
        yield from told.parties(subject)


def deliveries(event: Event, companies: set[int], ears: dict[int, list[WebhookEndpoint]]) -> Iterator[WebhookDelivery]:
    for company_id in sorted(companies):
        # Nobody hears of what was before they began to listen.
        wanting = [one for one in ears.get(company_id, []) if one.wants(event.kind) and one.since <= event.created_at]
        if not wanting:
            continue
        company = wanting[0].company
        body = body_of(event, company)
        if body is not None:
            for endpoint in wanting:
                yield WebhookDelivery(
                    endpoint=endpoint,
                    event_id=event.pk,
                    message=message_of(event, company),
                    kind=event.kind,
                    body=body,
                )


def message_of(event: Event, company: Company) -> str:
    """The same for all endpoints of a company and each attempt, so that a receiver knows what it has had already."""
    return "msg_" + salted_hmac("companies.webhooks", f"{event.pk}:{company.pk}").hexdigest()[:24]


def body_of(event: Event, company: Company) -> str | None:
    """What is sent, word for word at each attempt; None where the company may not see it (any more)."""
    told = KINDS[event.kind]
    subject, reader = told.find(event.subject_id), reader_of(company)
    if subject is None or not told.is_seen_by(reader, subject):
        return None
    with override(settings.LANGUAGE_CODE):
        data = told.shown(subject, reader)
    data["url"] = settings.SITE_URL + str(data["url"])
    return envelope(message_of(event, company), event.kind, company, told.name, data, event.created_at)


def envelope(message: str, kind: str, company: Company, thing: str, data: dict[str, Any], at: Any) -> str:
    said = {
        "id": message,
        "type": kind,
        "created_at": at,
        "company": company.slug,
        "object": thing,
        "data": data,
    }
    return json.dumps(said, cls=JSONEncoder, ensure_ascii=False)


def test_body(message: str, company: Company) -> str:
    data = {"ref": "TEST", "state": "test", "url": f"{settings.SITE_URL}/my/webhooks/"}
    return envelope(message, TEST, company, "test", data, now())
