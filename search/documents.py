"""The one shape in which everything findable reaches an engine."""

from dataclasses import dataclass, field

from search.titles import nouns_in

EVERYBODY, MEMBERS = "all", "members"
KINDS = ("product", "offer", "company", "community", "page")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What an engine may know of a row.

    `version` is in microseconds and grows with every change of the row; `published` in seconds since 1970; `price`
    in EUR, for sorting and ranges only; `audience` names who may find it: everybody, whoever has
    a company, a circle (`community:12`), or companies (`c12`).
    `communities` are keys of those in whose joint catalogue it stands: searched in, never counted or shown.
    `kind_words` say what kind of thing it is; `facts` are its typed specifications, `key=value`.
    `codes` are keys (wording.code_key) that identify it, `parts` those its title mentions.
    """

    kind: str
    pk: int
    ref: str
    version: int
    published: int = 0
    titles: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    brand: str = ""
    kind_words: str = ""
    vocabulary: str = ""
    attributes: str = ""
    categories: tuple[str, ...] = ()
    country: str = ""
    company: str = ""
    company_name: str = ""
    tier: int = 0
    price: float | None = None
    moq: float | None = None
    incoterm: str = ""
    lead_time: int | None = None
    certificates: tuple[str, ...] = ()
    samples: str = ""
    facts: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    audience: tuple[str, ...] = (EVERYBODY,)

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.pk}"

    @property
    def nouns(self) -> tuple[str, ...]:
        """What its titles call it."""
        return tuple(dict.fromkeys(noun for title in self.titles.values() for noun in nouns_in(title)))

    @property
    def languages(self) -> tuple[str, ...]:
        """In which it can be read."""
        return tuple(self.titles)

    @property
    def weight(self) -> float:
        """Gentle: who was checked, and what says more of itself, wins between equals."""
        complete = bool(self.price) + bool(any(self.texts.values())) + bool(self.attributes)
        return 1.0 + 0.02 * self.tier + 0.01 * complete


@dataclass(frozen=True, slots=True)
class Gone:
    """A row that must not be found (any more), as of its `version`."""

    kind: str
    pk: int
    version: int

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.pk}"
