"""The one shape in which everything findable reaches an engine."""

from dataclasses import dataclass, field

from search.titles import nouns_in

EVERYBODY, MEMBERS = "all", "members"
KINDS = ("product", "offer", "company", "community", "page")
CONTENT = 2  # grows when other things are found than before, by rows that nothing will tell of: an index is built anew
UNSUGGESTED = ("thread",)  # types that are not proposed to who is typing: what people ask would hide what there is


def reading(language: str) -> str:
    """The audience of who reads the portal in this language: of what there is in several, they find one version."""
    return f"reading-{language}"


def shown_as(source: str) -> str:
    """The kind under which a thing of this source is shown, filtered and counted: one of KINDS."""
    return source if source in KINDS else "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What an engine may know of a row.

    `version` is in microseconds and grows with every change of the row; `published` in seconds since 1970; `price`
    in EUR, for sorting and ranges only; `audience` names who may find it: everybody, whoever has
    a company, a circle (`community:12`), companies (`c12`), or readers of a language (`reading-ko`).
    `communities` are keys of those in whose joint catalogue it stands: searched in, never counted or shown.
    `kind_words` say what kind of thing it is; `facts` are its typed specifications, `key=value`, and `measures` those
    that are numbers, in words that sort as numbers do (search.measures). `place` is where it stands in a list by age.
    `source` is where it comes from (search.sources), where that is not its kind: an event of a community is shown as a
    page. `type` tells pages apart, for a facet.
    `codes` are keys (wording.code_key) that identify it, `parts` those its title mentions.
    """

    kind: str
    pk: int
    ref: str
    source: str = ""
    type: str = ""
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
    measures: tuple[str, ...] = ()
    place: int = 0
    communities: tuple[str, ...] = ()
    audience: tuple[str, ...] = (EVERYBODY,)

    @property
    def origin(self) -> str:
        return self.source or self.kind

    @property
    def id(self) -> str:
        return f"{self.origin}:{self.pk}"

    @property
    def tier_key(self) -> str:
        """How far its company was checked; nobody checks a page."""
        return "" if self.kind == "page" else str(self.tier)

    @property
    def names(self) -> str:
        """What it is called, for who is typing and for who mistypes."""
        return "\n".join([*self.titles.values(), self.brand]) if self.type not in UNSUGGESTED else ""

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
    """A row that must not be found (any more), as of its `version`; `kind` is its source."""

    kind: str
    pk: int
    version: int

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.pk}"
