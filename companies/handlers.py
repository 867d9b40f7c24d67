"""What companies do about events: registered by importing the modules it is in."""

from companies import invitation_mail

__all__ = ["invitation_mail"]
