"""Fields and analysers of the Elasticsearch index."""

import hashlib
import json
from typing import Any

from django.conf import settings as portal

from search.documents import CONTENT, Document
from search.engines.ranking import WEIGHTS
from search.query import FACETS
from search.wording import CJK, measures_spelled_out, scripts_in

LATIN = ("en", "es", "fr", "pt", "de")
LANGUAGES = (*LATIN, "ko", "ja", "zh")
BASE = WEIGHTS

FOLD = ["lowercase", "icu_folding"]
STEMMERS = {
    "en": "english",
    "es": "light_spanish",
    "fr": "light_french",
    "pt": "light_portuguese",
    "de": "light_german",
}


def analysis() -> dict[str, Any]:
    filters = {f"{code}_stem": {"type": "stemmer", "language": name} for code, name in STEMMERS.items()}
    analyzers: dict[str, Any] = {
        f"portal_{code}": {"tokenizer": "icu_tokenizer", "filter": [*FOLD, f"{code}_stem"]} for code in STEMMERS
    }
    analyzers |= {
        "portal_base": {"tokenizer": "icu_tokenizer", "filter": FOLD},
        "portal_ko": {"tokenizer": "nori", "filter": ["nori_readingform", *FOLD]},
        "portal_ja": {"tokenizer": "kuromoji", "filter": ["kuromoji_baseform", "cjk_width", *FOLD]},
        "portal_zh": {"tokenizer": "smartcn_tokenizer", "filter": FOLD},
        "portal_grams": {"tokenizer": "standard", "filter": ["cjk_width", "lowercase", "cjk_bigram"]},
    }
    tokenizers = {
        "nori": {"type": "nori_tokenizer", "decompound_mode": "mixed"},
        "kuromoji": {"type": "kuromoji_tokenizer", "mode": "search"},
    }
    return {"filter": filters, "analyzer": analyzers, "tokenizer": tokenizers}


def settings(shards: int = 1) -> dict[str, Any]:
    return {
        "number_of_shards": shards,
        "refresh_interval": "1s",
        "unassigned.node_left.delayed_timeout": "10s",  # then another node gets the copies of one that is gone
        "gc_deletes": "1h",  # how long a late event is still known to be late after its row is gone
        "analysis": analysis(),
        **replicas(),
    }


def replicas() -> dict[str, Any]:
    """How many copies beside the first, by SEARCH_REPLICAS: `0-1` as there are nodes to hold them, or a number."""
    number = portal.SEARCH_REPLICAS
    if number.isdecimal():
        return {"auto_expand_replicas": False, "number_of_replicas": int(number)}
    return {"auto_expand_replicas": number}


def shape() -> str:
    """Stands for fields, analysers and what is found at all: an index of another shape cannot be gone on with."""
    return hashlib.sha256(json.dumps([mappings(), analysis(), CONTENT], sort_keys=True).encode()).hexdigest()[:16]


def text(analyzer: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "analyzer": analyzer, **more}


def mappings() -> dict[str, Any]:
    fields: dict[str, Any] = {name: text("portal_en") for name in BASE}
    fields |= {f"in_{code}": text(f"portal_{code}", norms=True) for code in LANGUAGES if code != "en"}
    fields |= {name: {"type": "keyword"} for name in (*FACETS, "facts", "measures")}
    fields |= {name: {"type": "keyword"} for name in ("codes", "parts", "audience", "communities", "company", "ref")}
    fields |= {
        "names": text("portal_base"),
        "nouns": text("portal_en", norms=False, index_options="docs"),
        "cjk": text("portal_grams"),
        "version": {"type": "long", "index": False},
        "published": {"type": "long"},
        "place": {"type": "long"},
        "price": {"type": "double"},
        "moq": {"type": "double"},
        "lead_time": {"type": "integer"},
        "weight": {"type": "float", "index": False},
    }
    return {"dynamic": "strict", "properties": fields}


def as_source(document: Document) -> dict[str, Any]:
    titles, texts = "\n".join(document.titles.values()), "\n".join(document.texts.values())
    title, said, facts = map(measures_spelled_out, (titles, texts, document.attributes))
    source: dict[str, Any] = {
        "kind": document.kind,
        "type": document.type,
        "ref": document.ref,
        "category": document.categories,
        "country": document.country,
        "brand": document.brand,
        "tier": document.tier_key,
        "company": document.company,
        "incoterm": document.incoterm,
        "certificate": document.certificates,
        "sample": document.samples,
        "language": document.languages,
        "facts": document.facts,
        "measures": document.measures,
        "kind_words": document.kind_words,
        "codes": document.codes,
        "parts": document.parts,
        "audience": document.audience,
        "communities": document.communities,
        "title": title,
        "brand_words": document.brand,
        "vocabulary": document.vocabulary,
        "attributes": facts,
        "text": said,
        "company_words": document.company_name,
        "names": document.names,
        "nouns": " ".join(document.nouns),
        "version": document.version,
        "published": document.published,
        "place": document.place or None,
        "price": document.price,
        "moq": document.moq,
        "lead_time": document.lead_time,
        "weight": document.weight,
    }
    whole = f"{titles}\n{document.vocabulary}\n{texts}\n{document.company_name}"
    if CJK.search(whole):
        source["cjk"] = whole
    for code in languages_in(document, whole):
        source[f"in_{code}"] = whole
    return {name: value for name, value in source.items() if value not in (None, "", ())}


def languages_in(document: Document, whole: str) -> list[str]:
    """The analysers its words need: of the languages it is written in, and of the scripts that occur."""
    written = {*document.titles, *document.texts}
    found = {code for code in LATIN if code in written and code != "en"}
    return sorted(found | set(scripts_in(whole)))
