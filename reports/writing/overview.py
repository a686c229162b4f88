"""What the start page of the desk tells: how far this year has come, and what waits for the one who has logged in.

Each function is one panel, in a number of queries that does not grow with the number of reports.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db.models import Count, Exists, F, Max, OuterRef, Q, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Length
from django.utils.translation import gettext as _

from ..accounts import SYSTEM
from ..exchange import read_report
from ..models import (
    Document,
    Edition,
    FileVerdict,
    LinkCheck,
    Publication,
    PublishedFinding,
    Remark,
    Report,
    Submission,
)
from ..publishing.gate import BLOCKS, RULES, file_gone, file_unreadable
from ..publishing.places import problem_of_place

LONGEST = 6  # rows of a panel; more are a click away
LEAST_SHARE = 25  # per cent of each of the two forms of Norwegian: språklova § 13
_BLOCKING = [rule for rule, severity in RULES.items() if severity == BLOCKS]


@dataclass(frozen=True, slots=True)
class Readiness:
    """`unready` are reports with the first thing that stands in the way of each; `without_pdf` is a number."""

    year: int
    total: int
    without_pdf: int
    unready: list[tuple[Report, str]]

    @property
    def ready(self) -> int:
        return self.total - len(self.unready)


@dataclass(frozen=True, slots=True)
class Share:
    """Letters of published text in the two forms of Norwegian; `year` is None for all years together."""

    year: int | None
    nynorsk: int
    bokmaal: int

    @property
    def percent(self) -> int:
        """Rounded down: a share that is too small never looks large enough."""
        return 100 * self.nynorsk // (self.nynorsk + self.bokmaal)

    @property
    def is_low(self) -> bool:
        return self.percent < LEAST_SHARE


def readiness() -> Readiness | None:
    """Of the newest year that is not frozen."""
    edition = Edition.objects.exclude(state=Edition.State.FROZEN).order_by("-year").first()
    if edition is None:
        return None
    rows = Report.objects.with_children().filter(chapter__edition=edition)
    reports = list(rows.order_by("chapter__number", "position", "pk"))
    blocked = _first_blocks(reports)
    without = [report for report in reports if not any(map(_is_open_pdf, report.documents.all()))]
    unready = [(report, blocked[report.pk]) for report in reports if blocked[report.pk]]
    return Readiness(edition.year, len(reports), len(without), unready)


def _is_open_pdf(document: Document) -> bool:
    return document.format == "PDF" and bool(document.url or document.sha256)


def _first_blocks(reports: Iterable[Report]) -> dict[int, str]:
    """What the publishing gate stops each by, or nothing; here the gate's questions are asked for all at once."""
    addresses = Publication.objects.filter(slug__in=[report.slug for report in reports])
    holders = dict(addresses.values_list("slug", "public_id"))
    shut = set(FileVerdict.objects.filter(problem__in=FileVerdict.SHUT).values_list("file", flat=True))
    places = {chapter: problem_of_place(chapter) for chapter in {report.chapter for report in reports}}
    found = {}
    for report in reports:
        text = read_report(report)
        sentences = [sentence for rule in _BLOCKING for _field, sentence in rule(text)]
        sentences += [sentence for _field, sentence in file_gone(text, report)]
        if shut & {document.sha256 for document in text.documents}:
            sentences += [sentence for _field, sentence in file_unreadable(text, report)]
        if holders.get(report.slug, report.public_id) != report.public_id:
            sentences.append(_("Adressen er opptatt av en annen rapport."))
        found[report.pk] = next(iter([*sentences, places[report.chapter]]), "")
    return found


def drafts_of(person: AbstractUser):
    """What this person wrote last and nobody has been asked to approve, newest first."""
    unpublished = Q(publication=None) | Q(publication__state="published", changed_at__gt=F("publication__written_at"))
    submitted = Submission.objects.open().filter(report=OuterRef("pk"))
    return _with_states(Report.objects.filter(unpublished, ~Exists(submitted), changed_by=person))


def latest_changes():
    """By people; what the site did itself is no news."""
    by_people = Report.objects.exclude(changed_by=None).exclude(changed_by__username=SYSTEM)
    return _with_states(by_people)[:LONGEST]


def _with_states(reports):
    """For lists that show the state of each and who wrote it."""
    rows = reports.select_related("chapter__edition", "publication", "changed_by").prefetch_related("submissions")
    return rows.order_by("-changed_at", "-pk")


def new_remarks():
    """Reports with remarks nobody has looked at: {"report", "title", "count", "last"}, the newest first."""
    rows = Remark.objects.filter(state=Remark.State.OPEN).values(
        report=F("link__report"), title=F("link__report__title")
    )
    return rows.annotate(count=Count("pk"), last=Max("created_at")).order_by("-last")


def troubled_links() -> int:
    return LinkCheck.objects.troubled().count()


def poor_files() -> int:
    """Documents at the desk whose file could serve readers better."""
    verdicts = FileVerdict.objects.filter(pk=OuterRef("sha256"))
    return Document.objects.filter(Exists(verdicts.with_faults())).count()


def nynorsk_shares() -> list[Share]:
    """All years together first, then each, the newest first. Leads, findings and bodies are counted."""
    letters: Counter = Counter()
    body = Coalesce(Length(KeyTextTransform("body", "version__manuscript")), 0)
    texts = Publication.objects.public().order_by().values_list("chapter__edition__year", "language")
    for year, language, amount in texts.annotate(amount=Sum(Length("lead") + body)):
        letters[year, language] += amount
    place = ("publication__chapter__edition__year", "publication__language")
    findings = PublishedFinding.objects.public().order_by().values_list(*place)
    for year, language, amount in findings.annotate(amount=Sum(Length("text"))):
        letters[year, language] += amount
    years = sorted({year for year, _language in letters}, reverse=True)
    shares = [Share(year, letters[year, "nn"], letters[year, "nb"]) for year in years]
    whole = Share(None, sum(share.nynorsk for share in shares), sum(share.bokmaal for share in shares))
    return [share for share in (whole, *shares) if share.nynorsk + share.bokmaal]
