"""Kept files: served in ranges under a lasting address, and only while their report is public."""

import pytest

from reports.files.kept import keep_file, path_of
from reports.models import PublishedDocument
from reports.publishing.reports import PublishingRefused, withdraw_report

from ..pdfs import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

NAME = "Årsrapport «endelig» 2.pdf"


@pytest.fixture
def report(make_report):
    report = make_report("Med fil")
    _attach(report.documents.create(title="Språk og læring", position=1), pdf(pages=2))
    return report


def _attach(document, content: bytes) -> None:
    kept = keep_file(chunks=[content], name=NAME)
    document.sha256, document.file_name, document.size = kept.sha256, NAME, kept.size
    document.save()


@pytest.fixture
def address(report, publish):
    publish(report)
    return PublishedDocument.objects.get(publication__source=report).get_absolute_url()


def _body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_file_is_served_whole_with_headers_that_show_it_in_the_browser(client, report, address):
    document = report.documents.get()
    answer = client.get(address)
    assert address == f"/dokumenter/{document.public_id}/sprak-og-laering.pdf"
    assert (answer.status_code, _body(answer)) == (200, pdf(pages=2))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(document.size)
    assert answer["Content-Disposition"] == ("inline; filename*=utf-8''%C3%85rsrapport%20%C2%ABendelig%C2%BB%202.pdf")
    assert answer["ETag"] == f'"{document.sha256}"'
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in answer


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=5-", 5, None), ("bytes=-20", -20, None), ("bytes=7-7", 7, 7), ("bytes=0-0", 0, 0)],
)
def test_a_range_is_that_part_of_the_file(client, address, asked, first, last):
    content = pdf(pages=2)
    first = first % len(content)
    last = len(content) - 1 if last is None else last
    answer = client.get(address, headers={"Range": asked})
    assert (answer.status_code, _body(answer)) == (206, content[first : last + 1])
    assert answer["Content-Range"] == f"bytes {first}-{last}/{len(content)}"
    assert answer["Content-Length"] == str(last + 1 - first)


def test_a_range_outside_the_file_is_416(client, address):
    answer = client.get(address, headers={"Range": "bytes=900000-900100"})
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(pdf(pages=2))}")


@pytest.mark.parametrize("asked", ["bytes=a-b", "lines=1-2", "bytes=0-1,4-5", "bytes", "bytes=-"])
def test_a_range_that_cannot_be_read_is_the_whole_file(client, address, asked):
    answer = client.get(address, headers={"Range": asked})
    assert (answer.status_code, len(_body(answer))) == (200, len(pdf(pages=2)))


def test_head_says_how_long_the_file_is(client, address):
    answer = client.head(address)
    assert (answer.status_code, answer["Content-Length"], _body(answer)) == (200, str(len(pdf(pages=2))), b"")


@pytest.mark.parametrize("known", ["{}", "W/{}", '"annen", {}'])
def test_a_file_that_is_known_is_not_sent_again(client, address, known):
    etag = client.get(address)["ETag"]
    answer = client.get(address, headers={"If-None-Match": known.format(etag)})
    assert (answer.status_code, _body(answer)) == (304, b"")


def test_a_replaced_file_has_the_same_address_and_no_piece_of_it_is_joined_to_the_old(
    client, report, publish, address, now
):
    old = client.get(address)["ETag"]
    _attach(report.documents.get(), pdf(pages=5))
    assert client.get(address)["ETag"] == old
    publish(report, now.replace(hour=13))
    answer = client.get(address, headers={"Range": "bytes=0-9", "If-Range": old})
    assert (answer.status_code, _body(answer)) == (200, pdf(pages=5))
    assert client.get(address, headers={"If-None-Match": old}).status_code == 200
    answer = client.get(address, headers={"Range": "bytes=0-9", "If-Range": answer["ETag"]})
    assert answer.status_code == 206


def test_another_name_leads_to_the_right_one(client, report, address):
    answer = client.get(f"/dokumenter/{report.documents.get().public_id}/gammelt-navn.pdf")
    assert (answer.status_code, answer["Location"]) == (301, address)


def test_a_drafts_file_is_not_found(client, report):
    assert client.get(f"/dokumenter/{report.documents.get().public_id}/sprak-og-laering.pdf").status_code == 404


def test_a_withdrawn_reports_file_is_gone_and_says_why(client, report, address, geir, now):
    withdraw_report(report=report, reason="Tallene var feil.", actor=geir, now=now)
    answer = client.get(address)
    assert answer.status_code == 410
    assert "Tallene var feil." in answer.content.decode()


def test_a_document_without_file_has_no_address_of_ours(client):
    document = PublishedDocument.objects.filter(sha256="").first()
    assert client.get(f"/dokumenter/{document.public_id}/x.pdf").status_code == 404


def test_a_file_taken_away_is_gone_from_the_site_when_published_and_still_kept(client, report, address, publish, now):
    document = report.documents.get()
    kept = path_of(document.sha256)
    document.sha256 = document.file_name = ""
    document.save()
    assert client.get(address).status_code == 200
    publish(report, now.replace(hour=13))
    assert client.get(address).status_code == 404
    assert kept.exists()


def test_a_report_whose_file_is_lost_is_not_published(report, publish):
    path_of(report.documents.get().sha256).unlink()
    with pytest.raises(PublishingRefused, match="finnes ikke på tjeneren"):
        publish(report)


def test_a_file_that_vanishes_later_is_404_and_no_error(client, report, address):
    path_of(report.documents.get().sha256).unlink()
    assert client.get(address).status_code == 404


def test_an_unknown_parameter_is_refused_and_trackers_are_not(client, address):
    assert client.get(f"{address}?side=2").status_code == 400
    assert client.get(f"{address}?utm_source=brev").status_code == 200


def test_the_version_says_which_bytes_were_published(report, publish):
    manuscript = publish(report).version.manuscript
    assert manuscript["documents"][0]["sha256"] == report.documents.get().sha256
    assert manuscript["documents"][0]["file_name"] == NAME
