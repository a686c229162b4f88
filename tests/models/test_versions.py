import pytest

from reports.models import Publication, Report, Version
from reports.publishing.reports import publish_report


@pytest.fixture
def version(db):
    return Version.objects.first()


def test_a_version_cannot_be_saved_again(version):
    version.note = "omskrevet"
    with pytest.raises(TypeError, match="immutable"):
        version.save()
    assert Version.objects.get(pk=version.pk).note != "omskrevet"


def test_a_version_cannot_be_deleted(version):
    with pytest.raises(TypeError, match="immutable"):
        version.delete()
    assert Version.objects.filter(pk=version.pk).exists()


def test_versions_cannot_be_changed_or_deleted_as_a_set(version):
    with pytest.raises(TypeError, match="immutable"):
        Version.objects.update(note="omskrevet")
    with pytest.raises(TypeError, match="immutable"):
        Version.objects.filter(pk=version.pk).delete()
    with pytest.raises(TypeError, match="immutable"):
        Version.objects.bulk_update([version], ["note"])


def test_changing_what_was_read_from_a_version_does_not_change_the_version(geir, now):
    report = Report.objects.first()
    publication = publish_report(report=report, actor=geir, now=now)
    publication.manuscript["title"] = "omskrevet"
    publication.save()
    assert Publication.objects.get(pk=publication.pk).manuscript["title"] == report.title
    assert Version.objects.of(report.public_id).first().manuscript["title"] == report.title


def test_the_versions_of_a_subject_stand_with_the_newest_first(geir, now):
    report = Report.objects.first()
    for title in ("a", "b"):
        Report.objects.filter(pk=report.pk).update(title=title)
        publish_report(report=report, actor=geir, now=now)
    assert [v.number for v in Version.objects.of(report.public_id)] == [3, 2, 1]
