"""What reports have, as bits."""

from reports.browsing import traits


def test_bits_hold_keys_and_what_they_count_for():
    numbers = traits.weights({1: 5, 9: 2, 24: 0})
    assert traits.weighed(traits.bits([1, 9, 24]), numbers) == 7
    assert traits.weighed(traits.bits([9]), numbers) == 2
    assert traits.picked([1, 2, 9, 300], traits.bits([1, 9, 10])) == {1, 9}
    assert traits.weights({}) == []
