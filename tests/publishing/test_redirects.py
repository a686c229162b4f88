from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.models import Redirect
from reports.publishing.redirects import destination_of, leave_redirect

PATHS = [f"/rapporter/{letter}/" for letter in "abcd"]


def _notes() -> dict[str, str]:
    return dict(Redirect.objects.values_list("old_path", "new_path"))


@pytest.mark.django_db
def test_a_moved_address_leads_to_where_the_page_is(now):
    leave_redirect(old="/rapporter/a/", new="/rapporter/b/", now=now)
    assert destination_of("/rapporter/a/") == "/rapporter/b/"
    assert destination_of("/rapporter/a") == "/rapporter/b/"
    assert destination_of("/rapporter/b/") is None
    assert destination_of("/rapporter/ab/") is None


@pytest.mark.django_db
def test_an_address_that_did_not_move_leaves_no_note(now):
    leave_redirect(old="/rapporter/a/", new="/rapporter/a/", now=now)
    assert _notes() == {}


@pytest.mark.django_db
def test_what_lies_under_a_moved_folder_is_found_with_it(now):
    leave_redirect(old="/2020/", new="/2019/", now=now)
    leave_redirect(old="/2020/serier/", new="/2019/gjentatt/", now=now)
    assert destination_of("/2020/bosetting/") == "/2019/bosetting/"
    assert destination_of("/2020/serier/") == "/2019/gjentatt/"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PATHS), min_size=2, max_size=8))
def test_however_a_page_has_moved_every_old_address_leads_straight_to_it(db, now, stops):
    Redirect.objects.all().delete()
    for old, new in pairwise(stops):
        leave_redirect(old=old, new=new, now=now)
    here = stops[-1]
    assert _notes() == {stop: here for stop in stops if stop != here}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "/", "//", "/ukjent", "/rapporter/æøå/", "/%00/", "/a/" * 2000])
def test_an_unknown_address_leads_nowhere(path, now):
    leave_redirect(old="/rapporter/a/", new="/rapporter/b/", now=now)
    assert destination_of(path) is None


@pytest.mark.django_db
def test_a_very_deep_address_is_no_heavier_to_look_for(now, django_assert_num_queries):
    with django_assert_num_queries(1) as captured:
        destination_of("/a" * 4000)
    assert len(captured.captured_queries[0]["sql"]) < 1000
