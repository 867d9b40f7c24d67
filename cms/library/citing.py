"""A publication as others cite it: in words, and as BibTeX."""

from cms.library.models import PublicationPage, key_of

ENTRIES = {"paper": "article", "report": "techreport", "guide": "manual", "book": "book"}
# What BibTeX's own syntax and TeX give a meaning to.
ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def citation(page: PublicationPage) -> str:
    """Authors (year). Title. Journal, volume, pages. Publisher. DOI: in the order of the APA's manual (7th edition)."""
    place = ", ".join(part for part in (page.published_in, page.volume, page.pages) if part)
    end = f"https://doi.org/{page.doi}" if page.doi else f"ISBN {page.isbn}" if page.isbn else page.address
    parts = [f"{' & '.join(in_words(page.people))} ({page.year})", page.title.rstrip("."), place, page.publisher]
    return f"{'. '.join(part for part in parts if part)}. {end}".strip()


def in_words(people: list[str]) -> list[str]:
    """All but the last two joined by commas."""
    return [", ".join(people[:-1]), people[-1]] if len(people) > 1 else people


def bibtex(page: PublicationPage) -> str:
    """One entry, in UTF-8; words are escaped, so that a title with braces or a percent sign is read as it is."""
    kind = ENTRIES[page.kind]
    if kind == "article" and not page.published_in:
        kind = "misc"
    place = {"techreport": "institution", "manual": "organization"}.get(kind, "publisher")
    fields = {
        "author": " and ".join(person(name) for name in page.people),
        "title": f"{{{escaped(page.title)}}}",
        "year": str(page.year),
        "journal" if kind == "article" else "series": escaped(page.published_in),
        "volume": escaped(page.volume),
        "pages": escaped(page.pages).replace("–", "--"),
        place: escaped(page.publisher),
        "isbn": page.isbn,
        "doi": page.doi,
        "url": page.address or ("" if page.doi else page.full_url or ""),
        "language": page.written_in,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{key(page)},\n" + ",\n".join(lines) + "\n}\n"


def key(page: PublicationPage) -> str:
    """`kim2026`: ASCII only, as older programs ask for it."""
    name = key_of(page.people[0]) if page.people else ""
    return f"{name if name.isascii() and name else 'jangteo' + str(page.pk or '')}{page.year}"


def person(name: str) -> str:
    """A person is “Family, Given”; a body stands in braces, so that it is not taken apart."""
    return escaped(name) if "," in name else f"{{{escaped(name)}}}"


def escaped(text: str) -> str:
    return text.translate(ESCAPES)
