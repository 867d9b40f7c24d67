"""Pages and sockets in one ASGI application: `make run` serves both, production only `/ws/` from here."""

import gc
import os

import django
from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup(set_prefix=False)

from consultations.live.sockets import websocket_urlpatterns  # noqa: E402  (models are ready only now)
from portal.core.streaming import StreamingHandler  # noqa: E402  (as the line above: settings and apps come first)

application = ProtocolTypeRouter(
    {
        "http": StreamingHandler(),
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(websocket_urlpatterns))),
    }
)

# What was imported stays as long as the process: to look through all of it for garbage again and again would stop every
# socket for a moment each time.
gc.collect()
gc.freeze()
