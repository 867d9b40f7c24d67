"""An address without a socket."""

from channels.generic.websocket import AsyncWebsocketConsumer


class Nowhere(AsyncWebsocketConsumer):
    """Refused like a page that is not there; without it an unknown address would be an error in the log."""

    async def connect(self) -> None:
        await self.close(4404)
