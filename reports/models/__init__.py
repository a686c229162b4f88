"""The nouns. edition, report: the desk. catalogue: live. publication: what is public. ledger: kept. work: jobs."""

from .catalogue import Organisation, Series, Tag
from .delivery import Delivery
from .edition import Chapter, Edition
from .issue import Issue, IssueFile
from .ledger import Redirect, Stamp, Version
from .linkcheck import LinkCheck
from .merge import Merge
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
from .work import Job

__all__ = [
    "Chapter",
    "Contribution",
    "Delivery",
    "Document",
    "Edition",
    "Finding",
    "FindingEntry",
    "Issue",
    "IssueFile",
    "Job",
    "KeyFigure",
    "LinkCheck",
    "Merge",
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
