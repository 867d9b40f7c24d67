"""What the site has been laid out with."""

from django.db import models


class LaidPage(models.Model):
    """A page that was once laid out below a home page. An editor may move or delete it; it is not laid out again."""

    language = models.CharField(max_length=10)
    slug = models.CharField(max_length=255)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "slug"], name="page_laid_out_once")]

    def __str__(self) -> str:
        return f"{self.language}/{self.slug}"
