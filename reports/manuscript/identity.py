"""Which part of a new text is the same as a part of the old, so that it keeps its id and permanent address."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from . import values
from .comparison import match_parts, text_of


def with_ids(after: values.Report, before: values.Report) -> values.Report:
    """`after` with the ids of `before` on the parts that are the same or nearly so; ids that it has are left."""
    return replace(
        after,
        id=after.id or before.id,
        **{
            place: _with_ids(place, getattr(after, place), getattr(before, place))
            for place in ("findings", "key_figures", "documents")
        },
    )


def _with_ids(place: str, after: Sequence, before: Sequence) -> tuple:
    given = list(after)
    for old, new in match_parts(before, after, partial(text_of, place)):
        given[new] = replace(given[new], id=given[new].id or before[old].id)
    return tuple(given)
