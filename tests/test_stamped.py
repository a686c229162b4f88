"""What the process keeps is read once between two moves of the stamp, and never kept from inside a transaction."""

from datetime import timedelta
from itertools import count
from types import SimpleNamespace

import pytest

from reports import stamped
from reports.browsing import traits
from reports.models import Publication, Stamp

pytestmark = pytest.mark.django_db


@pytest.fixture
def numbered():
    """One more each time it is read."""
    numbers = count(1)
    return stamped.while_stamp_stands(lambda: next(numbers))


@pytest.fixture
def outside_transactions(monkeypatch):
    monkeypatch.setattr(stamped, "connection", SimpleNamespace(in_atomic_block=False))


@pytest.mark.usefixtures("outside_transactions")
def test_it_is_read_again_only_when_the_stamp_has_moved(numbered, now):
    assert (numbered(), numbered()) == (1, 1)
    Stamp.move(now=now)
    assert (numbered(), numbered()) == (2, 2)


@pytest.mark.usefixtures("outside_transactions")
def test_the_same_number_at_another_time_is_another_stamp(numbered, now):
    numbered()
    Stamp.objects.update(moved_at=now - timedelta(days=1))
    assert numbered() == 2


@pytest.mark.usefixtures("outside_transactions")
def test_what_is_known_costs_one_look_at_the_stamp(numbered, django_assert_num_queries):
    numbered()
    with django_assert_num_queries(1):
        numbered()


@pytest.mark.usefixtures("outside_transactions")
def test_what_changed_while_it_was_read_is_not_kept(numbered, monkeypatch):
    stamps = iter([1, 2, 2, 2])
    monkeypatch.setattr(Stamp, "standing", lambda: next(stamps))
    assert (numbered(), numbered()) == (1, 2)


def test_inside_a_transaction_it_is_what_that_sees(make_report, publish):
    before = traits.traits().public.bit_count()
    publish(make_report("Zebraforskning"))
    assert traits.traits().public.bit_count() == before + 1 == Publication.objects.public().count()
