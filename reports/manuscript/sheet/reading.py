"""Tables of cells as an edition again. Every bad cell is named; with one of them there is no edition."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .. import values
from ..reading.source import key
from ..said import Said
from .cells import CellError
from .columns import CHAPTERS, EDITION, PARTS, REPORTS, SHEETS, Sheet
from .rows import NEW, Grid, tables

_CONTINUED = re.compile(r"(.+) \((\d+)\)")
_NOT_OF_THE_VALUE = ("order", "report_id", "report_title", "chapter", "seal", "known")


@dataclass(frozen=True, slots=True)
class Problem:
    """Where: sheet, row as the spreadsheet numbers it (0 is the sheet as a whole), heading of the column."""

    sheet: str
    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """`notes` stop nothing. `seals` are by report id, of the reports there were when the sheet was made (empty when it
    does not say). `places` tell the row of an id in a sheet, for those who find more that is wrong with it.
    """

    edition: values.Edition | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    seals: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[tuple[str, str], int] = field(default_factory=dict)


def read_tables(found: Mapping[str, Grid], base: values.Edition | None = None) -> Reading:
    """`found` is by the sheets' names. A sheet that is not there is read as it would have been written of `base`."""
    return _Reader(found, base).read()


class _Reader:
    def __init__(self, found: Mapping[str, Grid], base: values.Edition | None):
        self.found = {name.strip().casefold(): grid for name, grid in found.items()}
        self.base = {sheet.name: grid for sheet, grid in tables(base).items()} if base else {}
        self.problems, self.notes = [], []
        known = {sheet.name.casefold() for sheet in SHEETS} | {"forklaring"}
        for name in found:
            if name.strip().casefold() not in known:
                self.notes.append(Said("Arket «%(name)s» er ikke et av våre, og leses ikke.", name=name))

    def read(self) -> Reading:
        rows = {sheet: self._rows(sheet) for sheet in SHEETS}
        chapters, reports = self._chapters(rows[CHAPTERS]), rows[REPORTS]
        self._check_reports(reports, chapters)
        for place, sheet, _ in PARTS:
            self._give_parts(place, sheet, rows[sheet], reports)
        whole = self._edition(rows[EDITION], chapters, reports) if not self.problems else None
        places = {(row["sheet"], row["id"]): row["row"] for sheet in rows for row in rows[sheet] if row.get("id")}
        own = {row["id"]: row.get("seal", "") for row in reports if row.get("id")}
        known = [key for row in rows[EDITION] for key in row.get("known", "").split()]
        seals = {key: own.get(key, "") for key in (*known, *own)}
        return Reading(whole, tuple(self.problems), tuple(self.notes), seals, places)

    def _problem(self, row: dict, sheet: Sheet, name: str, message: str) -> None:
        self.problems.append(Problem(sheet.name, row["row"], sheet.column(name).heading, message))

    # Cells ------------------------------------------------------------------------------------
    def _rows(self, sheet: Sheet) -> list[dict]:
        """Each row that holds anything, by the names of the columns, with `sheet` and `row`."""
        grid, given = self.found.get(sheet.name.casefold()), True
        if grid is None:
            grid, given = self.base.get(sheet.name), False
            if grid is None:
                message = Said("Arket mangler. Last ned regnearket på nytt.")
                self.problems.append(Problem(sheet.name, 0, "", message))
                return []
            self.notes.append(
                Said("Arket «%(name)s» er ikke med. Det som står der fra før, blir stående.", name=sheet.name)
            )
        places = self._places(sheet, grid[0] if grid else [])
        if places is None:
            return []
        kept = []
        for number, cells in enumerate(grid[1:], start=2):
            if any(cell not in (None, "") for cell in cells):
                kept.append(self._row(sheet, number, cells, places) | {"given": given})
        return kept

    def _places(self, sheet: Sheet, headings: list) -> dict[str, list[int]] | None:
        """The places of each column's cells, or None when one is missing."""
        known = {column.heading.casefold(): column.name for column in sheet.columns}
        places = {}
        for place, heading in enumerate(str(heading or "").strip() for heading in headings):
            continued = _CONTINUED.fullmatch(heading)
            name = known.get(continued[1].casefold() if continued else heading.casefold())
            if name is None and heading:
                self.notes.append(
                    Said(
                        "Kolonnen «%(heading)s» i arket «%(name)s» er ikke en av våre, og leses ikke.",
                        heading=heading[:60],
                        name=sheet.name,
                    )
                )
            elif name in places and not continued:
                message = Said("Kolonnen står to ganger. Slett den ene.")
                self.problems.append(Problem(sheet.name, 1, heading, message))
            elif name:
                places.setdefault(name, []).append(place)
        for column in sheet.columns:
            if column.name not in places:
                self.problems.append(
                    Problem(
                        sheet.name,
                        1,
                        column.heading,
                        Said("Kolonnen mangler. Sett den inn igjen med denne overskriften, eller last ned på nytt."),
                    )
                )
        return places if len(places) == len(sheet.columns) else None

    def _row(self, sheet: Sheet, number: int, cells: list, places: dict[str, list[int]]) -> dict:
        row = {"row": number, "sheet": sheet.name}
        for column in sheet.columns:
            given = [cells[place] for place in places[column.name] if place < len(cells)]
            try:
                value = column.kind.read(_joined(given))
            except CellError as error:
                self._problem(row, sheet, column.name, str(error))
                continue
            if column.required and value in (None, ""):
                self._problem(
                    row,
                    sheet,
                    column.name,
                    Said("Cellen er tom. Fyll den ut, eller slett raden hvis %(one)s skal bort.", one=sheet.one),
                )
            else:
                row[column.name] = value
        return row

    # Rows -------------------------------------------------------------------------------------
    def _chapters(self, rows: list[dict]) -> dict[int, dict]:
        chapters = {}
        for row in rows:
            number = row.get("number")
            if number in chapters:
                told = {"number": number, "row": chapters[number]["row"]}
                self._problem(row, CHAPTERS, "number", Said("Nummeret %(number)d står også i rad %(row)d.", **told))
            elif number:
                chapters[number] = row
        return chapters

    def _check_reports(self, rows: list[dict], chapters: dict[int, dict]) -> None:
        self._refuse_twins(REPORTS, rows)
        for row in rows:
            if row.get("chapter") and row["chapter"] not in chapters:
                message = Said("Kapittel %(number)d finnes ikke i arket Kapitler.", number=row["chapter"])
                self._problem(row, REPORTS, "chapter", message)

    def _refuse_twins(self, sheet: Sheet, rows: list[dict]) -> None:
        seen = {}
        for row in rows:
            if (own := row.get("id")) and seen.setdefault(own, row) is not row:
                self._problem(
                    row,
                    sheet,
                    "id",
                    Said("Id-en står også i rad %(row)d. Tøm cellen hvis raden er ny.", row=seen[own]["row"]),
                )

    def _give_parts(self, place: str, sheet: Sheet, rows: list[dict], reports: list[dict]) -> None:
        """Leaves with each report's row its parts, under the name of the place."""
        self._refuse_twins(sheet, rows)
        by_id = {row["id"]: row for row in reports if row.get("id")}
        by_title = {}
        for row in reports:
            by_title.setdefault(key(row.get("title", "")), []).append(row)
        for row in rows:
            if "report_id" not in row or "report_title" not in row:
                continue
            wanted, title = row["report_id"], row["report_title"]
            owners = [by_id[wanted]] if wanted in by_id else [] if wanted else by_title.get(key(title), [])
            if len(owners) == 1:
                owners[0].setdefault(place, []).append(row)
            elif row["given"]:
                self._problem(row, sheet, "report_id", _no_owner(wanted, title, len(owners)))

    # The edition ------------------------------------------------------------------------------
    def _edition(self, rows: list[dict], chapters: dict[int, dict], reports: list[dict]) -> values.Edition | None:
        if len(rows) != 1:
            message = Said("Arket skal ha én rad under overskriftene.")
            self.problems.append(Problem(EDITION.name, 2, "", message))
            return None
        by_chapter = {}
        for row in _ordered(reports, lambda row: row["chapter"]):
            by_chapter.setdefault(row["chapter"], []).append(_report(row))
        return values.Edition(
            **_values(EDITION, rows[0]),
            chapters=tuple(
                values.Chapter(**_values(CHAPTERS, row), reports=tuple(by_chapter.get(number, ())))
                for number, row in sorted(chapters.items())
            ),
        )


def _joined(pieces: list) -> object:
    """A cell, or the text that goes on in further cells. What the file's reader found bad comes as its error."""
    for piece in pieces:
        if isinstance(piece, CellError):
            raise piece
    return pieces[0] if len(pieces) == 1 else "".join(str(piece) for piece in pieces if piece is not None)


def _no_owner(wanted: str, title: str, owners: int) -> Said:
    if wanted:
        return Said("Rapporten «%(id)s» finnes ikke i arket Rapporter. Kopier id-en derfra.", id=wanted)
    if owners:
        return Said("Flere rapporter heter «%(title)s». Skriv id-en til den rette.", title=title[:60])
    if title:
        return Said(
            "Ingen rapport heter «%(title)s». Skriv id-en, eller tittelen slik den står i arket Rapporter.",
            title=title[:60],
        )
    return Said("Raden sier ikke hvilken rapport den hører til. Skriv rapportens id.")


def _report(row: dict) -> values.Report:
    parts = {
        place: tuple(noun(**_values(sheet, part)) for part in _ordered(row.get(place, []), lambda part: None))
        for place, sheet, noun in PARTS
    }
    return values.Report(**_values(REPORTS, row), **parts)


def _values(sheet: Sheet, row: dict) -> dict:
    found = {column.name: row[column.name] for column in sheet.columns if column.name not in _NOT_OF_THE_VALUE}
    if found.get("id", "").startswith(NEW):
        found["id"] = ""
    return found


def _ordered(rows: list[dict], group) -> list[dict]:
    """By the number of each; a row without one comes after the row above it in the same group."""
    above, numbered = {}, []
    for row in rows:
        order = row["order"] if row["order"] is not None else above.get(group(row), 0)
        above[group(row)] = order
        numbered.append((order, row))
    return [row for _, row in sorted(numbered, key=lambda pair: pair[0])]
