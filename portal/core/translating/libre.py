"""LibreTranslate's protocol over HTTP: POST /translate, GET /languages."""

import json
from collections.abc import Sequence
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from portal.core.texts import clean_block
from portal.core.translating.provider import Translated, TranslationFailed

MOST_BYTES = 1_000_000
LONGEST, MOST_TIMES = 400, 8  # signs: a translation is at most this many, and so many times as long as its original


class NoRedirect(HTTPRedirectHandler):
    """What people wrote goes to the address that was set up, and nowhere else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class LibreTranslate:
    """One server. `timeout` is in seconds, for connecting and for each wait for an answer."""

    def __init__(self, url: str, key: str = "", name: str = "LibreTranslate", timeout: float = 8.0) -> None:
        self.url, self.key, self.name, self.timeout = url.rstrip("/"), key, name, timeout
        self.opener = build_opener(NoRedirect)

    def translate(self, text: str, target: str) -> Translated:
        answer = self.answer(text, target, "auto")
        detected = answer.get("detectedLanguage")
        source = detected.get("language") if isinstance(detected, dict) else ""
        words = words_of(text, answer.get("translatedText"))
        return Translated(words, source[:10] if isinstance(source, str) else "")

    def translate_all(self, texts: Sequence[str], target: str, source: str = "") -> list[Translated]:
        found = self.answer(list(texts), target, source or "auto").get("translatedText")
        if not isinstance(found, list) or len(found) != len(texts):
            raise TranslationFailed("unreadable", "not as many translations as texts")
        return [Translated(words_of(*both), source) for both in zip(texts, found, strict=True)]

    def answer(self, words: str | list[str], target: str, source: str) -> dict[str, Any]:
        asked = {"q": words, "source": source, "target": target, "format": "text"}
        answer = self.ask("/translate", {**asked, **({"api_key": self.key} if self.key else {})})
        return answer if isinstance(answer, dict) else {}

    def languages(self) -> frozenset[str]:
        """Those that some language can be translated into."""
        answer = self.ask("/languages")
        if not isinstance(answer, list):
            raise TranslationFailed("unreadable", "no list of languages")
        rows = [row for row in answer if isinstance(row, dict)]
        targets = {code for row in rows for code in row.get("targets") or [] if isinstance(code, str)}
        return frozenset(targets or {row["code"] for row in rows if isinstance(row.get("code"), str)})

    def ask(self, path: str, data: dict[str, Any] | None = None) -> Any:
        body = json.dumps(data).encode() if data is not None else None
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        try:
            with self.opener.open(Request(self.url + path, body, headers), timeout=self.timeout) as answer:
                raw = answer.read(MOST_BYTES + 1)
        except HTTPError as problem:
            # 400 and 403 speak of the request or the key: to ask once more is of no use.
            kind = "down" if problem.code >= 500 or problem.code == 429 else "refused"
            raise TranslationFailed(kind, f"HTTP {problem.code}") from problem
        except TimeoutError as problem:
            raise TranslationFailed("slow", str(problem)) from problem
        except URLError as problem:
            kind = "slow" if isinstance(problem.reason, TimeoutError) else "down"
            raise TranslationFailed(kind, str(problem.reason)) from problem
        except (OSError, HTTPException) as problem:
            raise TranslationFailed("down", str(problem)) from problem
        if len(raw) > MOST_BYTES:
            raise TranslationFailed("unreadable", "too long")
        try:
            return json.loads(raw)
        except (ValueError, RecursionError) as problem:
            raise TranslationFailed("unreadable", "no JSON") from problem


def words_of(text: str, answered: Any) -> str:
    """What came back for `text`, as if a person had pasted it: without control signs, and no book for a sentence."""
    words = clean_block(answered) if isinstance(answered, str) else ""
    if not words or len(words) > max(LONGEST, MOST_TIMES * len(text)):
        raise TranslationFailed("unreadable", "no translatedText" if not words else "too long for its original")
    return words
