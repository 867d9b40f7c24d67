"""What the clock does about companies: it is registered by importing the modules it is in."""

from companies import duplicates, impersonation

__all__ = ["duplicates", "impersonation"]
