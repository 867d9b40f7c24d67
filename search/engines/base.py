"""What an engine must be able to do; tests/search/test_contract.py holds both to it."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from catalog.shelf import Answer, Asked
from search.documents import Document, Gone
from search.query import Hit, Query, Results


class EngineDown(Exception):
    """The engine does not answer in time, or has no index."""


@dataclass(frozen=True)
class Begun:
    """Where a rebuild broke off: behind this row of this kind; `since` is the event before which it began."""

    index: str
    kind: str
    pk: int
    since: int


class Engine(ABC):
    """Every method raises EngineDown when the engine does not answer."""

    name: str

    @abstractmethod
    def search(self, query: Query, until: float = 0.0) -> Results:
        """A page of hits, best first, with total and facets; each facet is counted without its own filter.

        `until` is when, by time.monotonic(), nobody waits for an answer any more; 0: SEARCH_PATIENCE from now on.
        """

    @abstractmethod
    def suggest(self, text: str, audience: tuple[str, ...], limit: int = 8) -> list[Hit]:
        """What the reader may be about to type, best first."""

    def is_of_today(self) -> bool:
        """Whether the index in use has the fields that this version of the portal writes and asks for."""
        return True

    @abstractmethod
    def similar(self, id: str, audience: tuple[str, ...], limit: int = 6) -> list[Hit]:
        """Things of the same kind that much the same is said of, nearest first, without itself."""

    @abstractmethod
    def shelf(self, asked: Asked, until: float = 0.0) -> Answer:
        """A page of a category with all that is counted on it; `until` as in `search`."""

    @abstractmethod
    def explain(self, query: Query, id: str) -> dict[str, float]:
        """What each part of the query brings one result, in points; `weight` is what their sum is multiplied with."""

    @abstractmethod
    def write(self, documents: list[Document], gone: list[Gone]) -> None:
        """Bring the index in step. A version older than the one held changes nothing; the same one may come again."""

    @abstractmethod
    def rebuild(self, batches: Iterable[list[Document]], begun: "Begun | None" = None, since: int = 0) -> int:
        """Fill a new index beside the old one, then put it in its place in one step. Returns how many documents.

        With `begun`, what `unfinished` gave, the index that was being filled is filled up. `since` is kept with it.
        """

    def unfinished(self) -> "Begun | None":
        """A rebuild that broke off and can be gone on with; None where it is always begun anew."""
        return None

    def rebuilding(self) -> AbstractContextManager[None]:
        """Held by whoever builds the index anew. Raises EngineDown while another process of this machine does."""
        return nullcontext()

    @abstractmethod
    def versions(self) -> Iterator[tuple[str, int]]:
        """Id and version of everything the index holds."""

    @abstractmethod
    def exists(self) -> bool:
        """Whether there is an index to search in."""

    @abstractmethod
    def drop(self) -> None:
        """Remove the indexes (tests)."""

    def writing(self) -> AbstractContextManager[None]:
        """Held from reading the rows until they are written, where the engine bears one writer only."""
        return nullcontext()

    def status(self) -> str:
        try:
            return "ok" if self.exists() else "no index yet"
        except EngineDown:
            return "unavailable"
