"""Made editions that hold what Markdown and Word print, with every sign that means something to them."""

from decimal import Decimal

from hypothesis import strategies as st

from reports.manuscript import richtext, values
from reports.manuscript.richtext import Heading, List, Paragraph, Quote, Run, Table

from ..strategies import partial_dates

_WORDS = [
    *(
        "innvandrere",
        "æøå",
        "ÆØÅ",
        "«sitat»",
        '"rett"',
        "O’Hara",
        "sam\u00adhandling",
        "2\u00a0968",
        "40\u00a0%",
        "é",
        "𝄞",
    ),
    *(
        "a < b & c",
        "*stjerne*",
        "_strek_",
        "[x](y)",
        "`kode`",
        "1.",
        "-",
        "#",
        "&amp;",
        "<b>",
        "|",
        "\\",
        "~~",
        "!",
        "+",
    ),
]
_words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join)
# Begins in upper case and ends with a stop: a torn paragraph is what does not.
_sentences = _words.map("Det gjelder {}.".format)
_names = st.sampled_from(["Ærlighet", "NOVA, OsloMet", "«Fritid»", "O’Hara & sønner", "AS *stjerne*"])


@st.composite
def _runs(draw):
    looks = st.tuples(st.booleans(), st.booleans(), st.sampled_from(["", "", "https://imdi.no/a_b(c)?d=1&e=æ*"]))
    pieces = [(draw(_words), draw(st.sampled_from(["", " "])), draw(looks)) for _ in range(draw(st.integers(0, 3)))]
    inner = [Run(text + space, *look) for text, space, look in pieces]
    return (Run("Det gjelder "), *inner, Run(" her."))


_paragraphs = _runs().map(Paragraph)
_headings = st.builds(Heading, level=st.sampled_from([1, 2]), runs=_words.map(lambda text: (Run(f"Om {text}"),)))
_inner = st.builds(
    List, ordered=st.booleans(), items=st.lists(st.tuples(_paragraphs), min_size=1, max_size=3).map(tuple)
)
_items = st.tuples(_paragraphs) | st.tuples(_paragraphs, _inner) | st.tuples(_paragraphs, _inner, _paragraphs)
_lists = st.builds(List, ordered=st.booleans(), items=st.lists(_items, min_size=1, max_size=3).map(tuple))
_quotes = st.lists(_paragraphs, min_size=1, max_size=2).map(tuple).map(Quote)
_rows = st.lists(st.tuples(_runs(), _runs()), min_size=1, max_size=2).map(tuple)
_tables = st.builds(Table, head=st.just(()) | st.tuples(_runs(), _runs()), rows=_rows)
_BETWEEN = Paragraph((Run("Så går det videre."),))


@st.composite
def rich_texts(draw):
    """Any blocks, with a paragraph between two lists or quotes, which nobody can tell apart on paper."""
    blocks = []
    for block in draw(st.lists(_paragraphs | _headings | _lists | _quotes | _tables, max_size=4)):
        blocks += [_BETWEEN, block] if isinstance(block, (List, Quote)) else [block]
    return richtext.clean(richtext.render(tuple(blocks)))


_finding_texts = (st.tuples(_paragraphs) | st.tuples(_paragraphs, _inner)).map(richtext.render).map(richtext.clean)
_figures = st.builds(
    values.KeyFigure,
    value=st.decimals(-1000, 10**6, places=2) | st.integers(0, 100).map(Decimal),
    unit=st.sampled_from(["%", "%", "kr", ""]),
    statement=_words.map("av {}".format),
    group=st.sampled_from(["", "Synet på innvandring", "«Gruppe»"]),
    measure=st.sampled_from([None, "syn-pa-integrering"]),
)
_documents = st.builds(
    values.Document,
    title=_words.map("Fil {}".format),
    kind=st.sampled_from(values.DOCUMENT_KINDS),
    language=st.sampled_from([*values.LANGUAGES]),
    size=st.none() | st.integers(1, 10**10),
    url=st.none() | st.just("https://imdi.no/æ (1).pdf?a=1&b=<2>"),
    pages=st.none() | st.integers(1, 900),
)


def _several(of, **unique):
    return st.lists(of, max_size=3, **unique).map(tuple)


@st.composite
def _reports(draw):
    number = next(_numbers)
    return values.Report(
        title=f"Rapport {number} {draw(_words)}",
        slug=f"rapport-{number}",
        tags=draw(_several(_names, unique=True)),
        language=draw(st.sampled_from([*values.LANGUAGES])),
        lead=draw(st.just("") | _sentences),
        issued=draw(st.none() | partial_dates()),
        authors=draw(_several(_names)),
        identifiers=draw(
            _several(
                st.builds(values.Identifier, type=st.sampled_from([*values.IDENTIFIER_TYPES]), value=_words),
                unique=True,
            )
        ),
        source_url=draw(st.none() | st.just("https://imdi.no/rapport_(1)")),
        contributions=draw(
            _several(
                st.builds(values.Contribution, organisation=_names, role=st.sampled_from(values.ROLES)), unique=True
            )
        ),
        series=draw(st.none() | _names),
        facts=draw(_several(st.builds(values.Fact, label=_words.map("Antall {}".format), value=_words))),
        body=draw(rich_texts()),
        findings=draw(
            _several(
                st.builds(values.Finding, text=_finding_texts, heading=st.sampled_from(["", "Bosetting", "- *x*"]))
            )
        ),
        key_figures=draw(_several(_figures)),
        documents=draw(_several(_documents)),
    )


_numbers = iter(range(10**9))


@st.composite
def editions(draw):
    chapters = draw(st.lists(st.tuples(_words, rich_texts(), st.lists(_reports(), max_size=2)), min_size=1, max_size=2))
    chapters[0][2].append(draw(_reports()))
    return values.Edition(
        year=2031,
        title=f"FoU 2031 {draw(_words)}",
        subtitle=draw(st.just("") | _sentences),
        introduction=draw(rich_texts()),
        chapters=tuple(
            values.Chapter(
                number=n,
                title=f"Kapittel {n} {title}",
                slug=f"nr-{n}",
                introduction=introduction,
                reports=tuple(reports),
            )
            for n, (title, introduction, reports) in enumerate(chapters, start=1)
        ),
    )
