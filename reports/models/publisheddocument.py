"""A public report's documents: their rows, and where each is read."""

from django.db import models
from django.urls import reverse

from ..text import slugify
from .report import Document


class PublishedDocument(models.Model):
    public_id = models.CharField(max_length=12, unique=True)
    publication = models.ForeignKey("reports.Publication", models.CASCADE, related_name="documents")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=Document.KINDS)
    format = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField(null=True)
    url = models.CharField(max_length=1000, blank=True)
    language = models.CharField(max_length=2)
    pages = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["publication", "position"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return file_address(self.public_id, self.title)


def file_address(public_id: str, title: str) -> str:
    """Where a document's kept file is read: the same address when the file is replaced."""
    return reverse("document", args=[public_id, slugify(title)])


def shown_documents(documents: list[dict], files: dict[str, dict]) -> list[dict]:
    """A manuscript's documents as visitors get them, with what is known beside it (`Publication.files`).

    Each has "address", or nothing where nobody knows one; and "copy", {"taken": "2021-03-03", "gone": "missing" |
    "silent"}, where our copy stands in for a source that is gone.
    """
    return [_shown(document, files.get(document["id"], {})) for document in documents]


def _shown(document: dict, known: dict) -> dict:
    copied = known.get("taken")
    stands_in = bool(copied and known.get("gone"))
    kept = document.get("sha256") and (stands_in or not copied)
    return {
        **document,
        "pages": document["pages"] or known.get("pages"),
        "address": file_address(document["id"], document["title"]) if kept else document["url"],
        "copy": {"taken": copied, "gone": known["gone"]} if stands_in else None,
    }
