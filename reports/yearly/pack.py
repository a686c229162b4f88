"""Pliktavlevering: everything that a year has given out, as one file for the National Library.

The library asks for the files as published, best as PDF and gladly in a zip file, with who gives them out and the
address where each is published (nb.no/pliktavlevering). Only a frozen year is delivered, so that what they keep is what
we keep. The same files and texts give the same bytes.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..delimited import as_csv
from ..files.kept import path_of
from ..jobs import JobFailed
from ..manuscript import values
from ..manuscript.book.pages import PUBLISHER
from ..models import IssueFile, Publication, PublishedDocument, PublishedEdition, PublishedFinding
from ..outputs.addresses import whole
from ..outputs.references import reference_of
from ..text import slugify
from .issues import place_of

_COLUMNS = (
    *("Fil", "Tittel", "Forfatter", "Utfører", "Utgiver", "Utgitt", "Språk", "ISBN", "ISSN", "Rapportnummer", "DOI"),
    *("Publisert på", "Hører til", "Format", "Størrelse (byte)", "SHA-256"),
)
_IDENTIFIERS = ("isbn", "issn", "report_number", "doi")
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16


class PackRefused(JobFailed):
    """Why there is no pack, as a sentence that says what to do."""


class NotFrozen(PackRefused):
    """Only what is frozen is delivered."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file that is delivered: `place` is where we keep it, `about` the cells of the metadata sheet after its name."""

    name: str
    place: Path
    sha256: str
    size: int
    about: tuple


class Pack:
    """What would be delivered of a year now. Raises PackRefused for a year that is not frozen."""

    def __init__(self, year: int):
        self.edition = PublishedEdition.objects.filter(year=year).first()
        if self.edition is None or not self.edition.is_frozen:
            raise NotFrozen(_("Årgangen %s er ikke frosset. Frys den først, så er det den som leveres.") % year)
        once = {}
        for item in (*_of_issues(self.edition), *_of_documents(self.edition)):
            once.setdefault(item.sha256, item)
        self.items: list[Item] = list(once.values())

    @cached_property
    def texts(self) -> dict[str, bytes]:
        """What goes along with the files."""
        sheet = as_csv(_COLUMNS, ((item.name, *item.about, item.size, item.sha256) for item in self.items))
        texts = {
            "LESMEG.txt": _readme(self.edition, len(self.items)).encode(),
            "adresser.txt": ("\n".join(_addresses(self.edition)) + "\n").encode(),
            "metadata.csv": sheet,
        }
        sums = {name: hashlib.sha256(text).hexdigest() for name, text in texts.items()}
        sums |= {item.name: item.sha256 for item in self.items}
        lines = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
        return texts | {"sjekksummer.sha256": lines.encode()}

    @property
    def place(self) -> Path:
        """Named by all that is in it, so that a pack that lies there is this one."""
        key = hashlib.sha256(self.texts["sjekksummer.sha256"]).hexdigest()[:16]
        return Path(settings.VAR) / "packs" / f"{self.edition.year}-{key}.zip"


def pack_name(year: int) -> str:
    return f"pliktavlevering-fou-prosjekter-{year}.zip"


# What is in it ------------------------------------------------------------------------------------
def _of_issues(edition: PublishedEdition) -> Iterable[Item]:
    for file in IssueFile.objects.filter(issue__edition=edition).select_related("issue__edition").order_by("pk"):
        issue = file.issue
        title = f"{issue.manuscript['title']}, utgave {issue.number}"
        known = (
            title,
            "",
            "",
            PUBLISHER,
            f"{timezone.localtime(issue.frozen_at):%Y-%m-%d}",
            values.LANGUAGES["nb"],
            "",
            "",
            "",
            "",
        )
        name = f"utgave-{issue.number}/fou-prosjekter-{edition.year}.{file.extension}"
        about = (*known, whole(file), whole(edition), file.extension.upper())
        yield Item(name, place_of(file.sha256, file.extension), file.sha256, file.size, about)


def _of_documents(edition: PublishedEdition) -> Iterable[Item]:
    rows = PublishedDocument.objects.exclude(sha256="").filter(
        publication__chapter__edition=edition, publication__state=Publication.State.PUBLISHED
    )
    place = ("publication__chapter__number", "publication__position", "publication", "position")
    for row in rows.select_related("publication__version").order_by(*place):
        said = reference_of(row.publication)
        numbers = [", ".join(said.identifiers.get(kind, ())) for kind in _IDENTIFIERS]
        makers = ("; ".join(said.authors), "; ".join(said.institutions))
        known = (row.title, *makers, PUBLISHER, said.issued.iso, values.LANGUAGES[row.language], *numbers)
        kept = path_of(row.sha256)
        if not kept.is_file():
            raise PackRefused(_("Filen «%s» finnes ikke på tjeneren. Last den opp på nytt.") % row.file_name)
        name = f"dokumenter/{row.public_id}-{slugify(row.title)[:80]}.pdf"
        yield Item(name, kept, row.sha256, kept.stat().st_size, (*known, whole(row), said.url, row.format))


def _addresses(edition: PublishedEdition) -> list[str]:
    """Every public address of the year, sorted."""
    here = {"publication__chapter__edition": edition}
    reports = Publication.objects.public().filter(chapter__edition=edition)
    rows = [
        *(edition, *edition.chapters.select_related("edition"), *reports),
        *PublishedFinding.objects.public().filter(**here),
        *PublishedDocument.objects.exclude(sha256="").filter(publication__in=reports),
        *IssueFile.objects.filter(issue__edition=edition).select_related("issue__edition"),
    ]
    return sorted({*map(whole, rows), f"{settings.FOU_URL}{reverse('whole-edition', args=[edition.year])}"})


def _readme(edition: PublishedEdition, count: int) -> str:
    return (
        f"{edition.title}\n{PUBLISHER}\n{whole(edition)}\n\n"
        f"Pakken har {count} filer, hver av dem én gang.\n\n"
        "utgave-…/            utgaven slik den ble gitt ut, og rettede utgaver\n"
        "dokumenter/          rapportene som ligger på nettstedet\n"
        "metadata.csv         hva hver fil er, og hvor den er publisert (UTF-8, semikolon)\n"
        "adresser.txt         alle offentlige adresser for årgangen\n"
        "sjekksummer.sha256   kontrolleres med: sha256sum -c sjekksummer.sha256\n"
    )


# Writing ------------------------------------------------------------------------------------------
def make_pack(*, year: int, progress: Callable = lambda *_: None, actor: AbstractUser, now: datetime) -> dict:
    """Writes the year's pack where Pack.place says, and throws older ones away. Raises PackRefused."""
    pack = Pack(year)
    place = pack.place
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=".") as folder:
            written = Path(folder) / place.name
            _write(pack, written, progress)
            os.replace(written, place)
        for old in place.parent.glob(f"{year}-*.zip"):
            if old != place:
                old.unlink(missing_ok=True)
    return {"name": place.name}


def _write(pack: Pack, place: Path, progress: Callable) -> None:
    with ZipFile(place, "w") as archive:
        for name, text in sorted(pack.texts.items()):
            with archive.open(_part(name, ZIP_DEFLATED), "w") as part:
                part.write(text)
        for number, item in enumerate(pack.items):
            progress(number, len(pack.items), item.name)
            with archive.open(_part(item.name, ZIP_STORED), "w", force_zip64=True) as part:
                _copy(item, part)
    progress(len(pack.items), len(pack.items))


def _part(name: str, way: int) -> ZipInfo:
    """Without clock and owner; PDF and Word are compressed already."""
    part = ZipInfo(name, _NO_TIME)
    part.compress_type, part.create_system, part.external_attr = way, 3, _READABLE
    return part


def _copy(item: Item, part) -> None:
    digest = hashlib.sha256()
    try:
        with item.place.open("rb") as source:
            while piece := source.read(1_000_000):
                digest.update(piece)
                part.write(piece)
    except FileNotFoundError:
        digest = hashlib.sha256()
    if digest.hexdigest() != item.sha256:
        raise PackRefused(_("Filen «%s» er borte eller skadet på tjeneren. Hent den fra sikkerhetskopien.") % item.name)
