"""What the public side reads of editions and reports: publications and their rows.

Written only by the verbs of publishing/ and catalogue.py. "Is it public?" has one answer: the `public` querysets.
Each `source` points at the desk row a publication came from, for the desk's use; public code never follows it.
"""

from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..fields import PartialDateField
from ..manuscript import richtext
from .catalogue import Organisation, Series, Tag
from .cover import Cover
from .edition import Chapter, Edition
from .ledger import Version
from .publisheddocument import shown_documents
from .report import Report

# A trait is one of these letters and a key: "t12" is tag 12, "rutfører" a role, "i5:rutfører" the institution in it.
CHAPTER, TAG, MAKER, ROLE, SERIES, LANGUAGE = "k", "t", "i", "r", "s", "l"


class PublishedEdition(Cover):
    """A year's public page. While the edition is under work it has no version and shows no texts of its own."""

    source = models.OneToOneField(Edition, models.PROTECT, related_name="publication")
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=200)
    subtitle = models.CharField(max_length=300, blank=True)
    introduction = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=Edition.State, default=Edition.State.DRAFT)
    published_at = models.DateTimeField(null=True)
    # What visitors are told of changes since it came out, newest first: [{"date": ISO, "text": …}].
    notes = models.JSONField(default=list)

    class Meta:
        ordering = ["-year"]
        constraints = [
            *Cover.Meta.constraints,
            models.CheckConstraint(
                name="edition_is_published_with_version_and_time",
                condition=models.Q(state="draft", version__isnull=True, published_at__isnull=True)
                | (~models.Q(state="draft") & models.Q(version__isnull=False, published_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == Edition.State.DRAFT

    @property
    def is_frozen(self) -> bool:
        return self.state == Edition.State.FROZEN

    def get_absolute_url(self):
        return reverse("edition", args=[self.year])


class PublishedChapter(models.Model):
    edition = models.ForeignKey(PublishedEdition, models.CASCADE, related_name="chapters")
    source = models.OneToOneField(Chapter, models.SET_NULL, null=True, related_name="publication")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100)
    introduction = models.TextField(blank=True)

    class Meta:
        ordering = ["-edition__year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="published_chapter_number_unique"),
            models.UniqueConstraint(fields=["edition", "slug"], name="published_chapter_slug_unique"),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    def get_absolute_url(self):
        return reverse("chapter", args=[self.edition.year, self.slug])


class PublicationQuerySet(models.QuerySet):
    def public(self):
        return self.filter(state=Publication.State.PUBLISHED)

    def for_lists(self):
        """What a report card needs, and not the manuscript."""
        return self.select_related("chapter__edition")

    def whole(self):
        """With the manuscript: all that a report's own page is drawn from, in one read."""
        return self.select_related("chapter__edition", "version")

    def with_traits(self):
        """(key, number of findings, traits with the chapter's) of each: what facets count, read from an index alone."""
        text = models.TextField()
        together = Concat(Value(CHAPTER), Cast("chapter_id", text), Value(" "), "traits", output_field=text)
        return self.order_by().annotate(all_traits=together).values_list("pk", "finding_count", "all_traits")

    def in_order(self):
        """The yearly document's order: newest edition first, then chapter and place."""
        return self.order_by("-chapter__edition__year", "chapter__number", "position", "pk")


class Publication(models.Model):
    """A report as the public sees it: what lists show, filter and sort on, beside the version its page is drawn from.

    The manuscript is the version's own and not copied here: lists read all rows of this table, and wide rows made
    them ten times slower. A version is immutable, so no page can mix two states.
    """

    class State(models.TextChoices):
        PUBLISHED = "published", _("publisert")
        # A tombstone: the address answers 410 and says why.
        WITHDRAWN = "withdrawn", _("trukket")

    source = models.OneToOneField(Report, models.SET_NULL, null=True, related_name="publication")
    public_id = models.CharField(max_length=12, unique=True)
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.PUBLISHED)
    chapter = models.ForeignKey(PublishedChapter, models.PROTECT, related_name="publications")
    position = models.PositiveSmallIntegerField(default=0)
    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=300)
    sort_title = models.CharField(max_length=200, db_index=True)
    language = models.CharField(max_length=2)
    lead = models.TextField(blank=True)
    issued = PartialDateField(db_index=True)
    series = models.ForeignKey(Series, models.PROTECT, null=True, related_name="publications")
    tags = models.ManyToManyField(Tag, through="PublishedTag", related_name="publications")
    organisations = models.ManyToManyField(Organisation, through="PublishedContribution", related_name="publications")
    # Names and addresses of tags, organisations and series as they are today; refreshed when the catalogue changes.
    labels = models.JSONField(default=dict)
    # What facets count beside the chapter, in one narrow text; written with the labels (publishing/projection.py).
    traits = models.TextField(blank=True)
    # What is known of kept files beside the manuscript, by the document's id (files/shown.py).
    files = models.JSONField(default=dict)
    finding_count = models.PositiveSmallIntegerField(default=0)
    key_figure_count = models.PositiveSmallIntegerField(default=0)
    document_count = models.PositiveSmallIntegerField(default=0)
    first_published_at = models.DateTimeField()
    published_at = models.DateTimeField()
    # When the desk's text was last changed before it became this one: whatever is newer there is not public.
    written_at = models.DateTimeField()
    # When there was last something to tell those who follow the feeds: moved by a new version that is not minor.
    announced_at = models.DateTimeField(db_index=True)
    notes = models.JSONField(default=list)  # as an edition's
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["chapter", "position", "pk"]
        indexes = [
            models.Index(fields=["chapter", "position"], name="publication_place"),
            models.Index(fields=["state", "chapter", "finding_count", "traits"], name="publication_traits"),
            # Statistics count over these columns alone.
            models.Index(
                fields=["state", "chapter", "language", "series", "issued", "finding_count", "document_count"],
                name="publication_counted",
            ),
            # The first page of a long list is read from these, not sorted from the whole table.
            models.Index("state", models.F("issued").desc(), "sort_title", name="publication_newest"),
            models.Index(fields=["state", "sort_title"], name="publication_by_title"),
        ]
        constraints = [
            models.CheckConstraint(name="publication_has_title", condition=~models.Q(title="")),
            models.CheckConstraint(
                name="withdrawn_has_time_and_reason",
                condition=models.Q(state="published", withdrawn_at__isnull=True, withdrawn_reason="")
                | (models.Q(state="withdrawn", withdrawn_at__isnull=False) & ~models.Q(withdrawn_reason="")),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def manuscript(self) -> dict:
        return self.version.manuscript

    @property
    def shown_documents(self) -> list[dict]:
        return shown_documents(self.manuscript["documents"], self.files)

    @property
    def brings_manuscript(self) -> bool:
        """Whether it was read `whole()`: lists come without, and fetching it would be a query a row."""
        return Publication.version.is_cached(self)

    @property
    def is_public(self) -> bool:
        """The twin of `public()` for a row in hand."""
        return self.state == self.State.PUBLISHED

    def get_absolute_url(self):
        return reverse("report", args=[self.slug])


class PublishedTag(models.Model):
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="published_tags")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="published_tags")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "tag"], name="published_tag_once")]


class PublishedContribution(models.Model):
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="contributions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="published_contributions")
    role = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "organisation", "role"], name="published_contribution_once")
        ]


class PublishedFindingQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_current=True, publication__state=Publication.State.PUBLISHED)

    def for_lists(self):
        return self.select_related("publication__chapter__edition")

    def in_order(self):
        """The yearly document's order, as the reports have it."""
        chapter = "publication__chapter__"
        return self.order_by(
            f"-{chapter}edition__year", f"{chapter}number", "publication__position", "publication_id", "position"
        )


class PublishedFinding(models.Model):
    """A finding's permanent address. One that a later version left out stays as a tombstone (`is_current` false)."""

    public_id = models.CharField(max_length=12, unique=True)
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="findings")
    is_current = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200, blank=True)
    text = models.TextField()

    objects = PublishedFindingQuerySet.as_manager()

    class Meta:
        ordering = ["publication", "position"]
        indexes = [models.Index(fields=["publication", "is_current", "position"], name="published_finding_place")]

    def __str__(self):
        return richtext.plain(self.text)[:80]

    def get_absolute_url(self):
        return reverse("finding", args=[self.public_id])


class PublishedKeyFigure(models.Model):
    public_id = models.CharField(max_length=12, unique=True)
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="key_figures")
    position = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=15, decimal_places=4)
    unit = models.CharField(max_length=20, blank=True)
    statement = models.CharField(max_length=300)
    group = models.CharField(max_length=200, blank=True)
    measure = models.CharField(max_length=60, blank=True, db_index=True)

    class Meta:
        ordering = ["publication", "position"]
