"""The communities of the tests of communities, whose calendars take the registrations for events."""

from tests.community.conftest import hidden, public

__all__ = ["hidden", "public"]
