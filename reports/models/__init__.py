"""The nouns. edition, report: the desk. catalogue: what is live. publication: what is public. ledger: what is kept."""

from .catalogue import Organisation, Series, Tag
from .edition import Chapter, Edition
from .ledger import Redirect, Stamp, Version
from .publication import (
    Publication,
    PublishedChapter,
    PublishedContribution,
    PublishedDocument,
    PublishedEdition,
    PublishedFinding,
    PublishedKeyFigure,
    PublishedTag,
    file_address,
)
from .report import Contribution, Document, Finding, KeyFigure, Report, ReportTag

__all__ = [
    "Chapter",
    "Contribution",
    "Document",
    "Edition",
    "Finding",
    "KeyFigure",
    "Organisation",
    "Publication",
    "PublishedChapter",
    "PublishedContribution",
    "PublishedDocument",
    "PublishedEdition",
    "PublishedFinding",
    "PublishedKeyFigure",
    "PublishedTag",
    "Redirect",
    "Report",
    "ReportTag",
    "Series",
    "Stamp",
    "Tag",
    "Version",
    "file_address",
]
