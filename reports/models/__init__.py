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
from .search import FindingEntry, MissedSearch, Rank, ReportEntry, SearchSynonym, SearchWord

__all__ = [
    "Chapter",
    "Contribution",
    "Document",
    "Edition",
    "Finding",
    "FindingEntry",
    "KeyFigure",
    "MissedSearch",
    "Organisation",
    "Publication",
    "PublishedChapter",
    "PublishedContribution",
    "PublishedDocument",
    "PublishedEdition",
    "PublishedFinding",
    "PublishedKeyFigure",
    "PublishedTag",
    "Rank",
    "Redirect",
    "Report",
    "ReportEntry",
    "ReportTag",
    "SearchSynonym",
    "SearchWord",
    "Series",
    "Stamp",
    "Tag",
    "Version",
    "file_address",
]
