"""An edition as a folder of TOML files, one a report: the form that people write and review.

    edition.toml                                      the edition's texts and its [[chapters]]
    1-bosetting-og-tidlig-innsats/01-kriterier.toml   a report; the file's number is its place in the chapter

The keys are those of the manuscript's JSON (data.py).
"""

import tomllib
from pathlib import Path

from .data import edition_from_data
from .values import Edition, ManuscriptError


def read_folder(folder: Path) -> Edition:
    """Raises ManuscriptError naming the file that can't be read, or the place in the edition that doesn't fit."""
    data = read_toml(folder / "edition.toml")
    chapters = data.get("chapters")
    named = {_name(chapter): chapter for chapter in (chapters if isinstance(chapters, list) else []) if _name(chapter)}
    for path in sorted(folder.glob("*/*.toml")):
        if path.parent.name not in named:
            raise ManuscriptError(str(path.parent), "mappen hører ikke til noe kapittel i edition.toml.")
        named[path.parent.name].setdefault("reports", []).append(read_toml(path))
    return edition_from_data(data)


def _name(chapter) -> str:
    return f"{chapter.get('number')}-{chapter.get('slug')}" if isinstance(chapter, dict) else ""


def read_toml(path: Path) -> dict:
    """Raises ManuscriptError naming the file when it is missing or no TOML."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ManuscriptError(str(path), "filen finnes ikke.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ManuscriptError(str(path), f"kan ikke leses som TOML: {error}.") from None
