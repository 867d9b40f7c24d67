"""What ends elsewhere ends here too."""

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from companies.sockets import digest_of
from portal.core.live import push


@receiver(user_logged_out, dispatch_uid="consultations.close_sockets")
def close_sockets(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Logging out closes the sockets that this session has opened."""
    if user is not None and request.session.session_key:
        push(f"user.{user.pk}", "session.ended", session=digest_of(request.session.session_key))
