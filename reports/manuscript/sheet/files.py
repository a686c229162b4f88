"""An uploaded spreadsheet of whichever kind: told by what it holds, not by what it is called."""

from .. import values
from ..reading.package import is_package
from .csvfiles import read_csv, read_zip
from .reading import Reading, read_tables
from .xlsx import read_grids


def read_file(data: bytes, *, name: str, base: values.Edition | None = None) -> Reading:
    """Raises ReadError with one Norwegian sentence; what is wrong in a cell is told in the reading."""
    if not is_package(data):
        return read_tables(read_csv(data, name), base)
    is_zip_of_csv = b".csv" in data[-65_000:] and b"[Content_Types].xml" not in data
    return read_tables(read_zip(data) if is_zip_of_csv else read_grids(data), base)
