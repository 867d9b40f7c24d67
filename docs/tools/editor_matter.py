# Run by `manage.py shell < docs/tools/editor_matter.py`: what the pictures of docs/editors.md show besides the
# demonstration. A stale translation, a page that was not looked at for long, one with problems, unused pictures.
from datetime import timedelta

from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.models import Page

from catalog.models import ProductPicture
from cms.desk.findings import look_at_all
from cms.languages.models import InStep
from cms.models import CasePage, NewsIndexPage, NewsPage
from companies.models import User

editor = User.objects.get(email="editor@demo.example")


def library(position, title, description=""):
    shown = ProductPicture.objects.order_by("product__company__slug", "product_id", "position")[position]
    with shown.image.open() as file:
        return Image.objects.create(title=title, description=description, file=ImageFile(file, name=f"{position}.jpg"))


# The last case was changed after its translation was in step with it.
case = CasePage.objects.filter(locale__language_code="en", live=True).order_by("pk").first()
case.save_revision(user=editor).publish()
case.refresh_from_db()
InStep.mark(case.get_translations().get(), by=editor)
case.summary = f"{case.summary} The second order came after four months."
case.save_revision(user=editor).publish()

# Nobody has looked at another for more than two years.
Page.objects.filter(pk=CasePage.objects.filter(locale__language_code="en").order_by("-pk")[0].pk).update(
    last_published_at=timezone.now() - timedelta(days=820)
)

# A piece of news has a picture without words, and leads to a page that was taken away.
index = NewsIndexPage.objects.get(locale__language_code="en")
gone = NewsPage(title="Old dates", slug="old-dates", summary="Dates of last year", locale=index.locale, live=False)
index.add_child(instance=gone)
page = NewsPage(
    title="Open days of five workshops",
    slug="open-days",
    summary="Five firms show how their goods are made.",
    picture=library(3, "Workshop, seen from the door"),
    body=[("paragraph", f'<p>Dates are in <a linktype="page" id="{gone.pk}">the calendar</a>.</p>')],
    locale=index.locale,
    owner=editor,
)
index.add_child(instance=page)
page.save_revision(user=editor).publish()
gone.delete()
look_at_all()

for number, title in ((9, "Trial shot 1"), (17, "Trial shot 2"), (26, "Trial shot 3")):
    library(number, title)

# The demonstration's page in review, should it still be in an older workflow.
waiting = NewsPage.objects.filter(locale=index.locale, live=False, owner=editor).order_by("pk").first()
if waiting and waiting.current_workflow_state and waiting.current_workflow_state.workflow != waiting.get_workflow():
    waiting.current_workflow_state.cancel(user=editor)
    waiting.get_workflow().start(waiting, editor)
