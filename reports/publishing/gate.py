"""The publishing gate: what must be mended before a report is published, and what only deserves a look.

A rule is a small function that gives (field, sentence) pairs. The field is the report form's name for it, so that each
sentence can lead to its place: "lead", or "findings-2-text" for the text of the third finding. RULES, DESK_RULES
and EDITION_RULES are the table of what weighs how much.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..exchange import read_report
from ..files.kept import is_kept
from ..files.verdicts import sentences_on
from ..manuscript import richtext, values
from ..manuscript.reading.letters import mixed_words
from ..models import FileVerdict, LinkCheck, Publication, Report, Tag
from ..text import fold
from .places import problem_of_place

BLOCKS, LOOK = "blocks", "look"
LONGEST_FINDING = 120  # words
EMPTY_LINKS = {"her", "klikk her", "trykk her", "les mer", "mer", "lenke", "link", "pdf", "last ned", "nettside"}
_WORD = re.compile(r"\w+")

Problems = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Remark:
    severity: str
    field: str
    sentence: str

    @property
    def anchor(self) -> str:
        """The id on the form that the sentence leads to; rows as a whole have Django's name for their group."""
        return "contributions-group" if self.field == "contributions" else f"id_{self.field}"


def remarks_on(report: Report, manuscript: values.Report | None = None, *, only_blocks: bool = False) -> list[Remark]:
    """What blocks first. `manuscript` is the version that is meant, when it is not the desk's text as it stands."""
    text = manuscript or read_report(report)
    found = [
        Remark(severity, field, sentence)
        for rules, arguments in ((RULES, (text,)), (DESK_RULES, (text, report)))
        for rule, severity in rules.items()
        if severity == BLOCKS or not only_blocks
        for field, sentence in rule(*arguments)
    ]
    return sorted(found, key=lambda remark: remark.severity != BLOCKS)


def edition_remarks(edition: values.Edition) -> list[Remark]:
    """Nothing in a year's own texts blocks it."""
    return [
        Remark(severity, field, sentence)
        for rule, severity in EDITION_RULES.items()
        for field, sentence in rule(edition)
    ]


def weighed(remarks: list[Remark]) -> dict:
    """Them and their numbers, as templates/admin/reports/_gate.html takes them."""
    blocking = sum(remark.severity == BLOCKS for remark in remarks)
    return {"problems": remarks, "blocking": blocking, "looks": len(remarks) - blocking}


def blocks_of(report: Report, manuscript: values.Report | None = None) -> list[tuple[str, str]]:
    """What stands in the way, as PublishingRefused takes it."""
    return [(r.field, r.sentence) for r in remarks_on(report, manuscript, only_blocks=True)]


# What must be there -------------------------------------------------------------------------------
def no_title(text: values.Report) -> Problems:
    if not text.title.strip():
        yield "title", _("Rapporten mangler tittel.")


def no_lead(text: values.Report) -> Problems:
    if not text.lead.strip():
        yield "lead", _("Rapporten mangler ingress.")


def no_date(text: values.Report) -> Problems:
    if text.issued is None:
        yield "issued", _("Rapporten mangler utgivelsesdato. Måned og år er nok.")


def no_performer(text: values.Report) -> Problems:
    if not text.performer_unknown and all(c.role != "utfører" for c in text.contributions):
        advice = _("Legg den til, eller kryss av for at kilden ikke nevner noen.")
        yield "contributions", f"{_('Rapporten mangler utfører.')} {advice}"


def unknown_language(text: values.Report) -> Problems:
    for field, language in [("language", text.language), *_each(text.documents, "documents", "language")]:
        if language not in values.LANGUAGES:
            yield field, _("Språket «%s» er ukjent. Velg et av dem i listen.") % language


def empty_finding(text: values.Report) -> Problems:
    for number, finding in enumerate(text.findings, start=1):
        if not richtext.plain(finding.text).strip():
            yield f"findings-{number - 1}-text", _("Funn %d er tomt. Skriv funnet eller slett raden.") % number


def half_key_figure(text: values.Report) -> Problems:
    for number, figure in enumerate(text.key_figures, start=1):
        if figure.value is None:
            yield f"key_figures-{number - 1}-value", _("Nøkkeltall %d mangler tall.") % number
        if not figure.statement.strip():
            yield f"key_figures-{number - 1}-statement", _("Nøkkeltall %d mangler utsagn.") % number


def untitled_document(text: values.Report) -> Problems:
    for number, document in enumerate(text.documents, start=1):
        if not document.title.strip():
            yield f"documents-{number - 1}-title", _("Dokument %d mangler tittel.") % number


def mixed_letters(text: values.Report) -> Problems:
    for field, written in _written(text):
        for word in mixed_words(written):
            yield field, _("Ordet «%s» blander bokstaver fra flere alfabeter. Skriv det på nytt.") % word


# What deserves a look -----------------------------------------------------------------------------
def incomplete_document(text: values.Report) -> Problems:
    for number, document in enumerate(text.documents, start=1):
        if not (document.url or document.sha256):
            yield f"documents-{number - 1}-url", _("Dokument %d har verken adresse eller fil.") % number
        if document.size is None:
            yield f"documents-{number - 1}-size", _("Dokument %d mangler størrelse.") % number


def repeated_finding(text: values.Report) -> Problems:
    seen = {}
    for number, finding in enumerate(text.findings, start=1):
        key = fold(richtext.plain(finding.text))
        first = seen.setdefault(key, number)
        if key and first != number:
            numbers = {"number": number, "first": first}
            yield f"findings-{number - 1}-text", _("Funn %(number)d er likt funn %(first)d.") % numbers


def long_finding(text: values.Report) -> Problems:
    for number, finding in enumerate(text.findings, start=1):
        count = len(_WORD.findall(richtext.plain(finding.text)))
        if count > LONGEST_FINDING:
            numbers = {"number": number, "count": count}
            sentence = _("Funn %(number)d er på %(count)d ord. Kan det deles eller kortes?")
            yield f"findings-{number - 1}-text", sentence % numbers


def telling_nothing(text: values.Report) -> Problems:
    for field, rich in _rich(text):
        for words in richtext.link_texts(richtext.parse(rich)):
            if fold(" ".join(_WORD.findall(words))) in EMPTY_LINKS:
                yield field, _("Lenken «%s» sier ikke hvor den leder. La teksten si det.") % words
    for field, title in _each(text.documents, "documents", "title"):
        if fold(" ".join(_WORD.findall(title))) in EMPTY_LINKS:
            yield field, _("Lenken «%s» sier ikke hvor den leder. La teksten si det.") % title


def heading_jump(text: values.Report) -> Problems:
    last = 0
    for block in richtext.parse(text.body):
        if isinstance(block, richtext.Heading):
            if block.level > last + 1:
                yield "body", _("Overskriften «%s» hopper over et nivå.") % richtext.words((block,))
            last = block.level


# What depends on the rest of the desk and on the site -----------------------------------------------
def address_taken(text: values.Report, report: Report) -> Problems:
    holder = Publication.objects.filter(slug=text.slug).exclude(public_id=report.public_id).first()
    if holder:
        values_ = {"slug": text.slug, "title": holder.title}
        yield "slug", _("Adressen «%(slug)s» brukes av «%(title)s». Velg en annen.") % values_


def file_gone(text: values.Report, report: Report) -> Problems:
    for number, document in enumerate(text.documents):
        if document.sha256 and not is_kept(document.sha256):
            sentence = _("Filen «%s» finnes ikke på tjeneren. Last den opp på nytt, eller fjern den.")
            yield f"documents-{number}-file", sentence % document.file_name


def file_unreadable(text: values.Report, report: Report) -> Problems:
    """What the worker could not open, no visitor can."""
    files = {document.sha256 for document in text.documents if document.sha256}
    verdicts = FileVerdict.objects.filter(file__in=files, problem__in=FileVerdict.SHUT).in_bulk() if files else {}
    for number, document in enumerate(text.documents):
        if verdict := verdicts.get(document.sha256):
            yield f"documents-{number}-file", f"«{document.title}»: {' '.join(sentences_on(verdict))}"


def no_place(text: values.Report, report: Report) -> Problems:
    if sentence := problem_of_place(report.chapter):
        yield "chapter", sentence


def dead_link(text: values.Report, report: Report) -> Problems:
    linked = [(field, link) for field, rich in _rich(text) for link in richtext.addresses(richtext.parse(rich))]
    linked += [("source_url", text.source_url or ""), *_each(text.documents, "documents", "url")]
    dead = LinkCheck.objects.filter(state=LinkCheck.State.MISSING, url__in={link for _field, link in linked if link})
    gone = set(dead.values_list("url", flat=True))
    yield from ((field, _("Siden er borte: %s") % link) for field, link in linked if link in gone)


def lonely_tag(text: values.Report, report: Report) -> Problems:
    lonely = Tag.objects.filter(name__in=text.tags).annotate(uses=Count("report_tags")).filter(uses__lte=1)
    for name in lonely.order_by("sort_name").values_list("name", flat=True):
        yield "tags", _("Emnet «%s» brukes bare her. Finnes det et som passer og er i bruk?") % name


# What a year's own texts say ------------------------------------------------------------------------
def wrong_number(edition: values.Edition) -> Problems:
    """Introductions that give another number of reports than there are."""
    places = [("introduction", edition.introduction, sum(len(c.reports) for c in edition.chapters))]
    places += [
        (f"chapters-{number}-introduction", chapter.introduction, len(chapter.reports))
        for number, chapter in enumerate(edition.chapters)
    ]
    for field, text, count in places:
        there = ngettext("det er %d rapport her", "det er %d rapporter her", count) % count
        for said, number in _numbers_of_reports(text):
            if number != count:
                yield field, _("Innledningen sier «%(said)s», men %(there)s.") % {"said": said, "there": there}


RULES = {
    no_title: BLOCKS,
    no_lead: BLOCKS,
    no_date: BLOCKS,
    no_performer: BLOCKS,
    unknown_language: BLOCKS,
    empty_finding: BLOCKS,
    half_key_figure: BLOCKS,
    untitled_document: BLOCKS,
    mixed_letters: BLOCKS,
    incomplete_document: LOOK,
    repeated_finding: LOOK,
    long_finding: LOOK,
    telling_nothing: LOOK,
    heading_jump: LOOK,
}
DESK_RULES = {
    address_taken: BLOCKS,
    file_gone: BLOCKS,
    file_unreadable: BLOCKS,
    no_place: BLOCKS,
    dead_link: LOOK,
    lonely_tag: LOOK,
}
EDITION_RULES = {wrong_number: LOOK}


# The texts of a report --------------------------------------------------------------------------------
def _each(parts: tuple, rows: str, name: str) -> Iterator[tuple[str, str]]:
    return ((f"{rows}-{number}-{name}", getattr(part, name)) for number, part in enumerate(parts))


def _rich(text: values.Report) -> Iterator[tuple[str, str]]:
    yield "body", text.body
    yield from _each(text.findings, "findings", "text")


def _written(text: values.Report) -> Iterator[tuple[str, str]]:
    """Every text that somebody wrote, as plain words."""
    yield from (("title", text.title), ("lead", text.lead))
    yield from (("authors", name) for name in text.authors)
    yield from (("facts", f"{fact.label} {fact.value}") for fact in text.facts)
    yield from ((field, richtext.plain(rich)) for field, rich in _rich(text))
    yield from _each(text.findings, "findings", "heading")
    for name in ("statement", "group", "unit"):
        yield from _each(text.key_figures, "key_figures", name)
    yield from _each(text.documents, "documents", "title")


NUMBERS = ("null", "en", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")
_COUNTED = re.compile(
    rf"\b(\d{{1,4}}|{'|'.join(NUMBERS[2:])}) (?:\w+ )?(?:FoU-)?(?:rapport|prosjekt)(?:er|ene)\b", re.IGNORECASE
)


def _numbers_of_reports(text: str) -> Iterator[tuple[str, int]]:
    """The words and the number, as in "24 rapporter", "de fire rapportene", "24 nye FoU-rapporter"."""
    for match in _COUNTED.finditer(richtext.plain(text)):
        yield match[0], int(match[1]) if match[1].isdecimal() else NUMBERS.index(match[1].casefold())
