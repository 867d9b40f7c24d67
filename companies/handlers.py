"""What companies do about events and by the clock: registered by importing the modules it is in."""

from companies import duplicates, impersonation, invitation_mail

__all__ = ["duplicates", "impersonation", "invitation_mail"]
