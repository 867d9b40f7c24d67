"""Fields of the embedded index, and how a query becomes tantivy's."""

from collections.abc import Iterator
from functools import cache, cached_property

import tantivy

from search.documents import UNSUGGESTED
from search.engines import ranking
from search.engines.ranking import MENDED_WORDS, WEIGHTS, enough_of, least_of
from search.query import FACETS, FACT, Query
from search.reading import Reading, Unit
from search.wording import CJK, cjk_grams, code_key, folded

Must, MustNot, Should = tantivy.Occur.Must, tantivy.Occur.MustNot, tantivy.Occur.Should
Q = tantivy.Query

# Decimals stay whole (43.2), a unit stays with its number (16gb), letters and digits of a part number together.
TOKENS = r"\d+(?:[.,]\d+)*\p{L}*|[\p{L}\p{N}]+"
MOST_READINGS = 20  # of a misspelt word that are tried
NAMING = ("title", "kind_words", "brand_words", "vocabulary", "parts")
CJK_WEIGHTS = {"cjk_title": 2.0, "cjk": 1.0}
SIMILAR_FIELDS = ("title", "kind_words", "vocabulary")  # by which others are compared with a thing
RANGE_FIELDS = {"price": 10_000, "moq": 1000, "lead_time": 1}  # whole numbers: what one is multiplied with


@cache
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in (*FACETS, "facts", "measures"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("codes", "parts", "audience", "communities"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in WEIGHTS:
        builder.add_text_field(name, stored=name in SIMILAR_FIELDS, tokenizer_name="stems")
    builder.add_text_field("nouns", tokenizer_name="stems", index_option="basic")
    builder.add_text_field("names", tokenizer_name="words", index_option="basic")
    for name in CJK_WEIGHTS:
        builder.add_text_field(name, tokenizer_name="grams", index_option="freq")
    builder.add_unsigned_field("version", stored=True, indexed=False, fast=True)
    builder.add_unsigned_field("published", fast=True, indexed=True)
    builder.add_unsigned_field("place", fast=True)
    for name in RANGE_FIELDS:
        builder.add_unsigned_field(name, fast=True, indexed=True)
    builder.add_float_field("weight", fast=True)
    return builder.build()


def words_analyzer(stem: bool) -> tantivy.TextAnalyzer:
    filters = [tantivy.Filter.remove_long(60), tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold()]
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(TOKENS))
    for one in [*filters, *([tantivy.Filter.stemmer("english")] if stem else [])]:
        builder = builder.filter(one)
    return builder.build()


@cache
def stems() -> tantivy.TextAnalyzer:
    return words_analyzer(stem=True)


@cache
def plain() -> tantivy.TextAnalyzer:
    return words_analyzer(stem=False)


def register(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer("stems", stems())
    index.register_tokenizer("words", plain())
    index.register_tokenizer("grams", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


class Builder:
    """One query on one state of the index."""

    def __init__(self, searcher: tantivy.Searcher, query: Query) -> None:
        self.searcher, self.query, self.schema = searcher, query, schema()
        self.corrections: dict[str, str] = {}

    # -- what must hold --

    def strict(self) -> tantivy.Query:
        """Every word, or a code that is the query; or a title that says what is wanted, whatever it is for."""
        if self.query.is_empty:
            return Q.all_query()
        words = [self.unit(unit) for unit in self.reading.units]
        must = [(Must, one) for one in [*words, *map(self.phrase, self.query.phrases)]]
        must += [(MustNot, self.phrase(one)) for one in self.query.excluded]
        if not words and not self.query.phrases:
            must.append((Must, Q.all_query()))
        wanted = Q.boolean_query(must)
        if self.reading.head and not self.query.phrases:
            either = Q.const_score_query(Q.boolean_query([(Should, wanted), (Should, self.head())]), 0.0)
            wanted = Q.boolean_query([(Must, either), *((MustNot, self.phrase(one)) for one in self.query.excluded)])
        codes = self.codes()
        return Q.boolean_query([(Should, wanted), *((Should, code) for code in codes)]) if codes else wanted

    def looser(self) -> Iterator[tantivy.Query]:
        """When nothing has every word: words that may be misspelt read right, then most words, then any."""
        mend = len(self.query.terms) <= MENDED_WORDS
        words = [self.unit(unit, mend) for unit in self.reading.units]
        words += [self.word(word) for phrase in self.query.phrases for word in phrase.split()]
        if self.corrections:
            yield self.some_of(words, len(words))
        for least in least_of(len(words)):
            yield self.some_of(words, least)

    def head(self) -> tantivy.Query:
        """What is wanted stands in the title; what it is for need not."""
        tokens = stems().analyze(" ".join(self.reading.head))
        return Q.boolean_query([(Must, self.term("title", token)) for token in tokens]) if tokens else Q.empty_query()

    def completed(self, strict: tantivy.Query) -> tantivy.Query | None:
        """With most of the words where too few have all; those that have all come first. None for one word."""
        least = enough_of(len(self.reading.units) + len(self.query.phrases))
        if not least:
            return None
        words = [*map(self.unit, self.reading.units), *map(self.phrase, self.query.phrases)]
        all_words = Q.const_score_query(strict, ranking.ALL_WORDS)
        either = Q.boolean_query([(Should, self.some_of(words, least)), (Should, all_words)])
        excluded = [(MustNot, self.phrase(one)) for one in self.query.excluded]
        return Q.boolean_query([(Must, either), *excluded])

    def well(self, strict: tantivy.Query) -> tantivy.Query:
        """What has every word, and half of them in what names it: the rest has them only in passing."""
        words = self.reading.units
        naming = [(Should, self.named(unit)) for unit in words]
        half = Q.boolean_query(naming, minimum_number_should_match=(len(words) + 1) // 2)
        return Q.boolean_query([(Must, strict), (Must, half)]) if len(words) > 1 else strict

    def named(self, unit: Unit) -> tantivy.Query:
        """A term in what names a thing: title, brand, or the category's words."""
        ways = [tuple(unit.words), *unit.others]
        return Q.boolean_query([(Should, self.in_names(words)) for words in ways])

    def in_names(self, words: tuple[str, ...]) -> tantivy.Query:
        text = " ".join(words)
        tokens, grams = stems().analyze(CJK.sub(" ", text)), cjk_grams(text)
        each = [Q.boolean_query([(Should, self.term(name, token)) for name in NAMING]) for token in tokens]
        each += [self.term("cjk_title", pair) for pair in grams if len(pair) == 2]
        return Q.boolean_query([(Must, one) for one in each]) if each else Q.empty_query()

    def some_of(self, words: list[tantivy.Query], least: int) -> tantivy.Query:
        any_of = Q.boolean_query([(Should, word) for word in words], minimum_number_should_match=least)
        excluded = [(MustNot, self.phrase(one)) for one in self.query.excluded]
        return Q.boolean_query([(Must, any_of), *excluded])

    def filtered(self, wanted: tantivy.Query, spared: str = "") -> tantivy.Query:
        """With every filter but the one `spared`, and only what this reader may find."""
        limits = [Q.term_set_query(self.schema, "audience", list(self.query.audience))]
        limits += [self.limit(name) for name in self.query.filters if name != spared]
        limits += [self.within(name) for name in self.query.ranges]
        if self.query.community:
            limits.append(Q.term_query(self.schema, "communities", self.query.community))
        if self.query.since:
            limits.append(self.between("published", self.query.since, None))
        return Q.boolean_query([(Must, wanted), *((Must, Q.const_score_query(limit, 0.0)) for limit in limits)])

    def limit(self, facet: str) -> tantivy.Query:
        values = list(self.query.filters[facet])
        if facet.startswith(FACT):
            return Q.term_set_query(self.schema, "facts", [f"{facet.removeprefix(FACT)}={value}" for value in values])
        return Q.term_set_query(self.schema, facet, values)

    def within(self, name: str) -> tantivy.Query:
        """Between the ends of a range; what does not state it lies outside."""
        low, high = (None if end is None else round(end * RANGE_FIELDS[name]) for end in self.query.ranges[name])
        return self.between(name, low, high)

    def between(self, name: str, low: int | None, high: int | None) -> tantivy.Query:
        return Q.range_query(self.schema, name, tantivy.FieldType.Unsigned, low, high)

    def ranked(self, wanted: tantivy.Query) -> tantivy.Query:
        """The hits, lifted by what is not needed to match, but better."""
        lifts = [(Should, lift) for some in self.lifts().values() for lift in some]
        return Q.boolean_query([(Must, self.filtered(wanted)), *lifts])

    def lifts(self) -> dict[str, list[tantivy.Query]]:
        """By what each is for."""
        tokens = stems().analyze(" ".join(self.query.terms))
        lifts = {
            "code": [Q.const_score_query(code, ranking.EXACT) for code in self.codes()],
            "part": [Q.const_score_query(self.term("parts", key), ranking.PART) for key in self.query.codes],
            "category": [
                Q.const_score_query(self.term("category", slug), ranking.CATEGORY * sure)
                for slug, sure in self.reading.categories.items()
            ],
        }
        if len(tokens) > 1:
            lifts["together"] = [Q.boost_query(self.in_order("title", tokens, slop=1), ranking.STANDS_TOGETHER)]
        if self.reading.head:
            all_words = Q.boolean_query([(Must, self.unit(unit)) for unit in self.reading.units])
            lifts["words"] = [self.unit(unit) for unit in self.reading.units]
            lifts["head"] = [Q.const_score_query(self.head(), ranking.HEAD)]
            lifts["whole"] = [Q.const_score_query(all_words, ranking.WHOLE)]
        if nouns := [token for noun in self.reading.noun for token in stems().analyze(CJK.sub(" ", noun))]:
            lifts["noun"] = [Q.const_score_query(Q.term_set_query(self.schema, "nouns", nouns), ranking.NOUN)]
        if tokens:
            in_title = Q.boolean_query([(Must, self.term("title", token)) for token in tokens])
            lifts["title"] = [Q.boost_query(in_title, ranking.WHOLE_TITLE)]
        return lifts

    def parts(self) -> dict[str, tantivy.Query]:
        """What a score is made of, each on its own: for “why this result”."""
        parts = {f"word:{' '.join(unit.words)}": self.unit(unit, mend=True) for unit in self.reading.units}
        parts |= {f"phrase:{phrase}": self.phrase(phrase) for phrase in self.query.phrases}
        known = {name: some for name, some in self.lifts().items() if some and name != "words"}
        lifts = {name: [(Should, lift) for lift in some] for name, some in known.items()}
        return parts | {name: Q.boolean_query(some) for name, some in lifts.items()}

    # -- words --

    @cached_property
    def reading(self) -> Reading:
        return Reading.of(self.query)

    def unit(self, unit: Unit, mend: bool = False) -> tantivy.Query:
        """A term as it was written, or said otherwise."""
        written = [self.word(word, mend) for word in unit.words]
        own = written[0] if len(written) == 1 else Q.boolean_query([(Must, one) for one in written])
        if not unit.others:
            return own
        others = [
            Q.boost_query(
                Q.boolean_query([(Must, self.word(word)) for word in term]), ranking.synonym(unit.words, term)
            )
            for term in unit.others
        ]
        return Q.disjunction_max_query([own, *others], tie_breaker=ranking.TIE)

    def word(self, word: str, mend: bool = False) -> tantivy.Query:
        """One word of the reader's, anywhere: a code, CJK characters, or one or more plain tokens."""
        ways: list[tantivy.Query] = []
        if grams := cjk_grams(word):
            ways.append(self.grams(grams))
        if tokens := stems().analyze(CJK.sub(" ", word)):
            if mend:
                tokens = stems().analyze(self.mended(word)) or tokens
            ways.append(Q.boolean_query([(Must, self.token(token)) for token in tokens]))
            if len(tokens) > 1:  # `mx-5` is closer to "mx-5" than to "mx" here and "5" there
                ways[-1] = Q.boolean_query(
                    [(Must, ways[-1]), (Should, Q.boost_query(self.in_order("title", tokens), 2.0))]
                )
        key = code_key(word)
        if len(key) >= 4 and any(char.isdigit() for char in key):
            ways.append(Q.boost_query(self.term("parts", key), 2.0))
            ways.append(self.term("codes", key))
        return ways[0] if len(ways) == 1 else Q.boolean_query([(Should, way) for way in ways])

    def token(self, token: str) -> tantivy.Query:
        weighed = [Q.boost_query(self.term(name, token), weight) for name, weight in WEIGHTS.items()]
        return Q.disjunction_max_query(weighed, tie_breaker=ranking.TIE)

    def grams(self, grams: list[str]) -> tantivy.Query:
        """All pairs of a short word, all but one of a longer: particles and joined words differ at the edges."""
        pairs = [gram for gram in grams if len(gram) == 2] or grams
        each = [
            Q.disjunction_max_query(
                [Q.boost_query(self.term(name, pair), weight) for name, weight in CJK_WEIGHTS.items()]
            )
            for pair in pairs
        ]
        least = len(each) - 1 if len(each) > 2 else len(each)
        return Q.boolean_query([(Should, one) for one in each], minimum_number_should_match=least)

    def phrase(self, phrase: str) -> tantivy.Query:
        """The words next to each other in one field; CJK by its characters."""
        ways: list[tantivy.Query] = []
        tokens = stems().analyze(CJK.sub(" ", phrase))
        for name, weight in WEIGHTS.items():
            if len(tokens) > 1:
                ways.append(Q.boost_query(self.in_order(name, tokens), weight))
            elif tokens:
                ways.append(Q.boost_query(self.term(name, tokens[0]), weight))
        if grams := cjk_grams(phrase):
            ways.append(self.grams(grams))
        return Q.boolean_query([(Should, way) for way in ways]) if ways else Q.empty_query()

    def codes(self) -> list[tantivy.Query]:
        """The whole query as a code; a single word of several only says something beside the others."""
        whole = code_key(self.query.text)
        keys = [key for key in self.query.codes if key in {whole, whole.lstrip("0")}]
        return [self.term("codes", key) for key in keys]

    def in_order(self, name: str, tokens: list[str], slop: int = 0) -> tantivy.Query:
        return Q.phrase_query(self.schema, name, [*tokens], slop=slop)

    def term(self, name: str, value: str) -> tantivy.Query:
        return Q.term_query(self.schema, name, value)

    # -- typing --

    def mended(self, word: str) -> str:
        """The nearest word that names something here, if this one names nothing."""
        plain_word = folded(word)
        if len(plain_word) < 4 or any(char.isdigit() for char in plain_word):
            return word
        if any(self.searcher.doc_freq(name, token) for token in stems().analyze(word) for name in WEIGHTS):
            return word
        known = self.nearest(plain_word)
        if known:
            self.corrections[word] = known
        return known or word

    def nearest(self, word: str) -> str:
        """Two mistakes in a long word, one in a short; the first letter is trusted unless nothing begins with it."""
        most = 2 if len(word) > 6 else 1
        for start in (word[:1], word[1:2]):
            candidates = self.searcher.terms_with_prefix("names", start, limit=20_000)
            near = [
                (distance, -frequency, term)
                for term, frequency in candidates
                if abs(len(term) - len(word)) <= most and (distance := edits(word, term, most)) <= most
            ]
            for _distance, _frequency, term in sorted(near)[:MOST_READINGS]:
                if self.is_found(term):
                    return term
        return ""

    def is_found(self, term: str) -> bool:
        """Whether it names something that this reader may find: else a reading would tell of what is hidden."""
        named = self.filtered(self.term("names", term))
        return bool(self.searcher.search(named, limit=1, count=False).hits)

    def corrected_text(self) -> str:
        text = self.query.text
        for wrong, right in self.corrections.items():
            text = text.replace(wrong, right)
        return text if self.corrections else ""

    def prefix(self) -> tantivy.Query:
        """All words but the last as they are, the last one as a beginning."""
        text = " ".join(self.query.terms)
        must: list[tantivy.Query] = []
        if grams := cjk_grams(text):
            must.append(self.grams(grams))
        tokens = plain().analyze(CJK.sub(" ", text))
        must += [self.term("names", token) for token in tokens[:-1]]
        if tokens:
            must.append(Q.fuzzy_term_query(self.schema, "names", tokens[-1], distance=0, prefix=True))
        ways = [Q.boolean_query([(Must, one) for one in must])] if must else []
        if len(key := code_key(text)) >= 3:
            ways.append(Q.fuzzy_term_query(self.schema, "codes", key, distance=0, prefix=True))
        found = Q.boolean_query([(Should, way) for way in ways]) if ways else Q.empty_query()
        unsuggested = Q.term_set_query(self.schema, "type", list(UNSUGGESTED))
        return self.filtered(Q.boolean_query([(Must, found), (MustNot, unsuggested)]))


def edits(one: str, other: str, most: int) -> int:
    """Edit distance with neighbours swapped counting once (optimal string alignment); gives up beyond `most`."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (char != against))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == against:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
