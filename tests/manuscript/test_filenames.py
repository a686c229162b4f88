"""Which document a file is, by what it is called."""

from reports.manuscript.filenames import propose

DOCUMENTS = {
    "hele": ["Hele mennesker – delte tjenester", "Rapport fra NIBR: Hele mennesker – delte tjenester"],
    "barometer": ["Integreringsbarometeret 2020"],
    "barometer-vedlegg": ["Integreringsbarometeret 2020: spørreskjema"],
    "tolk": ["Barrierer for bruk av tolk i introduksjonsprogrammet"],
    "kommune": ["IMDis kommuneundersøkelse 2019"],
}


def _proposed(*files: str) -> dict[str, str]:
    return {files[place]: key for place, key in propose(files, DOCUMENTS).items()}


def test_case_marks_letters_and_what_says_nothing_do_not_count():
    files = ("HELE_MENNESKER_delte-tjenester_endelig.PDF", "imdis-kommuneundersokelse-2019.pdf")
    assert _proposed(*files) == {files[0]: "hele", files[1]: "kommune"}


def test_words_written_together_are_found():
    assert _proposed("BarrierForBrukAvTolkIntroduksjonsprogrammet.pdf", "integreringsbarometeret2020.pdf") == {
        "BarrierForBrukAvTolkIntroduksjonsprogrammet.pdf": "tolk",
        "integreringsbarometeret2020.pdf": "barometer",
    }


def test_the_nearest_of_two_alike_gets_the_file_and_the_other_is_left():
    assert _proposed("Integreringsbarometeret 2020 spørreskjema.pdf", "Integreringsbarometeret 2020.pdf") == {
        "Integreringsbarometeret 2020 spørreskjema.pdf": "barometer-vedlegg",
        "Integreringsbarometeret 2020.pdf": "barometer",
    }


def test_a_file_like_none_is_proposed_nothing():
    assert _proposed("skann0001.pdf", "2019.pdf", "notat.pdf", ".pdf", "☃.pdf") == {}
