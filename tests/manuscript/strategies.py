"""Made texts, dates and editions for property tests: what editors and other programs really write, and worse."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from reports.manuscript import richtext, values
from reports.manuscript.dates import EARLIEST, LATEST, PartialDate

_WORDS = [
    "innvandrere", "æøå", "ÆØÅ", "«sitat»", '"rett"', "O’Hara", "sam\u00adhandling", "2\u00a0968", "40\u00a0%",
    "2017–2019", "a < b & c", "é", "ﬁ", "☃", "𝄞",
]  # fmt: skip
_ANY_LETTER = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")

texts = st.lists(st.sampled_from(_WORDS) | st.text(_ANY_LETTER, min_size=1, max_size=8), max_size=4).map(" ".join)
titles = st.builds("{} {}".format, st.sampled_from(_WORDS), texts)


@st.composite
def partial_dates(draw):
    year = draw(st.integers(EARLIEST, LATEST))
    month = draw(st.none() | st.integers(1, 12))
    return PartialDate(year, month, draw(st.integers(1, 28)) if month and draw(st.booleans()) else None)


# Tags, words, entities and dirt in any order: what the sanitiser has to make sense of.
_DIRT = [
    *("<p>", "</p>", "<b>", "</b>", "<em>", "</em>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<h1>", "</h2>", "<br>"),
    *("<table>", "<tr>", "<td>", "<th>", "</table>", "<blockquote>", "</blockquote>", "<div>", "</div>", "<caption>"),
    *("<script>", "</script>", "<style>", "<svg>", "<math>", "<!--", "-->", "<![CDATA[", "<x", "<", ">", "&", '"'),
    *('<a href="https://imdi.no?a=1&b=2">', '<a href="java\tscript:x">', "<a href='a&#13;b'>", "</a>", "<p onclick=x>"),
    *("&nbsp;", "&shy;", "&lt;p&gt;", "&#0;", "&#13;", "&#x85;", "\x00", "\x0b", "\n", " ", "\u200b", "\ud800"),
]
html_soup = st.lists(st.sampled_from(_DIRT) | titles, max_size=25).map("".join)


@st.composite
def well_formed(draw, depth: int = 4):
    """Well-formed HTML of blocks and looks around the words ord1, ord2 …, and the number of words."""
    count = 0

    def piece(levels: int) -> str:
        nonlocal count
        if levels == 0 or draw(st.integers(0, 3)) == 0:
            count += 1
            return f"ord{count} "
        before, after = draw(st.sampled_from(_AROUND))
        inner = "".join(piece(levels - 1) for _ in range(draw(st.integers(1, 3))))
        return f"{before}{inner}{after}"

    return "".join(piece(depth) for _ in range(draw(st.integers(1, 3)))), count


_AROUND = [
    *(
        ("<div>", "</div>"),
        ("<ul><li>", "</li></ul>"),
        ("<ol>\n<li>", "</li>\n</ol>"),
        ("<b>", "</b>"),
        ("<i>", "</i>"),
    ),
    *(("<blockquote>", "</blockquote>"), ("<section>", "</section>"), ("<span>", "</span>"), ("<u>", "</u>")),
    *(("<table>\n<tr>\n<td>", "</td>\n</tr></table>"), ("<article>", "</article>"), ("<dl><dd>", "</dd></dl>")),
]

rich_texts = html_soup.map(richtext.clean)

_NAMES = ["Ærlighet", "Økonomi i prøvetid", "Åpenhet", "«Fritid»", "O’Hara & sønner", "Zebra"]
_facts = st.builds(values.Fact, label=titles, value=titles)
_identifiers = st.builds(values.Identifier, type=st.sampled_from([*values.IDENTIFIER_TYPES]), value=titles)
_contributions = st.builds(
    values.Contribution, organisation=st.sampled_from(_NAMES), role=st.sampled_from(values.ROLES)
)
_findings = st.builds(values.Finding, text=rich_texts, heading=texts)
_key_figures = st.builds(
    values.KeyFigure,
    value=st.decimals(-(10**9), 10**9, places=4) | st.integers(0, 100).map(str).map(Decimal),
    statement=titles,
    unit=st.sampled_from(["%", "kr", ""]),
    group=texts,
    measure=st.sampled_from([None, "syn-pa-integrering"]),
)
_documents = st.builds(
    values.Document,
    title=titles,
    kind=st.sampled_from(values.DOCUMENT_KINDS),
    size=st.none() | st.integers(1, 10**10),
    url=st.none() | st.just("https://imdi.no/æ.pdf?a=1&b=2"),
    language=st.sampled_from([*values.LANGUAGES]),
    pages=st.none() | st.integers(1, 900),
)


def _several(of, **unique):
    return st.lists(of, max_size=2, **unique).map(tuple)


_reports = st.builds(
    values.Report,
    title=titles,
    slug=st.just("rapport"),
    language=st.sampled_from([*values.LANGUAGES]),
    lead=texts,
    issued=st.none() | partial_dates(),
    authors=_several(titles),
    identifiers=_several(_identifiers),
    source_url=st.none() | st.just("https://imdi.no/rapport"),
    contributions=_several(_contributions, unique=True),
    series=st.none() | st.sampled_from(_NAMES),
    tags=st.sets(st.sampled_from(_NAMES), max_size=3).map(sorted).map(tuple),
    facts=_several(_facts),
    body=rich_texts,
    findings=_several(_findings),
    key_figures=_several(_key_figures),
    documents=_several(_documents),
    performer_unknown=st.booleans(),
)


@st.composite
def editions(draw, year: int = 2031):
    """Whole editions whose chapters, addresses and ids do not collide, so that a desk can hold them."""
    data = draw(st.lists(st.tuples(titles, rich_texts, st.lists(_reports, max_size=2)), max_size=2))
    ids = (f"id{number:06}" for number in range(10_000))
    chapters = tuple(
        values.Chapter(
            number=number,
            title=title,
            slug=f"kapittel-{number}",
            introduction=introduction,
            reports=tuple(_with_ids(report, ids) for report in reports),
        )
        for number, (title, introduction, reports) in enumerate(data, start=1)
    )
    return values.Edition(
        year=year, title=draw(titles), subtitle=draw(texts), introduction=draw(rich_texts), chapters=chapters
    )


def _with_ids(report: values.Report, ids) -> values.Report:
    own = next(ids)
    parts = {
        name: tuple(replace(part, id=next(ids)) for part in getattr(report, name))
        for name in ("findings", "key_figures", "documents")
    }
    return replace(report, id=own, slug=f"rapport-{own}", **parts)
