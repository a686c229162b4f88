"""Editions and their chapters, as the editors order them. What visitors see of them is in ledger.py."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..fields import PlainCharField, RichTextField
from ..text import slugify
from .cover import Cover

FIRST_YEAR, LAST_YEAR = 1990, 2199
# Addresses under /<year>/ that are no chapters.
RESERVED_SLUGS = {"les", "eksport", "rss", "atom"}


class Edition(Cover):
    class State(models.TextChoices):
        DRAFT = "draft", _("under arbeid")
        PUBLISHED = "published", _("publisert")
        FROZEN = "frozen", _("frosset")

    year = models.PositiveSmallIntegerField(
        _("årgang"), unique=True, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    title = PlainCharField(_("tittel"), max_length=200, help_text=_("For eksempel «FoU-prosjekter 2020»."))
    subtitle = PlainCharField(_("undertittel"), max_length=300, blank=True)
    introduction = RichTextField(_("innledning"), blank=True)
    state = models.CharField(_("tilstand"), max_length=12, choices=State, default=State.DRAFT, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("utgave"), _("utgaver")
        ordering = ["-year"]
        constraints = [
            *Cover.Meta.constraints,
            models.CheckConstraint(
                name="edition_year_is_plausible", condition=models.Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR)
            ),
        ]
        permissions = [("publish_edition", _("Kan publisere utgaver"))]

    def __str__(self):
        return str(self.year)

    @property
    def subject(self) -> str:
        """What its versions are kept under."""
        return f"edition-{self.year}"

    @property
    def is_frozen(self) -> bool:
        return self.state == self.State.FROZEN


class ChapterQuerySet(models.QuerySet):
    def first_open(self):
        """Where a report stands until somebody has placed it: the first of the newest year that is not frozen."""
        return self.exclude(edition__state=Edition.State.FROZEN).order_by("-edition__year", "number").first()


class Chapter(models.Model):
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="chapters", verbose_name=_("utgave"))
    number = models.PositiveSmallIntegerField(_("nummer"), validators=[MinValueValidator(1), MaxValueValidator(99)])
    title = PlainCharField(_("tittel"), max_length=200)
    slug = models.SlugField(
        _("adresse"),
        max_length=100,
        blank=True,
        help_text=_("Lages av tittelen. Bruk samme adresse som i fjor når det er samme kapittel."),
    )
    introduction = RichTextField(_("innledning"), blank=True)

    objects = ChapterQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("kapittel"), _("kapitler")
        ordering = ["-edition__year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"],
                name="chapter_number_unique_in_edition",
                violation_error_message=_("Utgaven har allerede et kapittel med dette nummeret."),
            ),
            models.UniqueConstraint(
                fields=["edition", "slug"],
                name="chapter_slug_unique_in_edition",
                violation_error_message=_("Utgaven har allerede et kapittel med denne adressen."),
            ),
            models.CheckConstraint(
                name="chapter_slug_not_reserved", condition=~models.Q(slug__in=sorted(RESERVED_SLUGS))
            ),
            models.CheckConstraint(name="chapter_number_at_least_one", condition=models.Q(number__gte=1)),
        ]

    def __str__(self):
        return f"{self.edition} · {self.number} {self.title}"

    def clean(self):
        super().clean()
        self.slug = self.slug or slugify(self.title)
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("Adressen «%s» er opptatt. Velg en annen.") % self.slug})

    def save(self, *args, **kwargs):
        self.slug = self.slug or slugify(self.title)
        super().save(*args, **kwargs)

    def next_position(self) -> int:
        """For a report that is put last."""
        return 1 + (self.reports.aggregate(last=models.Max("position"))["last"] or 0)
