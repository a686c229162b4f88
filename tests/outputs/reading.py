"""The files as the programs that they are for read them."""

import csv
import io

import bibtexparser
import openpyxl
import rispy


def read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_sheet(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def read_ris(content: bytes) -> list[dict]:
    return rispy.loads(content.decode())


def read_bibtex(content: bytes) -> list:
    parsed = bibtexparser.parse_string(content.decode())
    assert parsed.failed_blocks == []
    return parsed.entries
