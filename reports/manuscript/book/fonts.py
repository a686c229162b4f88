"""The document's typefaces, from packages of their own (SIL Open Font License), and the letters they have."""

from functools import cache

import fontpkg_noto_sans_arabic
import fontpkg_source_sans_3
import fontpkg_source_serif_4
from fontTools.ttLib import TTFont

_PACKAGES = (fontpkg_source_serif_4, fontpkg_source_sans_3, fontpkg_noto_sans_arabic)
FOLDERS = [package.ROOT / "files" for package in _PACKAGES]


@cache
def printable() -> frozenset[int]:
    """The code points that one of the upright fonts has a glyph for: the fonts stand in for each other."""
    fonts = [path for folder in FOLDERS for path in sorted(folder.glob("*.ttf")) if "Italic" not in path.name]
    return frozenset().union(*(TTFont(path, lazy=True).getBestCmap() for path in fonts))
