"""What the manuscript says of differences and doubts, in the page's language."""

from django import template

from ..languages import noted as _noted
from ..languages import shown
from ..manuscript.comparison import MOVED, Change
from ..manuscript.wording import Piece, pieces

register = template.Library()
# Places of a report whose values are words of ours, not the editors'.
_OF_OURS = {"language", "performer_unknown"}


@register.filter
def worded(text: str) -> str:
    return shown(text)


@register.filter
def noted(text: str) -> str:
    return _noted(text)


@register.filter
def all_worded(texts: list[str]) -> list[str]:
    return [shown(text) for text in texts]


@register.filter
def worded_pieces(change: Change) -> tuple[Piece, ...]:
    if change.kind == MOVED or change.place in _OF_OURS:
        return pieces(shown(change.before), shown(change.after))
    return change.pieces
