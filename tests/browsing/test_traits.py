"""What reports have is read once between two moves of the stamp, and never kept from inside a transaction."""

from types import SimpleNamespace

import pytest

from reports.browsing import traits
from reports.models import Publication, Stamp

pytestmark = pytest.mark.django_db


@pytest.fixture
def outside_transactions(monkeypatch):
    monkeypatch.setattr(traits, "connection", SimpleNamespace(in_atomic_block=False))
    monkeypatch.setattr(traits._Kept, "stamp", None)


@pytest.mark.usefixtures("outside_transactions")
def test_they_are_read_again_only_when_the_stamp_has_moved(django_assert_num_queries, now):
    first = traits.traits()
    with django_assert_num_queries(1):
        assert traits.traits() is first
    Stamp.move(now=now)
    assert traits.traits() is not first


@pytest.mark.usefixtures("outside_transactions")
def test_what_changed_while_they_were_read_is_not_kept(monkeypatch):
    stamps = iter([1, 2, 2, 2])
    monkeypatch.setattr(Stamp, "current", lambda: next(stamps))
    first = traits.traits()
    assert traits.traits() is not first


def test_inside_a_transaction_they_are_what_it_sees(make_report, publish):
    before = traits.traits().public.bit_count()
    publish(make_report("Zebraforskning"))
    assert traits.traits().public.bit_count() == before + 1 == Publication.objects.public().count()


def test_bits_hold_keys_and_what_they_count_for():
    numbers = traits.weights({1: 5, 9: 2, 24: 0})
    assert traits.weighed(traits.bits([1, 9, 24]), numbers) == 7
    assert traits.weighed(traits.bits([9]), numbers) == 2
    assert traits.picked([1, 2, 9, 300], traits.bits([1, 9, 10])) == {1, 9}
    assert traits.weights({}) == []
