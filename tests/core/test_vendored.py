"""The optional scripts of others are collected for production, with or without what they refer to."""

from pathlib import Path
from typing import Any

from django.core.management import call_command

MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def collect(settings: Any, folder: Path) -> list[str]:
    settings.BASE_DIR, settings.STATIC_ROOT = folder, folder / "static"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}
    settings.STATICFILES_FINDERS = ["portal.core.vendored.VendorFinder"]
    call_command("collectstatic", interactive=False, verbosity=0)
    return [path.read_text() for path in sorted((folder / "static" / "vendor").glob("model-viewer.min.*.js"))]


def test_a_script_is_collected_without_its_missing_source_map(settings: Any, tmp_path: Path) -> None:
    source = tmp_path / "node_modules/@google/model-viewer/dist/model-viewer.min.js"
    source.parent.mkdir(parents=True)
    source.write_text("export const viewer = 1;\n//# sourceMappingURL=model-viewer.min.js.map\n")
    assert collect(settings, tmp_path) == ["export const viewer = 1;\n\n"]


def test_without_node_there_is_nothing_to_collect(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "node_modules").mkdir()
    assert collect(settings, tmp_path) == []
