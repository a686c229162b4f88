"""Organisations, series and tags: live, without drafts. Saving one is publishing it, by the verb in catalogue.py."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from ..fields import PlainCharField, PlainTextField, WebAddressField
from ..text import fold, slugify, sort_key


class CatalogueQuerySet(models.QuerySet):
    def in_use(self):
        """Those that a public report names, with the number of such reports as `report_count`."""
        count = models.Count("publications", filter=models.Q(publications__state="published"), distinct=True)
        return self.annotate(report_count=count).filter(report_count__gt=0).order_by("sort_name")

    def by_name(self, name: str):
        """The entry whose name folds to the same key, or None."""
        return self.filter(folded=fold(name)).first()

    def called(self, name: str):
        """The entry of that name, or else the one that is also called so; or None."""
        if found := self.by_name(name):
            return found
        wanted = fold(name)
        others = (entry for entry in self if wanted in map(fold, entry.also_called))
        return next(others, None)


class CatalogueEntry(models.Model):
    """A name that folds to the same key as another is refused, on every database: "Økonomi" is "økonomi"."""

    folded = models.CharField(max_length=200, unique=True, editable=False)
    sort_name = models.CharField(max_length=200, editable=False, db_index=True)
    other_names = models.JSONField(
        _("andre navn"),
        default=list,
        blank=True,
        help_text=_("Andre ord folk leter etter, ett på hver linje."),
    )

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    @property
    def also_called(self) -> list[str]:
        return self.other_names

    def set_keys(self):
        self.folded, self.sort_name = fold(self.name), sort_key(self.name)
        self.slug = self.slug or self._free_slug()

    def _free_slug(self) -> str:
        """The name's slug, with a number when another has it: "Mål" and "Mal" are two names with one slug."""
        wanted = slugify(self.name)
        others = type(self).objects.exclude(pk=self.pk)
        taken = set(others.filter(slug__startswith=wanted).values_list("slug", flat=True))
        return next(s for s in (wanted, *(f"{wanted}-{n}" for n in range(2, 10_000))) if s not in taken)

    def clean(self):
        super().clean()
        self.set_keys()

    def save(self, *args, **kwargs):
        self.set_keys()
        super().save(*args, **kwargs)


class Organisation(CatalogueEntry):
    name = PlainCharField(_("navn"), max_length=200)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True, blank=True)
    acronym = PlainCharField(_("kortform"), max_length=30, blank=True, help_text=_("For eksempel ISF eller FHI."))
    url = WebAddressField(_("nettsted"), max_length=500, blank=True)
    ror = models.CharField(
        _("ROR-adresse"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(
                r"^https://ror\.org/0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}$",
                _("Skriv adressen slik den står på ror.org, for eksempel https://ror.org/04q12yn84."),
            )
        ],
    )

    class Meta:
        verbose_name, verbose_name_plural = _("institusjon"), _("institusjoner")
        ordering = ["sort_name"]

    @property
    def also_called(self):
        return [name for name in (self.acronym, *self.other_names) if name]

    def get_absolute_url(self):
        return reverse("organisation", args=[self.slug])


class Series(CatalogueEntry):
    name = PlainCharField(_("tittel"), max_length=200)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True, blank=True)
    description = PlainTextField(_("beskrivelse"), blank=True)
    rhythm = PlainCharField(_("hvor ofte"), max_length=60, blank=True, help_text=_("For eksempel «årlig»."))

    class Meta:
        verbose_name, verbose_name_plural = _("serie"), _("serier")
        ordering = ["sort_name"]

    def get_absolute_url(self):
        return reverse("series", args=[self.slug])


class Tag(CatalogueEntry, TagBase):
    # taggit's own field also demands that names are unique; the folded key says that better.
    name = PlainCharField(_("navn"), max_length=100)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True, blank=True)
    description = PlainTextField(_("beskrivelse"), blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("emne"), _("emner")
        ordering = ["sort_name"]

    def slugify(self, tag, i=None):
        return slugify(tag) + (f"-{i}" if i else "")

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])
