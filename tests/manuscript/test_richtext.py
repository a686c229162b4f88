import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.manuscript import richtext
from reports.manuscript.richtext import Heading, List, Paragraph, Quote, Run, Table, clean, parse, plain, render

from .strategies import html_soup, well_formed


class _Markup(HTMLParser):
    """The tags and attributes that stand in a text."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


# What holds for any text --------------------------------------------------------------------------
@given(html_soup)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@given(html_soup)
def test_what_is_rendered_is_parsed_as_the_same_blocks(text):
    blocks = parse(text)
    assert parse(render(blocks)) == blocks
    assert plain(render(blocks)) == plain(text)


@given(html_soup)
def test_only_the_vocabulary_is_left(text):
    for tag, attributes in _Markup(clean(text)).found:
        assert tag in richtext.TAGS
        assert set(attributes) <= ({"href"} if tag == "a" else set())
        assert not re.match(r"\s*\w*script:", attributes.get("href", ""))


@given(html_soup)
def test_no_control_character_is_left(text):
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u200b\ud800-\udfff]", clean(text) + plain(text))


@given(well_formed())
def test_plain_text_keeps_every_word_in_order(made):
    text, count = made
    assert plain(text).split() == [f"ord{number}" for number in range(1, count + 1)]


@given(
    st.lists(st.text(st.characters() | st.sampled_from(" \t\n\u00a0>\"'-]")), min_size=1, max_size=3)
    | html_soup.map(lambda x: [x])
)
def test_plain_text_of_paragraphs_is_what_their_blocks_hold(texts):
    text = "".join(f"<p>{each}</p>" for each in texts)
    for rich in (text, clean(text)):
        assert plain(rich) == richtext.words(parse(rich))


# The blocks ---------------------------------------------------------------------------------------
def test_the_vocabulary_is_read_as_blocks():
    assert parse(
        '<h2>Ett</h2><h3>To</h3><p>a <strong>b</strong> <em>c</em> <a href="https://imdi.no">d</a></p>'
        "<ul><li><p>e</p><ol><li><p>f</p></li></ol></li></ul><blockquote><p>g</p></blockquote>"
        "<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>i</td></tr></tbody></table>"
    ) == (
        Heading(1, (Run("Ett"),)),
        Heading(2, (Run("To"),)),
        Paragraph(
            (
                Run("a "),
                Run("b", bold=True),
                Run(" "),
                Run("c", italic=True),
                Run(" "),
                Run("d", href="https://imdi.no"),
            )
        ),
        List(False, ((Paragraph((Run("e"),)), List(True, ((Paragraph((Run("f"),)),),))),)),
        Quote((Paragraph((Run("g"),)),)),
        Table(((Run("h"),),), (((Run("i"),),),)),
    )


def test_headings_follow_the_level_the_page_gives_them():
    assert render(parse("<h2>Ett</h2><h3>To</h3>"), top=3) == "<h3>Ett</h3><h4>To</h4>"
    assert render(parse("<h2>Ett</h2><h3>To</h3>"), top=6) == "<h6>Ett</h6><h6>To</h6>"


@pytest.mark.parametrize(
    ("pasted", "cleaned"),
    [
        ("løs tekst", "<p>løs tekst</p>"),
        ("<h1>a</h1><h4>b</h4>", "<h2>a</h2><h3>b</h3>"),
        ("<div>a<div>b</div></div>", "<p>a</p><p>b</p>"),
        ("<p>a<br>b</p>", "<p>a</p><p>b</p>"),
        ("<B>a</B> <i>b</i>", "<p><strong>a</strong> <em>b</em></p>"),
        ("<ul><li>a</li></ul>", "<ul><li><p>a</p></li></ul>"),
        ("<p>&nbsp;</p><p>a</p><p> </p>", "<p>a</p>"),
        ("<p>2&nbsp;968 sam&shy;handling</p>", "<p>2\u00a0968 sam\u00adhandling</p>"),
        ("<p>a\n   b</p>", "<p>a b</p>"),
        ("<b><p>a</p><p>b</p></b>", "<p><strong>a</strong></p><p><strong>b</strong></p>"),
        ("<i><ul>\n<li>a</li>\n</ul></i>", "<ul><li><p><em>a</em></p></li></ul>"),
        ('<a href="https://x.no"><h2>a</h2></a>', '<h2><a href="https://x.no">a</a></h2>'),
        ("<section>a</section><section>b</section>", "<p>a</p><p>b</p>"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<p>a</p><p>b</p>"),
        ("a<hr>b", "<p>a</p><p>b</p>"),
        (
            "<table><caption>a</caption>\n<tr>\n<th>b</th>\n</tr><tr><td>c<p>d</p></td></tr></table>",
            "<p>a</p><table><thead><tr><th>b</th></tr></thead><tbody><tr><td>c d</td></tr></tbody></table>",
        ),
        (
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>",
            "<ul><li><p>a</p><ul><li><p>b</p><p>c</p></li></ul></li></ul>",
        ),
        ("<blockquote><h2>a</h2><ul><li>b</li></ul></blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("a &lt;script&gt; &amp;lt;", "<p>a &lt;script&gt; &amp;lt;</p>"),
        ('<a href="https://x.no/?a=1&amp;b=%22">a</a>', '<p><a href="https://x.no/?a=1&amp;b=%22">a</a></p>'),
        ('<a href="\n https://x.no/&#13;a ">a</a>', '<p><a href="https://x.no/a">a</a></p>'),
        ("", ""),
    ],
)
def test_what_other_programs_paste_becomes_canonical(pasted, cleaned):
    assert clean(pasted) == cleaned


def test_plain_text_has_a_line_for_each_block_item_and_cell():
    text = "<p>a <em>b</em></p><ul><li>c<ul><li>d</li></ul></li></ul><table><tr><td>e</td><td>f</td></tr></table>"
    assert plain(text) == "a b\nc\nd\ne\nf"


# Hostile text -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<style>p { display: none }</style>",
        "<SCRIPT src=//x.no></SCRIPT>",
        "<svg><script>alert(1)</script></svg>",
        "<img src=x onerror=alert(1)>",
        "<!-- alert(1) -->",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    ],
)
def test_scripts_styles_and_comments_leave_nothing(hostile):
    assert clean(f"<p>før</p>{hostile}") == "<p>før</p>"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "java&#10;script:alert(1)",
        "&#1;javascript:alert(1)",
        "java\x00script:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_could_run_something_is_unlinked_and_its_words_kept(address):
    assert clean(f'<a href="{address}">les</a>') == "<p>les</p>"


@pytest.mark.parametrize("attribute", ["onclick=alert(1)", "style='color:red'", "class=x", "id=x", "target=_blank"])
def test_attributes_other_than_addresses_are_dropped(attribute):
    assert clean(f'<p {attribute}><a {attribute} href="mailto:post@imdi.no">a</a></p>') == (
        '<p><a href="mailto:post@imdi.no">a</a></p>'
    )


@pytest.mark.parametrize("tag", ["b", "div", "span", "a href=x", "table><tr><td"])
def test_nesting_twenty_thousand_deep_is_read_in_bounded_time(tag):
    began = time.process_time()
    assert plain(f"<{tag}>" * 20_000 + "ord") == "ord"
    assert time.process_time() - began < 10


def test_control_characters_and_half_characters_are_taken_out():
    assert clean("<p>a\x00b\x0b\x1b\x85\ufffe\ud800c&#1;d</p>") == "<p>abcd</p>"
