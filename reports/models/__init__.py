"""The nouns. edition, report: the desk. catalogue: live. publication: what is public. kept: words of kept files.
ledger: versions, the stamp. search: the index. work: jobs."""

from .approval import Submission, called
from .catalogue import Organisation, Series, Tag
from .delivery import Delivery
from .edition import Chapter, Edition
from .editor import EditorLanguage
from .event import Event
from .imports import Import
from .issue import Issue, IssueFile
from .kept import FilePage, FileText, FileVerdict, PageEntry, PublishedPage
from .ledger import Redirect, Stamp, Version, VersionMark
from .linkcheck import FileCopy, LinkCheck
from .merge import Merge
from .publication import (
    Publication,
    PublishedChapter,
    PublishedContribution,
    PublishedEdition,
    PublishedFinding,
    PublishedKeyFigure,
    PublishedTag,
)
from .publisheddocument import PublishedDocument, file_address
from .report import Contribution, Document, Finding, KeyFigure, Report, ReportTag
from .search import FindingEntry, MissedSearch, Rank, ReportEntry, SearchSynonym, SearchWord
from .sharing import Remark, ShareLink
from .work import Job
from .working import Presence, WorkingCopy

__all__ = [
    "Chapter",
    "Contribution",
    "Delivery",
    "Document",
    "Edition",
    "EditorLanguage",
    "Event",
    "FileCopy",
    "FilePage",
    "FileText",
    "FileVerdict",
    "Finding",
    "FindingEntry",
    "Import",
    "Issue",
    "IssueFile",
    "Job",
    "KeyFigure",
    "LinkCheck",
    "Merge",
    "MissedSearch",
    "Organisation",
    "PageEntry",
    "Presence",
    "Publication",
    "PublishedChapter",
    "PublishedContribution",
    "PublishedDocument",
    "PublishedEdition",
    "PublishedFinding",
    "PublishedKeyFigure",
    "PublishedPage",
    "PublishedTag",
    "Rank",
    "Redirect",
    "Remark",
    "Report",
    "ReportEntry",
    "ReportTag",
    "SearchSynonym",
    "SearchWord",
    "Series",
    "ShareLink",
    "Stamp",
    "Submission",
    "Tag",
    "Version",
    "VersionMark",
    "WorkingCopy",
    "called",
    "file_address",
]
