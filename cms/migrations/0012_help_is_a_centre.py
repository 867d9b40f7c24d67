"""`/help/` is the help centre; the page that stood there goes on as `/first-steps/`, as editors left it."""

from typing import Any

from django.db import migrations


def move(apps: Any, before: str, after: str) -> None:
    InfoPage, Page = apps.get_model("cms", "InfoPage"), apps.get_model("wagtailcore", "Page")
    for page in InfoPage.objects.filter(slug=before, depth=3):
        start = page.url_path
        end = start[: -len(before) - 1] + after + "/"
        for below in Page.objects.filter(path__startswith=page.path):
            below.url_path = end + below.url_path[len(start) :]
            below.save(update_fields=["url_path"])
        Page.objects.filter(pk=page.pk).update(slug=after)
    apps.get_model("cms", "LaidPage").objects.filter(slug=before).update(slug=after)


def forwards(apps: Any, editor: Any) -> None:
    move(apps, "help", "first-steps")


def backwards(apps: Any, editor: Any) -> None:
    move(apps, "first-steps", "help")


class Migration(migrations.Migration):
    dependencies = [("cms", "0011_legal_texts_stay"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(forwards, backwards)]
