"""A report with its findings, key figures, documents and contributions, as the editors write it.

Nothing public reads these tables: see ledger.py.
"""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from ..fields import PartialDateField, PlainCharField, PlainTextField, PublicIdField, RichTextField, WebAddressField
from ..manuscript import richtext, values
from ..text import slugify
from .catalogue import Organisation, Series, Tag
from .edition import Chapter

LANGUAGE_CHOICES = [(code, _(name)) for code, name in values.LANGUAGES.items()]


class ReportTag(ItemBase):
    """A real foreign key to the report, so that the tags of a report join, cascade and restore like everything else."""

    tag = models.ForeignKey(Tag, models.PROTECT, related_name="report_tags", verbose_name=_("emne"))
    content_object = models.ForeignKey("Report", models.CASCADE, related_name="report_tags")

    class Meta:
        verbose_name, verbose_name_plural = _("emne på rapport"), _("emner på rapporter")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="report_tag_once")]


class ReportQuerySet(models.QuerySet):
    def with_desk_counts(self):
        """What the list at the desk shows: number of findings, documents, and documents that lack an address."""
        return (
            self.select_related("chapter__edition", "publication")
            .prefetch_related("submissions")
            .annotate(
                finding_count=_count_of(Finding.objects.all()),
                document_count=_count_of(Document.objects.all()),
                without_address=_count_of(Document.objects.without_address()),
            )
        )

    def changed_since_published(self):
        """Those that visitors see, and that have been saved at the desk since."""
        return self.filter(publication__state="published", changed_at__gt=models.F("publication__written_at"))

    def with_children(self):
        """Everything a manuscript is made from, in a fixed number of queries."""
        return self.select_related("chapter__edition", "series").prefetch_related(
            "findings", "key_figures", "documents", "contributions__organisation", "tags"
        )


def _count_of(children):
    counted = children.filter(report=models.OuterRef("pk")).order_by().values("report").annotate(n=models.Count("pk"))
    return models.functions.Coalesce(models.Subquery(counted.values("n")), 0)


class Report(models.Model):
    class State(models.TextChoices):
        """One word and mark everywhere; worked out by `state`, never stored."""

        DRAFT = "draft", _("utkast")
        WAITING = "waiting", _("til godkjenning")
        PLANNED = "planned", _("planlagt")
        PUBLISHED = "published", _("publisert")
        CHANGED = "changed", _("publisert med endringer")
        WITHDRAWN = "withdrawn", _("trukket")

    public_id = PublicIdField()
    chapter = models.ForeignKey(Chapter, models.PROTECT, related_name="reports", verbose_name=_("kapittel"))
    position = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    title = PlainCharField(_("tittel"), max_length=300, blank=True)
    slug = models.SlugField(
        _("adresse"), max_length=100, unique=True, blank=True, help_text=_("Lages av tittelen når feltet står tomt.")
    )
    language = models.CharField(_("språk i teksten"), max_length=2, choices=LANGUAGE_CHOICES, default="nb")
    lead = PlainTextField(
        _("ingress"), blank=True, help_text=_("Hva er undersøkt, og hva er hovedsvaret? To–tre setninger.")
    )
    issued = PartialDateField(
        _("utgitt"), null=True, blank=True, help_text=_("For eksempel 19. oktober 2020, oktober 2020 eller 19.10.2020.")
    )
    authors = models.JSONField(_("forfattere"), default=list, blank=True, help_text=_("Ett navn på hver linje."))
    identifiers = models.JSONField(
        _("identifikatorer"),
        default=list,
        blank=True,
        help_text=_("Én på hver linje: ISBN, ISSN, Rapportnummer eller DOI. For eksempel «Rapportnummer: 2020:14»."),
    )
    source_url = WebAddressField(_("rapportens nettside"), max_length=500, blank=True)
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("serie")
    )
    facts = models.JSONField(
        _("fakta"),
        default=list,
        blank=True,
        help_text=_("Én opplysning på hver linje, for eksempel «Antall respondenter: 2 968»."),
    )
    performer_unknown = models.BooleanField(
        _("kilden nevner ingen utfører"),
        default=False,
        help_text=_("Kryss av bare når du har sett etter. Uten krysset må en utfører stå her før publisering."),
    )
    body = RichTextField(_("brødtekst"), blank=True, help_text=_("Bakgrunn, metode og annet som ikke er funn."))
    tags = TaggableManager(through=ReportTag, blank=True, verbose_name=_("emner"), help_text="")
    changed_at = models.DateTimeField(_("endret"), default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("endret av"),
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("rapport"), _("rapporter")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="report_language_is_known", condition=models.Q(language__in=list(values.LANGUAGES))
            ),
        ]
        permissions = [
            ("publish_report", _("Kan publisere rapporter")),
            ("withdraw_report", _("Kan trekke rapporter tilbake")),
        ]

    def __str__(self):
        return self.title or _t("Uten tittel")

    def save(self, *args, **kwargs):
        """Until a report has a title, its public id stands for its address."""
        if not self.slug or (self.title and self.slug == self.public_id):
            self.slug = self._free_slug() if self.title else self.public_id
        super().save(*args, **kwargs)

    @property
    def state(self) -> "Report.State":
        if submission := self.open_submission:
            return self.State(submission.state)
        publication = getattr(self, "publication", None)
        if publication is None:
            return self.State.DRAFT
        if publication.state == "withdrawn":
            return self.State.WITHDRAWN
        return self.State.CHANGED if self.changed_at > publication.written_at else self.State.PUBLISHED

    @property
    def open_submission(self):
        """The version that waits for approval or for its time, or None. Lists fetch `submissions` along."""
        return next((each for each in self.submissions.all() if each.is_open), None)

    def _free_slug(self) -> str:
        """The title's slug, with a number when another report has it, at the desk or in public."""
        wanted = slugify(self.title)
        others = Report.objects.exclude(pk=self.pk)
        taken = {slug for pair in others.values_list("slug", "publication__slug") for slug in pair}
        return next(s for s in [wanted, *(f"{wanted}-{n}" for n in range(2, 10_000))] if s not in taken)


class ReportPart(models.Model):
    """A row under a report, in the editors' order."""

    position = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Finding(ReportPart):
    public_id = PublicIdField()
    report = models.ForeignKey(Report, models.CASCADE, related_name="findings")
    heading = PlainCharField(
        _("overskrift"), max_length=200, blank=True, help_text=_("Bare når funnene er delt i grupper.")
    )
    text = RichTextField(_("funn"), blank=True)

    class Meta(ReportPart.Meta):
        verbose_name, verbose_name_plural = _("funn"), _("funn")

    def __str__(self):
        return richtext.plain(self.text).replace("\n", " ")[:80]


class KeyFigure(ReportPart):
    public_id = PublicIdField()
    report = models.ForeignKey(Report, models.CASCADE, related_name="key_figures")
    value = models.DecimalField(_("tall"), max_digits=15, decimal_places=4, null=True, blank=True)
    unit = PlainCharField(_("enhet"), max_length=20, blank=True, default="%")
    statement = PlainCharField(
        _("utsagn"),
        max_length=300,
        blank=True,
        help_text=_("Leses etter tallet: «40 % … mener innvandring er bra for Norge»."),
    )
    group = PlainCharField(_("gruppe"), max_length=200, blank=True)
    measure = models.SlugField(
        _("måling"),
        max_length=60,
        blank=True,
        help_text=_("Samme nøkkel hvert år gjør at tallet kan følges over tid. Bare for serier."),
    )

    class Meta(ReportPart.Meta):
        verbose_name, verbose_name_plural = _("nøkkeltall"), _("nøkkeltall")

    def __str__(self):
        value = "–" if self.value is None else f"{self.value.normalize():f}".replace(".", ",")
        return f"{value} {self.unit} {self.statement}"[:80]


class DocumentQuerySet(models.QuerySet):
    def without_address(self):
        """Those that no visitor can open: no outside address, and no file of ours."""
        return self.filter(url="", sha256="")


class Document(ReportPart):
    KINDS = [(kind, _(kind)) for kind in values.DOCUMENT_KINDS]

    public_id = PublicIdField()
    report = models.ForeignKey(Report, models.CASCADE, related_name="documents")
    title = PlainCharField(_("tittel"), max_length=300, blank=True)
    kind = models.CharField(_("slag"), max_length=20, choices=KINDS, default="rapport")
    format = models.CharField(
        _("filtype"), max_length=10, choices=[(f, f) for f in ("PDF", "DOCX", "XLSX", "HTML")], default="PDF"
    )
    size = models.PositiveBigIntegerField(
        _("størrelse i byte"), null=True, blank=True, help_text=_("«2 MB» er 2000000. La stå tomt når den er ukjent.")
    )
    url = WebAddressField(_("adresse"), max_length=1000, blank=True)
    language = models.CharField(_("språk"), max_length=2, choices=LANGUAGE_CHOICES, default="nb")
    pages = models.PositiveIntegerField(_("sider"), null=True, blank=True, validators=[MinValueValidator(1)])
    # A file that we keep (files/kept.py): what it holds, and what it was called by the one who sent it.
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    file_name = models.CharField(max_length=255, blank=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta(ReportPart.Meta):
        verbose_name, verbose_name_plural = _("dokument"), _("dokumenter")
        constraints = [
            models.CheckConstraint(
                name="document_kind_is_known", condition=models.Q(kind__in=list(values.DOCUMENT_KINDS))
            ),
            models.CheckConstraint(
                name="document_has_size_or_unknown", condition=models.Q(size__isnull=True) | models.Q(size__gt=0)
            ),
            models.CheckConstraint(
                name="document_file_has_hash_and_name",
                condition=models.Q(sha256="", file_name="") | ~(models.Q(sha256="") | models.Q(file_name="")),
            ),
        ]

    def __str__(self):
        return self.title or _t("Uten tittel")


class Contribution(ReportPart):
    ROLES = [(role, _(role)) for role in values.ROLES]

    report = models.ForeignKey(Report, models.CASCADE, related_name="contributions")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="report_contributions", verbose_name=_("institusjon")
    )
    role = models.CharField(_("rolle"), max_length=20, choices=ROLES, default="utfører")

    class Meta(ReportPart.Meta):
        verbose_name, verbose_name_plural = _("bidrag"), _("bidrag")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "organisation", "role"],
                name="contribution_once",
                violation_error_message=_("Institusjonen står allerede med denne rollen."),
            ),
            models.CheckConstraint(name="contribution_role_is_known", condition=models.Q(role__in=list(values.ROLES))),
        ]

    def __str__(self):
        return f"{self.organisation} ({self.get_role_display()})"
