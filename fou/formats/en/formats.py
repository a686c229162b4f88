"""Dates and numbers as an English reader in Norway meets them: day first, 24 hours. Typed dates stay Norwegian."""

from ..nb.formats import DATE_INPUT_FORMATS, DATETIME_INPUT_FORMATS, NUMBER_GROUPING, TIME_INPUT_FORMATS

__all__ = ["DATETIME_INPUT_FORMATS", "DATE_INPUT_FORMATS", "NUMBER_GROUPING", "TIME_INPUT_FORMATS"]

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
TIME_FORMAT = "H:i"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
