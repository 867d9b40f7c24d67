"""Reads the settings that the environment carries, and says in one sentence what is wrong with them."""

import os
import zoneinfo
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
PLACES = {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    """A boolean setting; raises ImproperlyConfigured for a word that is neither yes nor no."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    word = raw.strip().lower()
    if word in TRUE | FALSE:
        return word in TRUE
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {raw!r}.")


def count(name: str, default: int) -> int:
    """A whole number from 0; raises ImproperlyConfigured for anything else."""
    raw = os.environ.get(name, str(default)).strip()
    if raw.isdecimal():
        return int(raw)
    raise ImproperlyConfigured(f"{name} must be a number such as 1, not {raw!r}.")


def seconds(name: str, default: float) -> float:
    """A time above 0; raises ImproperlyConfigured for anything else."""
    raw = os.environ.get(name, str(default)).strip()
    with suppress(ValueError):
        if 0 < float(raw) < 3600:
            return float(raw)
    raise ImproperlyConfigured(f"{name} must be a number of seconds such as {default}, not {raw!r}.")


def counts(name: str, default: str) -> list[int]:
    """Whole numbers with commas between them, such as `20,60,120`; raises ImproperlyConfigured for anything else."""
    raw = words(name, default)
    if all(one.isdecimal() for one in raw):
        return [int(one) for one in raw]
    raise ImproperlyConfigured(f"{name} must be numbers such as {default}, not {text(name)!r}.")


def level(name: str, default: str) -> int | None:
    """A whole number, or None where it is empty; raises ImproperlyConfigured for anything else."""
    raw = text(name, default).strip()
    if not raw or raw.isdecimal():
        return int(raw) if raw else None
    raise ImproperlyConfigured(f"{name} must be a whole number or empty, not {raw!r}.")


def time_zones() -> list[str]:
    """Those that browsers know: of what lies among the zones of a system, places and UTC."""
    return sorted(name for name in zoneinfo.available_timezones() if name == "UTC" or name.partition("/")[0] in PLACES)


def cookie_names(https: bool) -> tuple[str, str]:
    """Of session and CSRF cookie. With https browsers take them from this very host only: nobody below its domain,
    and nobody who answers for it by http, can lay one there (RFC 6265bis, 4.1.3.2).
    """
    return ("__Host-sessionid", "__Host-csrftoken") if https else ("sessionid", "csrftoken")


def words(name: str, default: str) -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(url: str, data_dir: Path) -> dict[str, Any]:
    """The DATABASES entry for a `postgres://` or `sqlite:///` address; without one, SQLite below `data_dir`.

    SQLite runs with write-ahead logging and immediate transactions, so that a writer waits for its turn
    instead of failing half-way with "database is locked".
    """
    if not url:
        return sqlite(data_dir / "jangteo.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path[1:])))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite:///.")
    return {
        "ENGINE": "portal.core.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or 5432),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 3},
    }


def sqlite(path: Path) -> dict[str, Any]:
    with suppress(OSError):  # a folder that cannot be made is reported where the database is opened
        path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        # A file for the tests too: an in-memory database is one shared cache, whose threads do not wait for a lock.
        "TEST": {"NAME": str(path.with_name("test.sqlite3"))},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
        },
    }


def caches(redis_url: str, prefix: str) -> dict[str, Any]:
    """The CACHES entry: Redis, which all processes share, or the memory of each."""
    if not redis_url:
        return {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    return {
        "default": {
            "BACKEND": "portal.core.patient_cache.PatientRedisCache",
            "LOCATION": redis_url,
            "KEY_PREFIX": prefix,
            "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
        }
    }


def channel_layers(redis_url: str, prefix: str) -> dict[str, Any]:
    """The CHANNEL_LAYERS entry; without Redis a message reaches the sockets of its own process alone."""
    if not redis_url:
        return {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    return {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [redis_url], "prefix": prefix},
        }
    }


def bucket(url: str) -> dict[str, str] | None:
    """What `s3://key:secret@host/bucket?region=…&prefix=…&public=https://…` says; None without one.

    `s3+http://` is for a store on the same machine. Key and secret are percent-encoded where they need it.
    """
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in {"s3", "s3+http"}:
        raise ImproperlyConfigured("STORAGE_URL must begin with s3:// (or s3+http:// for a store on this machine).")
    name = parts.path.strip("/")
    if not parts.hostname or not name or "/" in name:
        raise ImproperlyConfigured("STORAGE_URL must name a host and a bucket: s3://key:secret@host/bucket.")
    if not parts.username or not parts.password:
        raise ImproperlyConfigured("STORAGE_URL must carry the key and its secret: s3://key:secret@host/bucket.")
    asked = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    if unknown := set(asked) - {"region", "prefix", "public"}:
        raise ImproperlyConfigured(f"STORAGE_URL takes region, prefix and public, not {', '.join(sorted(unknown))}.")
    public = asked.get("public", "").rstrip("/")
    if public and (not public.startswith("https://") or urlsplit(public).path):
        raise ImproperlyConfigured("public in STORAGE_URL must be an address such as https://media.example.")
    return {
        "key": unquote(parts.username),
        "secret": unquote(parts.password),
        "endpoint": f"{'http' if parts.scheme == 's3+http' else 'https'}://{parts.netloc.rpartition('@')[2]}",
        "name": name,
        "region": asked.get("region", "us-east-1"),
        "prefix": asked.get("prefix", "").strip("/"),
        "public": public,
    }


def file_storages(url: str) -> dict[str, Any]:
    """The STORAGES entries for public and private files: folders below DATA_DIR, or two prefixes of one bucket."""
    found = bucket(url)
    if found is None:
        return {
            "default": {"BACKEND": "portal.core.stored.PublicStorage"},
            "private": {"BACKEND": "portal.core.private.PrivateStorage"},
        }
    options: dict[str, Any] = {
        "access_key": found["key"],
        "secret_key": found["secret"],
        "bucket_name": found["name"],
        "endpoint_url": found["endpoint"],
        "region_name": found["region"],
        "addressing_style": "path",
        "signature_version": "s3v4",
        "file_overwrite": False,
        "default_acl": None,
        "max_memory_size": 2 * 1024 * 1024,
    }
    inside = f"{found['prefix']}/" if found["prefix"] else ""
    public = {"querystring_auth": False, "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"}}
    if found["public"]:
        public["custom_domain"] = urlsplit(found["public"]).netloc
    return {
        "default": {
            "BACKEND": "portal.core.buckets.PublicBucket",
            "OPTIONS": {**options, **public, "location": f"{inside}media"},
        },
        "private": {
            "BACKEND": "portal.core.buckets.PrivateBucket",
            "OPTIONS": {**options, "location": f"{inside}private"},
        },
    }


def media_origin(url: str) -> str:
    """The origin that browsers fetch public files from; empty where the portal serves them itself."""
    found = bucket(url)
    return "" if found is None else found["public"] or found["endpoint"]


def email(url: str, data_dir: Path) -> dict[str, Any]:
    """The settings for an `smtp://user:password@host:port` or `smtps://` address; without one, files to look at."""
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(data_dir / "mail"),
        }
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"}:
        raise ImproperlyConfigured("EMAIL_URL must begin with smtp:// or smtps://.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
    }
