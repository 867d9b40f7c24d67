"""What the search keeps in the database: words that staff look after, searches that people save, what was asked."""

from search.analytics import Asked, Clicked
from search.saved import SavedMatch, SavedSearch
from search.synonyms import SynonymGroup

__all__ = ["Asked", "Clicked", "SavedMatch", "SavedSearch", "SynonymGroup"]
