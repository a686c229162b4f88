"""Where in a report the words stand: a passage to show, the findings that answer, and which words to mark."""

from collections.abc import Iterable
from itertools import chain

from django.core.paginator import Page

from ..manuscript import richtext, words
from ..models import PublishedFinding
from .answer import Answer, findings_that_answer

LENGTH = 240  # letters of a passage
MOST_FINDINGS = 3  # shown under a report
Pieces = list[tuple[str, bool]]  # text, and whether it is to be marked


def add_passages(page: Page, answer: Answer) -> None:
    """Gives each publication `marked_title`, `passage` (maybe none) and `answering`: findings, each with a passage.

    The page's rows are fetched here, with the manuscripts that lists otherwise leave out.
    """
    page.object_list = page.object_list.whole()
    publications = list(page)
    pks = [publication.pk for publication in publications]
    findings: dict[int, list[PublishedFinding]] = {}
    for finding in findings_that_answer(answer, pks):
        findings.setdefault(finding.publication_id, []).append(finding)
    for publication in publications:
        manuscript = publication.manuscript
        texts = chain([manuscript["lead"]], map(richtext.plain, [manuscript["body"]]))
        publication.passage = passage(texts, answer.stems)
        publication.marked_title = pieces(publication.title, answer.stems)
        publication.answering = findings.get(publication.pk, [])[:MOST_FINDINGS]
        for finding in publication.answering:
            text = " ".join(richtext.plain(finding.text).split())
            finding.passage = passage([text], answer.stems) or [(text[:LENGTH], False)]


def pieces(text: str, stems: set[str]) -> Pieces:
    """The text cut where words that were looked for begin and end; joined, it is the text again."""
    cut, place = [], 0
    for start, end, stem in words.spans(text):
        if stem in stems:
            cut += [(text[place:start], False), (text[start:end], True)]
            place = end
    cut.append((text[place:], False))
    return [piece for piece in cut if piece[0]]


def passage(texts: Iterable[str], stems: set[str]) -> Pieces:
    """The stretch with most of the words, of the first text that has as many as any; nothing when none has any.

    Texts after one that has them all are not asked for.
    """
    best: tuple[int, str, int] = (0, "", 0)
    for text in (" ".join(text.split()) for text in texts):
        if len(stems.intersection(words.stems(text))) <= best[0]:
            continue
        places = [(start, stem) for start, _end, stem in words.spans(text) if stem in stems]
        for start, _stem in places:
            held = len({stem for place, stem in places if start <= place < start + LENGTH * 2 // 3})
            if held > best[0]:
                best = held, text, start
        if best[0] == len(stems):
            break
    count, text, place = best
    return _stretch(text, place, stems) if count else []


def _stretch(text: str, place: int, stems: set[str]) -> Pieces:
    """From the beginning of the sentence when that is near, in whole words, with dots where something is left out."""
    sentence = max(text.rfind(end, 0, place) + 2 for end in (". ", "? ", "! ", ": ")) if place else 0
    start = sentence if sentence > 1 and place - sentence < LENGTH // 2 else 0 if place < LENGTH // 2 else None
    if start is None:
        start = text.rfind(" ", 0, place - LENGTH // 4) + 1
    end = len(text) if len(text) - start <= LENGTH else max(text.rfind(" ", start, start + LENGTH), start + 1)
    shown = pieces(text[start:end].rstrip(" ,;:–"), stems)
    before = [("… ", False)] if start and start != sentence else []
    return [*before, *shown, *([(" …", False)] if end < len(text) else [])]
