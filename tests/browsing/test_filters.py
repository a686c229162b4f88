"""What the query string of the public lists means, and what is refused by name."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from reports.browsing.facets import known
from reports.browsing.filters import PAGE_SIZE, SORTINGS, BadQuery, findings_for, page_of, reports_for
from reports.models import Contribution, Organisation, Publication, PublishedFinding, Tag
from reports.publishing.reports import withdraw_report

pytestmark = pytest.mark.django_db


def _reports(query: str) -> set[str]:
    """The slugs of every page of the list."""
    return {publication.slug for publication in reports_for(QueryDict(query)).page.paginator.object_list}


def _findings(query: str) -> set[str]:
    return {finding.public_id for finding in findings_for(QueryDict(query)).page.paginator.object_list}


def _problems(query: str, read=reports_for) -> dict[str, str]:
    with pytest.raises(BadQuery) as refused:
        read(QueryDict(query))
    return dict(refused.value.problems)


def _tagged(*slugs) -> set[str]:
    return set(Publication.objects.filter(tags__slug__in=slugs).values_list("slug", flat=True))


@pytest.fixture
def two_tags():
    return [tag.slug for tag in Tag.objects.in_use().order_by("-report_count")[:2]]


# Choosing -----------------------------------------------------------------------------------------
def test_without_filters_all_public_reports_are_listed():
    assert len(_reports("")) == 24
    assert reports_for(QueryDict("")).chosen == []


def test_several_values_of_one_parameter_are_joined_by_or(two_tags):
    one, other = two_tags
    both = _reports(f"emne={one}&emne={other}")
    assert both == _tagged(one, other) == _reports(f"emne={one}") | _reports(f"emne={other}")
    assert len(both) > max(len(_tagged(one)), len(_tagged(other)))


def test_parameters_are_joined_by_and(two_tags):
    tag = two_tags[0]
    found = _reports(f"emne={tag}&kapittel=kvalifisering-og-arbeidsliv")
    assert found == _tagged(tag) & _reports("kapittel=kvalifisering-og-arbeidsliv")
    assert found < _tagged(tag)


def test_a_report_with_two_of_the_chosen_values_is_one_row():
    publication = Publication.objects.filter(published_tags__isnull=False).first()
    query = "&".join(f"emne={slug}" for slug in publication.tags.values_list("slug", flat=True))
    rows = [p.pk for p in reports_for(QueryDict(query)).page.paginator.object_list]
    assert rows.count(publication.pk) == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("aar=2020", {}),
        ("kapittel=serier", {"chapter__slug": "serier"}),
        ("institusjon=fafo", {"organisations__slug": "fafo"}),
        ("serie=integreringsbarometeret", {"series__slug": "integreringsbarometeret"}),
    ],
)
def test_each_parameter_leaves_the_reports_it_names(query, expected):
    assert _reports(query) == set(Publication.objects.filter(**expected).values_list("slug", flat=True)) != set()


def test_withdrawn_reports_are_in_no_list(make_report, publish, geir, now):
    report = make_report("Zebraforskning", finding="<p>Sebraer er stripete.</p>")
    publish(report)
    assert _reports("q=zebraforskning") == {"zebraforskning"}
    assert len(_findings("q=stripete")) == 1
    withdraw_report(report=report, reason="Feil", actor=geir, now=now)
    assert _reports("q=zebraforskning") == set()
    assert _findings("q=stripete") == set()


# Words --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("written", ["blåbærsyltetøy", "BLÅBÆRSYLTETØY", " Blåbærsyltetøy  ", "blåbær\u00adsyltetøy"])
def test_a_word_is_found_in_any_case(make_report, publish, written):
    publish(make_report("Om Blåbærsyltetøy"))
    assert _reports(f"q={written}") == {"om-blabaersyltetoy"}


def test_the_norwegian_letters_are_not_their_plain_kin(make_report, publish):
    publish(make_report("Xmål", slug="med"))
    publish(make_report("Xmal", slug="uten"))
    assert (_reports("q=xmal"), _reports("q=xmål")) == ({"uten"}, {"med"})


def test_all_the_words_must_be_there_in_any_order(make_report, publish):
    publish(make_report("Zebra og alpakka"))
    assert _reports("q=alpakka zebra") == {"zebra-og-alpakka"}
    assert _reports("q=alpakka lama") == set()


@pytest.mark.parametrize("wild", ["%25", "_", "\\", "'", '"', "*", "100 %25"])
def test_signs_that_databases_read_as_more_are_only_themselves(make_report, publish, wild):
    publish(make_report("Zebra"))
    assert "zebra" not in _reports(f"q={wild}")


def test_findings_are_found_by_their_own_words_and_by_their_report():
    finding = PublishedFinding.objects.public().filter(publication__slug="integreringsbarometeret-2020").first()
    word = max(str(finding).split()[:-1], key=len)
    assert finding.public_id in _findings(f"q={word}")
    in_chapter = _findings("kapittel=serier&serie=integreringsbarometeret")
    assert finding.public_id in in_chapter
    assert in_chapter < _findings("kapittel=serier") < _findings("")


def test_findings_stand_in_the_order_of_the_yearly_document():
    first = findings_for(QueryDict("")).page.object_list[0]
    assert (first.publication.chapter.number, first.publication.position, first.position) == (1, 1, 1)


# Refusals -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("read", [reports_for, findings_for])
@pytest.mark.parametrize(
    ("query", "name", "sentence"),
    [
        ("tema=arbeid", "tema", "Siden har ikke noe filter som heter «tema». Du kan bruke aar, emne,"),
        ("emne=finnes-ikke", "emne", "Filteret «Emne» har ikke noe valg som heter «finnes-ikke»."),
        ("aar=1066", "aar", "«1066»"),
        ("kapittel=serier&kapittel=x", "kapittel", "«x»"),
        ("serie=%00", "serie", "\x00"),
        ("side=0", "side", "Listen har ingen side «0». Den har "),
        ("side=-1", "side", "Listen har ingen side «-1»."),
        ("side=99", "side", "Listen har ingen side «99»."),
        ("side=1.0", "side", "Listen har ingen side «1.0»."),
        ("side=%D9%A2", "side", "Listen har ingen side «٢»."),
        ("side=99999999999999999999999999", "side", "Listen har ingen side «99999999999999999999»."),
        ("side=1&side=2", "side", "«side» står 2 ganger i adressen. Bruk det én gang."),
        ("q=a&q=b&q=a", "q", "«q» står 3 ganger i adressen. Bruk det én gang."),
        ("q=" + "x" * 201, "q", "Søket er for langt. Bruk høyst 200 tegn."),
        ("q=a%00b", "q", ""),
        ("q=a%0Bb", "q", "Teksten inneholder et usynlig styretegn (U+000B) etter «a»."),
    ],
)
def test_what_there_is_not_is_refused_by_name(read, query, name, sentence):
    problems = _problems(query, read)
    assert list(problems) == [name]
    assert sentence in problems[name]


def test_sortings_are_refused_by_name_and_are_the_reports_alone():
    assert _problems("sorter=dato") == {
        "sorter": "Vi kan ikke sortere etter «dato». Velg blant nyeste, eldste, tittel, utgave."
    }
    assert _problems("sorter=tittel&sorter=nyeste")["sorter"].startswith("«sorter» står 2 ganger")
    assert "filter som heter «sorter»" in _problems("sorter=tittel", findings_for)["sorter"]


def test_several_problems_are_told_at_once():
    assert set(_problems("emne=x&aar=1&q=" + "y" * 500)) == {"emne", "aar", "q"}
    assert set(_problems("a=1&b=2")) == {"a", "b"}


@pytest.mark.parametrize("tracker", ["utm_source=x", "fbclid=1", "gclid=1", "mc_eid=1", "utm_campaign=a&utm_medium=b"])
def test_trackers_are_ignored(tracker):
    listing = reports_for(QueryDict(f"kapittel=serier&{tracker}"))
    assert len(listing.page) == 5
    assert listing.query == "kapittel=serier"


@pytest.mark.parametrize("empty", ["q=", "emne=", "side=", "sorter=", "q=&emne=&aar=&serie=", "side=&side=1", "q=%20"])
def test_a_field_left_empty_filters_nothing(empty):
    assert len(_reports(empty)) == 24


# Sorting and pages --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sorting", "key"),
    [
        ("nyeste", lambda p: (-int(p.issued.sort_key.replace("-", "")), p.sort_title)),
        ("eldste", lambda p: (p.issued.sort_key, p.sort_title)),
        ("tittel", lambda p: p.sort_title),
        ("utgave", lambda p: (p.chapter.number, p.position)),
    ],
)
def test_the_sortings_sort(sorting, key):
    rows = list(reports_for(QueryDict(f"sorter={sorting}")).page.paginator.object_list)
    assert rows == sorted(rows, key=key)
    assert sorting in SORTINGS


def test_the_newest_stand_first_unless_otherwise_asked():
    assert reports_for(QueryDict("")).sorting == "nyeste"
    newest = reports_for(QueryDict("sorter=nyeste")).page.object_list[0]
    assert reports_for(QueryDict("")).page.object_list[0] == newest


def test_pages_hold_all_rows_once():
    one, two = (reports_for(QueryDict(f"side={number}")).page for number in (1, 2))
    assert (len(one), len(two)) == (PAGE_SIZE, 4)
    assert len({p.pk for p in [*one, *two]}) == 24


def test_an_empty_list_has_one_page():
    assert len(page_of(Publication.objects.none(), QueryDict(""))) == 0
    with pytest.raises(BadQuery, match=r"Listen har ingen side «2»\. Den har 1\."):
        page_of(Publication.objects.none(), QueryDict("side=2"))


# The same choice is the same address --------------------------------------------------------------
@pytest.mark.parametrize(
    "query",
    [
        "emne=b-tag&emne=a-tag&aar=2020&q=%C3%A6re&side=1",
        "aar=2020&q=ære&emne=a-tag&emne=b-tag&utm_source=x",
        "q=ære&emne=b-tag&emne=a-tag&aar=2020&kapittel=",
    ],
)
def test_the_query_is_canonical(make_report, publish, query):
    report = make_report()
    report.tags.set([Tag.objects.create(name="A tag"), Tag.objects.create(name="B tag")])
    publish(report)
    assert reports_for(QueryDict(query)).query == "aar=2020&emne=a-tag&emne=b-tag&q=%C3%A6re"


def test_what_is_chosen_is_named_and_can_be_taken_away_one_by_one():
    listing = reports_for(QueryDict("q=arbeid&institusjon=fafo&kapittel=serier&side=1&sorter=tittel"))
    assert [(c["name"], str(c["label"]), c["value"]) for c in listing.chosen] == [
        ("q", "Søkeord", "arbeid"),
        ("kapittel", "Kapittel", "Serier"),
        ("institusjon", "Institusjon", "Fafo"),
    ]
    assert [c["without"] for c in listing.chosen] == [
        "institusjon=fafo&kapittel=serier&sorter=tittel",
        "institusjon=fafo&q=arbeid&sorter=tittel",
        "kapittel=serier&q=arbeid&sorter=tittel",
    ]


def test_chapters_can_be_chosen_in_the_order_of_the_newest_edition():
    assert list(known().labels["kapittel"].values()) == [
        "Bosetting og tidlig innsats",
        "Kvalifisering og arbeidsliv",
        "Oppvekst og deltakelse",
        "Bedre offentlige tjenester",
        "Serier",
    ]


def test_the_newest_edition_names_a_chapter_that_two_years_have(make_report, publish):
    chapter = make_report().chapter
    newer = type(chapter.edition).objects.create(year=2031, title="FoU 2031")
    publish(make_report("Nyere", chapter=newer.chapters.create(number=1, title="Serier, nytt navn", slug="serier")))
    assert known().labels["kapittel"]["serier"] == "Serier, nytt navn"
    assert list(known().labels["aar"]) == ["2031", "2020"]


def test_only_what_reports_have_is_offered():
    Tag.objects.create(name="Ubrukt emne")
    offered = {facet["name"]: facet["values"] for facet in reports_for(QueryDict("")).facets}
    assert "Ubrukt emne" not in [value["label"] for value in offered["emne"]]
    assert len(offered["emne"]) == 33


# Queries ------------------------------------------------------------------------------------------
def _read_all(listing) -> None:
    for row in listing.page:
        publication = getattr(row, "publication", row)
        assert publication.chapter.edition.year
        assert publication.labels
        assert row.get_absolute_url()
    assert listing.chosen


def test_the_number_of_queries_does_not_grow_with_the_list(make_report, publish):
    query = QueryDict("q=felles&aar=2020&kapittel=bosetting-og-tidlig-innsats")
    organisation = Organisation.objects.first()
    counts = []
    for more in (10, 50):
        for number in range(more):
            report = make_report(f"Felles {more} {number}", finding="<p>Felles funn.</p>")
            report.tags.set(Tag.objects.all()[:3])
            Contribution.objects.create(report=report, organisation=organisation, role="utfører")
            publish(report)
        counts.append([_queries_of(read, query) for read in (reports_for, findings_for)])
    assert counts[0] == counts[1]
    assert max(counts[0]) < 12


def _queries_of(read, query: QueryDict) -> int:
    with CaptureQueriesContext(connection) as captured:
        _read_all(read(query))
    return len(captured)
