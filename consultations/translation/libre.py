"""LibreTranslate's protocol over HTTP: POST /translate, GET /languages."""

import json
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from consultations.translation.base import Translated, TranslationFailed

MOST_BYTES = 1_000_000


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
        asked = {"q": text, "source": "auto", "target": target, "format": "text"}
        answer = self.ask("/translate", {**asked, **({"api_key": self.key} if self.key else {})})
        words = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(words, str) or not words.strip():
            raise TranslationFailed("unreadable", "no translatedText")
        detected = answer.get("detectedLanguage")
        source = detected.get("language") if isinstance(detected, dict) else ""
        return Translated(words, source[:10] if isinstance(source, str) else "")

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
