"""Pages and sockets in one ASGI application: `make run` serves both, production only `/ws/` from here."""

import gc
import os

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
pages = get_asgi_application()

from consultations.live.sockets import websocket_urlpatterns  # noqa: E402  (models are ready only now)

application = ProtocolTypeRouter(
    {
        "http": pages,
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(websocket_urlpatterns))),
    }
)

# What was imported stays as long as the process: to look through all of it for garbage again and again would stop every
# socket for a moment each time.
gc.collect()
gc.freeze()
