"""The production set as described: no engine is at hand, so its structure is what can be checked."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PORTAL = {"prepare", "web", "sockets", "relay"}
OTHERS = {"proxy", "postgres", "redis", "elasticsearch", "mail"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "docker-compose.yml").read_text()))


@pytest.fixture(scope="module")
def dockerfile() -> str:
    return (ROOT / "Dockerfile").read_text()


def test_the_set_is_complete(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == PORTAL | OTHERS
    assert set(compose) <= {"name", "services", "volumes", "x-portal", "x-ready"}


def test_every_service_says_what_it_is_made_of_and_how_its_health_is_seen(
    compose: dict[str, Any], dockerfile: str
) -> None:
    for name, service in compose["services"].items():
        assert "image" in service or "build" in service, name
        assert "healthcheck" in service or (name in PORTAL and "HEALTHCHECK" in dockerfile), name


def test_what_a_service_waits_for_exists_and_can_come_true(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        for other, condition in service.get("depends_on", {}).items():
            assert other in compose["services"], f"{name} waits for {other}"
            if condition["condition"] == "service_completed_successfully":
                assert compose["services"][other]["restart"] == "no"


def test_every_named_volume_is_declared(compose: dict[str, Any]) -> None:
    used = {
        volume.partition(":")[0] for service in compose["services"].values() for volume in service.get("volumes", ())
    }
    for volume in used:
        assert (ROOT / volume).exists() if volume.startswith(".") else volume in compose["volumes"], volume


def test_the_portal_knows_every_variable_it_is_given(compose: dict[str, Any]) -> None:
    code = "".join((ROOT / "portal" / name).read_text() for name in ("settings.py", "environment.py"))
    for name in compose["services"]["web"]["environment"]:
        assert f'"{name}"' in code, name


def test_what_one_can_set_up_in_production_reaches_the_portal(compose: dict[str, Any]) -> None:
    """Payments, a file store, translation: set beside the compose file, not lost on the way; unset, they are off."""
    given = compose["services"]["web"]["environment"]
    for name in ("STRIPE_API_KEY", "STRIPE_WEBHOOK_SECRET", "STORAGE_URL", "TRANSLATION_URL", "SECRET_KEY_FALLBACKS"):
        assert given[name] == f"${{{name}:-}}", name
    assert "SIGNUP_OPEN" in given  # a flag: an empty word would mean no
    assert given["SIGNUP_OPEN"] == "${SIGNUP_OPEN:-1}"


def test_the_guide_names_every_setting_of_the_set_and_no_other(compose: dict[str, Any]) -> None:
    """The file .env of docs/operations.md: what it sets is read by the compose file, what is demanded is in it."""
    guide = (ROOT / "docs" / "operations.md").read_text().partition("## Production")[2]
    named = set(re.findall(r"^    ([A-Z_]+)=", guide, re.MULTILINE))
    text = (ROOT / "docker-compose.yml").read_text()
    asked = set(re.findall(r"\$\{([A-Z_]+)", text))
    assert named and named <= asked
    assert set(re.findall(r"\$\{([A-Z_]+):\?", text)) <= named


def test_secrets_are_asked_for_and_never_given_a_default(compose: dict[str, Any]) -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD"):
        assert re.search(rf"\$\{{{name}:\?", text)
        assert not re.search(rf"\$\{{{name}:-", text)


def test_only_the_proxy_is_open_to_the_world(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        for port in service.get("ports", ()):
            assert name == "proxy" or port.startswith("127.0.0.1:"), f"{name} publishes {port}"


def test_the_image_runs_as_nobody_of_importance(dockerfile: str) -> None:
    last = dockerfile.rpartition("\nFROM ")[2]
    assert re.search(r"^USER (?!root)", last, re.MULTILINE)
    assert "--require-hashes" in dockerfile


def test_pages_and_sockets_go_to_the_servers_made_for_them(compose: dict[str, Any]) -> None:
    proxy = (ROOT / "deploy" / "Caddyfile").read_text()
    assert re.search(r"handle /ws/\* \{\s+reverse_proxy sockets:8000", proxy)
    assert "reverse_proxy web:8000" in proxy
    assert "portal.asgi:application" in compose["services"]["sockets"]["command"]
    assert "portal.wsgi:application" in compose["services"]["web"]["command"]


def test_a_worker_that_dies_is_replaced_and_does_not_end_the_others(compose: dict[str, Any]) -> None:
    for name in ("web", "sockets"):
        assert "--respawn-failed-workers" in compose["services"][name]["command"]


def test_the_image_can_back_up_and_restore(dockerfile: str) -> None:
    last = dockerfile.rpartition("\nFROM ")[2]
    version = re.search(r"image: postgres:(\d+)", (ROOT / "docker-compose.yml").read_text())
    assert version and f"postgresql-client-{version[1]}" in last


def test_elasticsearch_is_built_with_the_analysis_plugins() -> None:
    recipe = (ROOT / "deploy" / "elasticsearch" / "Dockerfile").read_text()
    for plugin in ("nori", "kuromoji", "smartcn", "icu"):
        assert f"analysis-{plugin}" in recipe
