"""Letters that the document's fonts can print. One that no font has would stop the whole PDF."""

import re
import unicodedata

from ..values import CONTROL

REPLACEMENT = "\N{WHITE SQUARE}"
_INVISIBLE = {"\n", "\t", "\N{NO-BREAK SPACE}", "\N{SOFT HYPHEN}", "\N{ZERO WIDTH SPACE}"}
_LONG_WORD = re.compile(r"[^\s\N{ZERO WIDTH SPACE}]{45,}")
_PIECE = re.compile(r".{30}")


def _breakable(word: re.Match) -> str:
    if "://" in word[0]:  # the template breaks addresses, without a letter that would be copied with them
        return word[0]
    return _PIECE.sub("\\g<0>\N{ZERO WIDTH SPACE}", word[0])


class Letters:
    """Cleans text and remembers what it could not print. `known` are code points."""

    def __init__(self, known: frozenset[int]):
        self.known = known | {ord(letter) for letter in _INVISIBLE}
        self.replaced: dict[str, None] = {}

    def clean(self, value, key: str = ""):
        """Any data JSON can hold, each text in it cleaned; addresses (`href`) are kept to the letter."""
        match value:
            case str() if key == "href":
                return value
            case str():
                return self._text(value, breakable=key != "address")
            case dict():
                return {name: self.clean(item, name) for name, item in value.items()}
            case list():
                return [self.clean(item, key) for item in value]
        return value

    def _text(self, text: str, *, breakable: bool) -> str:
        text = CONTROL.sub("", unicodedata.normalize("NFC", text))
        if not {ord(letter) for letter in text} <= self.known:
            text = "".join(letter if ord(letter) in self.known else self._replace(letter) for letter in text)
        # A word longer than a line may be broken anywhere; nobody writes one, but somebody pastes one.
        return _LONG_WORD.sub(_breakable, text) if breakable else text

    def _replace(self, letter: str) -> str:
        self.replaced[letter] = None
        # A mark upon its neighbour, or a hint about it, goes; a letter leaves a sign that something stood here.
        return "" if unicodedata.category(letter) in {"Mn", "Me", "Cf"} else REPLACEMENT
