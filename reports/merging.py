"""The verbs that make two entries of the catalogue one, and part them again.

Like all of the catalogue it is live: reports at the desk and on the site name the kept entry at once, no report counts
as changed by it, and the address of the other leads to the kept one's.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.utils.translation import gettext as _

from . import log
from .models import (
    Contribution,
    Merge,
    Organisation,
    Publication,
    PublishedContribution,
    PublishedTag,
    Redirect,
    Report,
    ReportTag,
    Series,
    Stamp,
    Tag,
)
from .publishing import projection
from .publishing.redirects import leave_redirect
from .text import fold

Entry = Organisation | Series | Tag


class MergeRefused(Exception):
    """Why, as a Norwegian sentence; nothing has been changed."""


@dataclass(frozen=True, slots=True)
class _Link:
    """A column that names an entry, in rows that belong to a report or publication: the `holder`.

    `beside`: columns by which a holder may name the same entry more than once.
    """

    model: type[models.Model]
    entry: str
    holder: str
    beside: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


_LINKS = {
    Tag: (_Link(ReportTag, "tag", "content_object"), _Link(PublishedTag, "tag", "publication")),
    Organisation: (
        _Link(Contribution, "organisation", "report", ("role",), ("position",)),
        _Link(PublishedContribution, "organisation", "publication", ("role",), ("position",)),
    ),
    Series: (_Link(Report, "series", "pk"), _Link(Publication, "series", "pk")),
}
NOUNS = {Merge.Noun.TAG: Tag, Merge.Noun.ORGANISATION: Organisation, Merge.Noun.SERIES: Series}


@dataclass(frozen=True, slots=True)
class Effect:
    """How many reports at the desk name the entry, how many of them name the other as well, how many are public."""

    reports: int
    both: int
    public: int


def effect_of(*, entry: Entry, into: Entry) -> Effect:
    desk, public = _LINKS[type(entry)]
    holders = set(_rows(desk, entry).values_list(desk.holder, flat=True))
    both = holders & set(_rows(desk, into).values_list(desk.holder, flat=True))
    return Effect(len(holders), len(both), _rows(public, entry).values(public.holder).distinct().count())


@transaction.atomic
def merge_entries(*, entry: Entry, into: Entry, actor: AbstractUser, now: datetime) -> Merge:
    """Everything that named `entry` names `into`, which gets its names as other names. Raises MergeRefused."""
    if type(entry) is not type(into) or entry.pk == into.pk:
        raise MergeRefused(_("Velg to forskjellige av samme slag."))
    removed, path = _columns(entry), entry.get_absolute_url()
    links = [_move(link, entry, into) for link in _LINKS[type(entry)]]
    known = {fold(name) for name in (into.name, getattr(into, "acronym", ""), *into.other_names)}
    names = [entry.name, getattr(entry, "acronym", ""), *entry.other_names]
    added = [name for name in dict.fromkeys(filter(None, names)) if fold(name) not in known]
    noun = next(noun for noun, model in NOUNS.items() if model is type(entry))
    log.note(actor, log.Did.MERGED, into, now=now, removed=entry.name)
    entry.delete()
    into.other_names = [*into.other_names, *added]
    into.save()
    leave_redirect(old=path, new=into.get_absolute_url(), now=now)
    projection.refresh_labels(Publication.objects.filter(pk__in=into.publications.values("pk")))
    Stamp.move(now=now)
    return Merge.objects.create(
        noun=noun,
        kept=into.pk,
        kept_name=into.name,
        removed_name=removed["name"],
        removed=removed,
        links=links,
        added=added,
        created_at=now,
        created_by=actor,
    )


@transaction.atomic
def undo_merge(*, merge: Merge, actor: AbstractUser, now: datetime) -> Entry:
    """The removed entry is back, named by those that named it and still name the kept one. Raises MergeRefused."""
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    model = NOUNS[merge.noun]
    kept = model.objects.filter(pk=merge.kept).first()
    if refusal := _against_parting(merge, model, kept):
        raise MergeRefused(refusal)
    entry = model(**merge.removed)
    if model.objects.filter(slug=entry.slug).exists():
        entry.slug = ""  # somebody has taken the address: a new one is made of the name
    kept.other_names = [name for name in kept.other_names if name not in merge.added]
    kept.save()
    entry.save(force_insert=True)
    Redirect.objects.filter(old_path=entry.get_absolute_url()).delete()
    for earlier in Merge.objects.filter(noun=merge.noun, kept=entry.pk, undone_at=None):  # they had moved along
        old_path = model(**earlier.removed).get_absolute_url()
        Redirect.objects.filter(old_path=old_path).update(new_path=entry.get_absolute_url())
    for link, rows in zip(_LINKS[model], merge.links, strict=True):
        for row in rows:
            _give_back(link, row, entry, kept)
    named = Publication.objects.filter(
        models.Q(pk__in=kept.publications.values("pk")) | models.Q(pk__in=entry.publications.values("pk"))
    )
    projection.refresh_labels(named)
    Stamp.move(now=now)
    log.note(actor, log.Did.UNMERGED, kept, now=now, restored=entry.name)
    merge.undone_at, merge.undone_by = now, actor
    merge.save(update_fields=["undone_at", "undone_by"])
    return entry


def _against_parting(merge: Merge, model: type[models.Model], kept: Entry | None) -> str:
    if merge.undone_at:
        return _("Sammenslåingen er angret allerede.")
    if kept is None:
        return _("«%s» finnes ikke lenger, så det er ingenting å skille fra.") % merge.kept_name
    if model.objects.by_name(merge.removed_name):
        return _("«%s» er laget på nytt siden. Gi den et annet navn først.") % merge.removed_name
    return ""


def _rows(link: _Link, entry: Entry) -> models.QuerySet:
    return link.model.objects.filter(**{link.entry: entry})


def _move(link: _Link, entry: Entry, into: Entry) -> list[dict]:
    """What named the entry, as it can be given back; `both` where the holder named the other too."""
    columns = (link.holder, *link.beside, *link.more)
    rows = list(_rows(link, entry).values(*columns))
    there = set(_rows(link, into).values_list(link.holder, *link.beside))
    for row in rows:
        row["both"] = tuple(row[name] for name in (link.holder, *link.beside)) in there
        at = {name: row[name] for name in (link.holder, *link.beside)}
        found = _rows(link, entry).filter(**at)
        found.delete() if row["both"] else found.update(**{link.entry: into})
    return rows


def _give_back(link: _Link, row: dict, entry: Entry, kept: Entry) -> None:
    """Only where the kept one is still named: what editors have changed since, stands."""
    at = {name: row[name] for name in (link.holder, *link.beside)}
    found = _rows(link, kept).filter(**at)
    if not row["both"]:
        found.update(**{link.entry: entry})
    elif found.exists():
        holder = link.model._meta.get_field(link.holder).attname
        more = {name: row[name] for name in (*link.beside, *link.more)}
        link.model.objects.create(**{holder: row[link.holder], link.entry: entry}, **more)


def _columns(entry: Entry) -> dict:
    return {field.attname: getattr(entry, field.attname) for field in entry._meta.concrete_fields}
