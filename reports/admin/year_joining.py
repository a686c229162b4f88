"""Two who change a year at once: what only the other changed is taken into the form, and where both did, one chooses.

Nothing is saved by it: the form is shown again with what became of it, and a new save is a deliberate one.
"""

from collections.abc import Mapping

from django.db.models import Model
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _t

from ..manuscript import richtext
from ..manuscript.comparison import readable
from ..manuscript.joining import Difference
from ..manuscript.values import Chapter as ChapterText
from ..models import Chapter, Edition, Version
from ..publishing.year_history import last_version, year_of
from ..text import whole_number
from .covers import received
from .typed import OFFERED, as_post

FRAME = ("title", "subtitle", "introduction", "cover_alt")
CHAPTER = ("number", "title", "slug", "introduction")
CHOICE = "choose-"
COUNTS, MOST_ROWS = ("TOTAL", "INITIAL"), 200


class BringsTogether:
    """For the admins of editions and chapters, whose forms tell in `seen` which version of the year they began with."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        obj = self.get_object(request, object_id) if object_id and request.method == "POST" else None
        if obj and self.has_change_permission(request, obj) and OFFERED not in request.POST:
            request = _brought_together(request, obj)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, *args, **kwargs):
        for name in ("clashes", "taken", "revived", "other"):
            context[name] = getattr(request, name, None)
        return super().render_change_form(request, context, *args, **kwargs)


def _brought_together(request: HttpRequest, obj: Edition | Chapter) -> HttpRequest:
    """The request as it is, where nobody else has changed what is in the form; else one that shows the form again."""
    edition = obj if isinstance(obj, Edition) else obj.edition
    last, seen = last_version(edition), whole_number(request.POST.get("seen", ""))
    data, began = request.POST.copy(), None
    if last and seen not in {None, last.number}:
        began = Version.objects.of(edition.subject).filter(number=seen).first()
    gone, revived = ([], []) if isinstance(obj, Chapter) else _part_from_deleted(data, obj, began)
    now = _fields_now(data, obj)
    wanted = [name for name in data.getlist("clash") if name in now]
    for name in wanted:
        if data.get(CHOICE + name) == "theirs":
            data[name] = now[name][1]
    unchosen = [name for name in wanted if not data.get(CHOICE + name)]
    before = _fields_before(data, obj, began) if began else {}
    clashes, taken = _joined(data, before, now) if began else ([], [])
    clashes += [_clash(name, now[name][0], now[name][1], data, now) for name in unchosen]
    taken += [_t("«%s» er slettet") % title for title in gone]
    data["seen"] = str(last.number) if last else ""
    if not (clashes or taken or revived):
        request.POST = data
        return request
    data[OFFERED] = "1"
    if token := received(request.FILES):
        data["picture_received"] = token
    again = as_post(request, data)
    again.clashes, again.taken, again.revived, again.other = clashes, taken, revived, last
    return again


def _joined(data: QueryDict, before: Mapping, now: Mapping) -> tuple[list[Difference], list[str]]:
    """What both changed, and the labels of what only the other did, whose text `data` has now."""
    clashes, taken = [], []
    for name, (label, theirs) in now.items():
        mine, was = _same(data.get(name, "")), _same(before.get(name, ""))
        if _same(theirs) in (was, mine):
            continue
        if mine == was:
            data[name] = theirs
            taken.append(label)
        else:
            clashes.append(_clash(name, label, before.get(name, ""), data, now))
    return clashes, taken


def _clash(name: str, label: str, before: str, data: QueryDict, now: Mapping) -> Difference:
    return Difference(name, label, *(_plain(name, text) for text in (before, data.get(name, ""), now[name][1])))


def _plain(name: str, text: str) -> str:
    return readable(richtext.clean(text)) if name.endswith("introduction") else text


def _same(text: str) -> str:
    return richtext.clean(text) if "<" in text else " ".join(text.split())


# Rows of chapters that are no longer there ----------------------------------------------------------
def _part_from_deleted(data: QueryDict, edition: Edition, began: Version | None) -> tuple[list[str], list[str]]:
    """A chapter that the other deleted goes from the form too; one that was written in comes last, as a new chapter.

    Returns their titles, of those that went and of those that are new.
    """
    total, old = (min(whole_number(data.get(f"chapters-{name}_FORMS", "")) or 0, MOST_ROWS) for name in COUNTS)
    here = {str(pk) for pk in edition.chapters.values_list("pk", flat=True)}
    deleted = [n for n in range(min(old, total)) if data.get(f"chapters-{n}-id", "") not in here]
    if not deleted:
        return [], []
    revived = [n for n in deleted if f"chapters-{n}-DELETE" not in data and _is_written_in(data, n, began)]
    gone, new = ([data.get(f"chapters-{n}-title", "") for n in rows] for rows in (set(deleted) - {*revived}, revived))
    for n in revived:
        data[f"chapters-{n}-id"] = ""
    kept = [n for n in range(total) if n not in deleted]
    _number_rows(data, [*kept, *revived], old=sum(n < old for n in kept))
    return gone, new


def _is_written_in(data: QueryDict, row: int, began: Version | None) -> bool:
    text = {name: data.get(f"chapters-{row}-{name}", "") for name in CHAPTER}
    then = year_of(began).chapters if began else ()
    return not any(all(_same(str(getattr(c, name))) == _same(text[name]) for name in CHAPTER) for c in then)


def _number_rows(data: QueryDict, rows: list[int], *, old: int) -> None:
    """The given rows and no others, in that order; the first `old` of them are of chapters that the desk has."""
    fields = {n: [key for key in data if key.startswith(f"chapters-{n}-")] for n in range(MOST_ROWS)}
    taken = {key: data.getlist(key) for keys in fields.values() for key in keys}
    for key in taken:
        del data[key]
    for place, n in enumerate(rows):
        for key in fields[n]:
            data.setlist(key.replace(f"chapters-{n}-", f"chapters-{place}-", 1), taken[key])
    for name, number in zip(COUNTS, (len(rows), old), strict=True):
        data[f"chapters-{name}_FORMS"] = str(number)


# The fields of a form, by their names in it -------------------------------------------------------
def _fields_now(data: QueryDict, obj: Edition | Chapter) -> dict[str, tuple[str, str]]:
    """Label and the desk's text."""
    if isinstance(obj, Chapter):
        return {name: (_label(obj, name), str(getattr(obj, name))) for name in CHAPTER if name in data}
    fields = {name: (_label(obj, name), getattr(obj, name)) for name in FRAME if name in data}
    for prefix, chapter in _chapter_rows(data, obj).items():
        about = _t("Kapittel %d") % chapter.number
        for name in CHAPTER:
            fields[f"{prefix}-{name}"] = (f"{about}: {_label(chapter, name)}", str(getattr(chapter, name)))
    return fields


def _fields_before(data: QueryDict, obj: Edition | Chapter, version: Version) -> dict[str, str]:
    """The texts that the form began with. A chapter that was not there yet began with what it says now."""
    year = year_of(version)
    if isinstance(obj, Chapter):
        return _chapter_before("", obj, year.chapters)
    fields = {name: getattr(year, name) or "" for name in FRAME}
    for prefix, chapter in _chapter_rows(data, obj).items():
        fields |= _chapter_before(f"{prefix}-", chapter, year.chapters)
    return fields


def _chapter_before(prefix: str, chapter: Chapter, then: tuple[ChapterText, ...]) -> dict[str, str]:
    by_slug, by_number = ({getattr(text, name): text for text in then} for name in ("slug", "number"))
    text = by_slug.get(chapter.slug) or by_number.get(chapter.number) or chapter
    return {f"{prefix}{name}": str(getattr(text, name)) for name in CHAPTER}


def _chapter_rows(data: QueryDict, edition: Edition) -> dict[str, Chapter]:
    """The form's rows of chapters that the desk has: "chapters-0" and the like, each with its chapter."""
    chapters = {str(chapter.pk): chapter for chapter in edition.chapters.all()}
    rows = (name.removesuffix("-id") for name in data if name.startswith("chapters-") and name.endswith("-id"))
    return {row: chapters[data[f"{row}-id"]] for row in rows if data[f"{row}-id"] in chapters}


def _label(obj: Model, name: str) -> str:
    return str(obj._meta.get_field(name).verbose_name).capitalize()
