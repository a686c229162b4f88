"""The proof that a draft cannot leak: with every row of the desk rewritten, the public side is the same to the byte."""

import re
from functools import cache

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, resolve, reverse

from reports.files.covers import keep_cover
from reports.models import PublishedEdition
from reports.yearly import freezing
from reports.yearly.freezing import freeze_edition
from reports.yearly.yearbook import FORMATS

from .pictures import picture
from .test_architecture import DESK

DRAFT = "UTKAST"
# Addresses that no page leads to; a new kind of public page that is found in no other way adds one here.
EXAMPLES = [
    "/rapporter/?q=arbeid&aar=2020&kapittel=serier&sorter=utgave",
    "/rapporter/?side=2",
    "/funn/?q=kommuner&serie=integreringsbarometeret",
    "/rapporter/?emne=finnes-ikke",
    "/rapporter/finnes-ikke/",
    "/dokumenter/finnes-ikke/rapport.pdf",
    "/sitemap-rapporter.xml",
]


def _desk_models() -> list[type[models.Model]]:
    return [apps.get_model("reports", name) for name in sorted(DESK)]


def _public_routes() -> list[URLPattern]:
    routes = [pattern for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)]
    return [route for route in routes if getattr(route.callback, "audience", "") == "public"]


def _pages() -> dict[str, tuple[int, bytes, set[str]]]:
    """Every public page that the routes, the sitemap and the pages lead to: its status, body and the desk tables read.

    Lists are asked for without a query, and as the examples have them: their combinations have no end.
    """
    client = Client(headers={"host": "localhost"})
    waiting = [*EXAMPLES, *(reverse(route.name) for route in _public_routes() if not route.pattern.converters)]
    pages = {}
    while waiting:
        address = waiting.pop()
        if address not in pages:
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(address)
                body = b"".join(answer) if answer.streaming else answer.content
            pages[address] = answer.status_code, body, _desk_tables(captured)
            waiting += _links(body)
    return pages


def _links(body: bytes) -> set[str]:
    """The addresses of ours that a page leads to, except those of the desk and of static files."""
    found = re.findall(rb'(?:<loc>https?://[^/]+|(?:href|src)=")(/[^"<?#]*)(?=["<#])', body)
    return {path.decode() for path in found if not path.startswith((b"/admin/", b"/static/", b"//"))}


def _desk_tables(captured) -> set[str]:
    tables = (model._meta.db_table for model in _desk_models())
    return {table for table in tables if any(f'"{table}"' in query["sql"] for query in captured)}


def _rewrite_the_desk() -> None:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in _desk_models():
            new = {field.column: _rewritten(field) for field in model._meta.concrete_fields}
            if pairs := ", ".join(f"{quote(column)} = {value}" for column, value in new.items() if value):
                cursor.execute(f"UPDATE {quote(model._meta.db_table)} SET {pairs}")
        cursor.execute("DELETE FROM reports_reporttag")
        cursor.execute("DELETE FROM reports_contribution")


def _rewritten(field: models.Field) -> str | None:
    """SQL for another value of a desk column; None for keys and for what the constraints hold fast."""
    match field:
        case models.SlugField():
            return f"{connection.ops.quote_name(field.column)} || '-utkast'"
        case models.CharField() if field.choices or field.unique:
            return None
        case models.JSONField():
            return f"""'["{DRAFT}"]'"""
        case models.CharField(max_length=10):
            return "'2001-01-01'"
        case models.CharField() | models.TextField():
            return f"'{DRAFT}'"
        case models.DecimalField():
            return "4711"
        case models.PositiveSmallIntegerField() if field.name == "position":
            return "1000 - position"
    return None


@pytest.fixture
def pages(db, media, settings, tmp_path, monkeypatch, geir, now):
    """The public side as it is, read once for all tests here; the year is frozen and has a picture on its cover."""
    settings.VAR = tmp_path
    monkeypatch.setattr(freezing, "FORMATS", {"json": FORMATS["json"]})
    face = {"cover_sha256": keep_cover(content=picture(), name="forside.png"), "cover_alt": "En overgang"}
    PublishedEdition.objects.update(**face)
    freeze_edition(year=2020, actor=geir, now=now)
    return _universe()


@cache
def _universe():
    return _pages()


def test_every_kind_of_public_page_is_visited(pages):
    visited = {resolve(address.partition("?")[0]).url_name for address in pages}
    assert {route.name for route in _public_routes()} - visited == set()
    assert sum(status == 200 for status, _, _ in pages.values()) > 200


def test_no_public_page_reads_a_table_of_the_desk(pages):
    assert len(_desk_models()) == 9
    assert {address: tables for address, (_, _, tables) in pages.items() if tables} == {}


def test_with_every_row_of_the_desk_rewritten_every_public_page_is_the_same(pages):
    _rewrite_the_desk()
    assert {model.objects.filter(**{name: DRAFT}).exists() for model, name in _rewritten_texts()} == {True}
    after = _pages()
    assert [address for address in pages if pages[address] != after.get(address)] == []
    assert [address for address, (_, body, _) in after.items() if DRAFT.encode() in body] == []


def _rewritten_texts() -> list[tuple[type[models.Model], str]]:
    texts = {"Report": "title", "Finding": "text", "KeyFigure": "statement", "Document": "title", "Edition": "title"}
    return [(apps.get_model("reports", name), column) for name, column in texts.items()]
