"""The portal's addresses, with those that only a developer's portal has."""

from django.urls import include, path

from portal.urls import *  # noqa: F403  # its handlers of errors too
from portal.urls import urlpatterns as ours

urlpatterns = [path("dev/", include("portal.development")), path("styleguide/", include("portal.styleguide")), *ours]
