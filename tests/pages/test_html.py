"""What holds for every public page: valid, well ordered, without cookies, other hosts or dead links."""

import re
from itertools import pairwise

import pytest

from reports.models import Organisation, Publication, PublishedChapter, PublishedEdition, PublishedFinding, Series, Tag
from tests.pages.conftest import Page, words

FIXED = [
    *("/", "/2020/les/", "/rapporter/", "/rapporter/?emne=bosetting&q=flyktning", "/rapporter/?q=qqqq", "/funn/"),
    *("/funn/?q=tolk", "/funn/?q=qqqq", "/rapporter/?q=intregrering+qqqq"),
    *(
        "/funn/?side=2",
        "/emner/",
        "/institusjoner/",
        "/serier/",
        "/statistikk/",
        "/om/",
        "/tilgjengelighet/",
        "/personvern/",
    ),
    *("/stilprover/", "/rapporter/?farge=x", "/finnes-ikke/"),
]


@pytest.fixture
def pages(client, db):
    """Every public page by its address; parsing is strict, so they are valid HTML."""
    kinds = (PublishedEdition, PublishedChapter, Publication, Tag, Organisation, Series)
    rows = [row for kind in kinds for row in kind.objects.all()] + list(PublishedFinding.objects.all()[:12])
    addresses = [*FIXED, *(row.get_absolute_url() for row in rows)]
    return {address: Page(client.get(address)) for address in addresses}


def test_every_page_is_in_order(pages):
    assert len(pages) > 90
    for address, page in pages.items():
        assert page.tree.get("lang") == "nb", address
        assert page.one("head/title").text.strip(), address
        assert page.heading, address
        assert _skipped(page) == [], address
        assert _twins(page) == [], address
        for landmark in ("header[@class='masthead']", "main", "footer"):
            page.one(landmark)
        assert page.tree.find("body")[0].get("href") == "#innhold", address


def _skipped(page) -> list:
    levels = [int(e.tag[1]) for e in page.tree.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)]
    return [(above, below) for above, below in pairwise(levels) if below > above + 1]


def _twins(page) -> list:
    ids = [element.get("id") for element in page.tree.iter() if element.get("id")]
    return sorted({name for name in ids if ids.count(name) > 1})


def test_titles_tell_pages_apart(pages):
    fine = {address: words(page.one("head/title")) for address, page in pages.items() if "?" not in address}
    assert len(set(fine.values())) == len(fine)


def test_no_cookie_and_nothing_that_differs_between_visitors(pages):
    for address, page in pages.items():
        assert not page.response.cookies, address
        assert "Cookie" not in page.response.get("Vary", ""), address
        assert "nonce" not in page.response.get("Content-Security-Policy", ""), address


def test_no_inline_style_or_script_and_nothing_from_other_hosts(pages):
    for address, page in pages.items():
        for element in page.tree.iter():
            assert element.get("style") is None, address
            assert element.tag != "style", address
            assert not [name for name in element.keys() if name.startswith("on")], address  # noqa: SIM118
            if element.tag == "script":
                assert element.get("src", "").startswith("/static/") or element.get("type") == "application/ld+json"
            if element.tag in {"link", "img", "script"} and not _names_the_page(element):
                assert not (element.get("href") or element.get("src") or "").startswith(("http", "//")), address


def _names_the_page(element) -> bool:
    """Its permanent address, or its address in another language: whole addresses, which nothing is loaded from."""
    return element.get("rel") == "canonical" or bool(element.get("hreflang"))


def test_every_field_has_a_label_and_every_link_words(pages):
    for address, page in pages.items():
        labels = {label.get("for") for label in page.all("label")}
        wrapped = {id(field) for label in page.all("label") for field in label.iter("input")}
        for field in page.all("input"):
            assert field.get("type") == "hidden" or field.get("id") in labels or id(field) in wrapped, address
        for link in [*page.all("a"), *page.all("button")]:
            assert words(link), address


def test_every_internal_link_leads_somewhere(pages, client):
    known = {address for address, page in pages.items() if page.status == 200}
    asked = set()
    for address, page in pages.items():
        ids = {element.get("id") for element in page.tree.iter()}
        for link in page.all("a"):
            if link.get("hreflang"):
                continue  # the page itself, also where it says what went wrong
            path, _, anchor = link.get("href").partition("#")
            assert path or anchor in ids, f"{address}: {link.get('href')}"
            asked.add(_absolute(path, address))
    dead = {
        path
        for path in asked - known - {"/finnes-ikke/"}
        if path.startswith("/") and client.get(path).status_code != 200
    }
    assert dead == set()


def _absolute(path: str, base: str) -> str:
    base = base.partition("?")[0]
    return base + path if path.startswith("?") else base if path in {"", "."} else path
