"""A small yearly document, and what an editor does with it."""

import pytest

from reports.exchange import read_edition
from reports.importing.receiving import receive_document
from reports.importing.taking import take_import
from reports.models import Edition, Import, Organisation, Report, Series, Tag

YEAR = """# FoU-prosjekter 2031

# 1 Bosetting

## Veien hjem

En studie av veien hjem for dem som

fant den.

Utført av: Fafo

Utgitt: mai 2031

- Et funn om veien.
- Et funn om målet.
- [Hele rapporten (PDF, 2 MB)](https://example.org/veien.pdf)

## Veien ut

En studie av veien ut.

Utgitt: 3. juni 2031

Utført av: Fafo

- Et funn om døra.

# 2 Serier

## Integreringsbarometeret 2031

Om holdninger i befolkningen.

Utgitt: juli 2031

- Et funn om holdninger.
"""


def ignore(*told):
    """Progress that nobody follows."""


@pytest.fixture
def send(rita, now):
    """The document is received and read: `send()`, or another text, year or time."""

    def send(text: str = YEAR, *, year=None, at=now) -> Import:
        return receive_document(content=text.encode(), name="fou.md", year=year, actor=rita, now=at)

    return send


@pytest.fixture
def take(rita, now):
    """What was sent becomes drafts; how many changes that was."""

    def take(sent: Import, *, at=now) -> int:
        return take_import(pk=sent.pk, progress=ignore, actor=rita, now=at)["changes"]

    return take


@pytest.fixture
def desk(db):
    """Everything that stands at the desk, with ids, places and the time of each last change."""

    def everything():
        editions = [read_edition(edition) for edition in Edition.objects.all()]
        places = list(
            Report.objects.order_by("pk").values_list("pk", "chapter", "position", "changed_at", "changed_by")
        )
        names = [list(model.objects.values_list("pk", "name")) for model in (Organisation, Series, Tag)]
        return editions, places, names

    return everything
