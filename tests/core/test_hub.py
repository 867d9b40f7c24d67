"""A process hears each push once, and tells its own sockets in order; one that does not keep up goes alone."""

import asyncio
from typing import Any

import pytest
from channels.layers import channel_layers, get_channel_layer

from portal.core import hub as hubs
from portal.core import live
from portal.core.hub import HubConsumer, hub

PATIENCE = 20.0


class Listener(HubConsumer):
    """Joins the group of its address; `stuck` holds it up as a slow line does."""

    stuck: asyncio.Event | None = None

    async def connect(self) -> None:
        await self.join(self.scope["group"])
        await self.accept()
        await self.say_text("hello")
        self.begin_hearing()

    async def word_said(self, event: dict[str, Any]) -> None:
        if self.scope.get("is_slow") and self.stuck:
            await self.stuck.wait()
        if event["word"] == "stumble":
            raise ValueError("a handler that fails")
        made = event["made"]
        made["count"] = made.get("count", 0) + 1
        await self.say_text(f"{event['word']} {made['count']}")


class Tab:
    def __init__(self, group: str, **scope: Any) -> None:
        self.inbox: asyncio.Queue[Any] = asyncio.Queue()
        self.sent: asyncio.Queue[Any] = asyncio.Queue()
        self.inbox.put_nowait({"type": "websocket.connect"})
        scope = {"type": "websocket", "group": group, **scope}
        self.task = asyncio.ensure_future(Listener.as_asgi()(scope, self.inbox.get, self.sent.put))

    async def next(self) -> Any:
        sent = await asyncio.wait_for(self.sent.get(), PATIENCE)
        return sent.get("text") or (sent["type"], sent.get("code"))

    async def opened(self) -> "Tab":
        assert [await self.next(), await self.next()] == [("websocket.accept", None), "hello"]
        return self

    async def leave(self) -> None:
        self.inbox.put_nowait({"type": "websocket.disconnect", "code": 1000})
        await asyncio.wait_for(self.task, PATIENCE)


@pytest.fixture(autouse=True)
def fresh_layer(settings: Any) -> Any:
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    channel_layers.backends.clear()
    yield
    channel_layers.backends.clear()


def words(*said: str) -> Any:
    return asyncio.gather(*(live.pass_on("one", {"type": "word.said", "word": word}) for word in said))


async def test_all_sockets_of_a_group_hear_by_one_channel_in_order_until_they_leave() -> None:
    first, second, other = [await Tab(group).opened() for group in ("one", "one", "two")]
    layer = get_channel_layer()
    assert {len(channels) for channels in layer.groups.values()} == {1} and len(layer.groups) == 2
    await words("a", "b")
    heard = [await first.next(), await first.next(), await second.next(), await second.next()]
    assert sorted(heard) == ["a 1", "a 2", "b 1", "b 2"]  # what one made of it, the next was given
    assert [word[0] for word in heard] == ["a", "b", "a", "b"]
    await first.leave()
    await words("c")
    assert await second.next() == "c 1"
    await second.leave()
    assert list(layer.groups) == ["two"] and other.sent.empty()
    await other.leave()
    assert not layer.groups and hub().listening is None


async def test_one_that_fails_or_does_not_keep_up_is_closed_and_the_others_hear_on(monkeypatch: Any) -> None:
    monkeypatch.setattr(hubs, "MOST_WAITING", 3)
    monkeypatch.setattr(Listener, "stuck", asyncio.Event())
    quick, slow = await Tab("one").opened(), await Tab("one", is_slow=True).opened()
    for number in range(6):
        await words(str(number))
        assert str(await quick.next()).startswith(str(number))
    assert Listener.stuck is not None
    Listener.stuck.set()
    assert str(await slow.next()).startswith("0")
    assert await slow.next() == ("websocket.close", 1013)
    await words("stumble")
    assert await quick.next() == ("websocket.close", 1013)
    await words("unheard")
    for tab in (quick, slow):
        await tab.leave()
        assert tab.sent.empty()
