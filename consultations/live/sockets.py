"""The sockets' addresses."""

from typing import Any

from django.urls import path, re_path

from consultations.live.consumers import RoomConsumer
from consultations.live.news_consumer import NewsConsumer
from consultations.live.nowhere import Nowhere

websocket_urlpatterns: list[Any] = [
    path("ws/news/", NewsConsumer.as_asgi()),
    path("ws/consultations/<slug:ref>/", RoomConsumer.as_asgi()),
    re_path("", Nowhere.as_asgi()),
]
