import pytest

from reports.manuscript.folder import read_folder, read_toml
from reports.manuscript.values import ManuscriptError

EDITION = """
schema = 1
year = 2031
title = "FoU 2031"
[[chapters]]
number = 1
title = "Bosetting"
slug = "bosetting"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "edition.toml").write_text(EDITION, "utf-8")
    chapter = tmp_path / "1-bosetting"
    chapter.mkdir()
    (chapter / "02-aere.toml").write_text('title = "Ære"\nslug = "aere"\nissued = "2031-08"\n', "utf-8")
    (chapter / "01-oekonomi.toml").write_text('title = "Økonomi"\nslug = "okonomi"\n', "utf-8")
    return tmp_path


def test_reports_stand_in_the_order_of_their_file_numbers(folder):
    (chapter,) = read_folder(folder).chapters
    assert [report.title for report in chapter.reports] == ["Økonomi", "Ære"]
    assert chapter.reports[1].issued.iso == "2031-08"


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ManuscriptError, match=r"edition\.toml: filen finnes ikke\."):
        read_folder(tmp_path)


@pytest.mark.parametrize("content", [b"title = ", b"title = '\xff'"])
def test_a_file_that_is_no_toml_is_named(folder, content):
    path = folder / "1-bosetting" / "01-oekonomi.toml"
    path.write_bytes(content)
    with pytest.raises(ManuscriptError, match=r"01-oekonomi\.toml: kan ikke leses som TOML"):
        read_toml(path)


def test_a_value_that_does_not_fit_is_placed_in_the_edition(folder):
    (folder / "1-bosetting" / "02-aere.toml").write_text('title = "Ære"', "utf-8")
    with pytest.raises(ManuscriptError, match="kapittel 1, rapport 2: feltet «slug» mangler"):
        read_folder(folder)


def test_a_folder_that_no_chapter_names_is_refused_and_not_forgotten(folder):
    (folder / "1-bosetting").rename(folder / "1-bosettning")
    with pytest.raises(ManuscriptError, match="1-bosettning: mappen hører ikke til noe kapittel"):
        read_folder(folder)


@pytest.mark.parametrize("chapters", ["chapters = 3", 'chapters = ["x"]'])
def test_chapters_that_are_no_chapters_are_refused(tmp_path, chapters):
    (tmp_path / "edition.toml").write_text(f'schema = 1\nyear = 2031\ntitle = "x"\n{chapters}\n', "utf-8")
    with pytest.raises(ManuscriptError, match="skal være"):
        read_folder(tmp_path)
