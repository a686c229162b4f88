"""A visitor: fetches an address, reads the page as strictly as HTML can be read, and sees what is on it."""

from xml.etree import ElementTree

import html5lib
import pytest


class Page:
    """A page as parsed by html5lib in strict mode: bad HTML fails the test that asked for it."""

    def __init__(self, response):
        self.response, self.status = response, response.status_code
        self.source = response.content.decode()
        parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree", ElementTree), True, namespaceHTMLElements=False)
        self.tree = parser.parse(self.source)
        for element in self.tree.iter():  # SVG's namespace would hide it from plain names
            if isinstance(element.tag, str):
                element.tag = element.tag.rpartition("}")[2]

    def all(self, path: str) -> list:
        """Elements by ElementTree's XPath, from anywhere on the page: `all("article[@class='card']")`."""
        return self.tree.findall(f".//{path}")

    def one(self, path: str):
        found = self.all(path)
        assert len(found) == 1, f"{len(found)} × {path}"
        return found[0]

    def of_class(self, name: str) -> list:
        return [element for element in self.tree.iter() if name in (element.get("class") or "").split()]

    @property
    def heading(self) -> str:
        return words(self.one("h1"))

    @property
    def text(self) -> str:
        return words(self.one("main"))

    @property
    def headings(self) -> list[str]:
        return [words(heading) for heading in self.tree.iter() if heading.tag in {"h2", "h3", "h4", "h5", "h6"}]

    def links(self, within: str = "main") -> dict[str, str]:
        """Words to address; of links with the same words, the last."""
        return {words(link): link.get("href") for link in self.one(within).iter("a")}


def words(element) -> str:
    """What is read: all text with spaces folded, no-break spaces as spaces, soft hyphens away."""
    return " ".join("".join(element.itertext()).replace("\N{SOFT HYPHEN}", "").split())


@pytest.fixture
def visit(client, db):
    """`visit("/om/")` is the page, whatever its status."""
    return lambda address: Page(client.get(address))


@pytest.fixture
def barometer(visit):
    """The richest report of 2020: findings under headings, key figures in groups, three documents, a series."""
    return visit("/rapporter/integreringsbarometeret-2020/")
