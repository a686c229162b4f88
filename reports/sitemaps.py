"""Every public page, with when it last changed, for search engines (sitemaps.org protocol 0.9)."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from .models import Organisation, Publication, PublishedChapter, PublishedEdition, PublishedFinding, Series, Tag


class Fixed(Sitemap):
    def items(self):
        return [
            "front",
            "reports",
            "findings",
            "tags",
            "organisations",
            "all-series",
            "about",
            "accessibility",
            "privacy",
        ]

    def location(self, item):
        return reverse(item)


class Editions(Sitemap):
    def items(self):
        return PublishedEdition.objects.all()

    def lastmod(self, item):
        return item.published_at


class Chapters(Sitemap):
    def items(self):
        return PublishedChapter.objects.select_related("edition")


class Reports(Sitemap):
    def items(self):
        return Publication.objects.public().only("slug", "published_at").order_by("pk")

    def lastmod(self, item):
        return item.published_at


class Findings(Sitemap):
    def items(self):
        return PublishedFinding.objects.public().for_lists().order_by("pk")

    def lastmod(self, item):
        return item.publication.published_at


class Entries(Sitemap):
    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.in_use()


SITEMAPS = {
    "fixed": Fixed,
    "editions": Editions,
    "chapters": Chapters,
    "reports": Reports,
    "findings": Findings,
    "tags": Entries(Tag),
    "organisations": Entries(Organisation),
    "series": Entries(Series),
}
