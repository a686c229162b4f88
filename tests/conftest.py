"""The universe of the tests: the shipped 2020 edition, loaded and published by our own verbs, and four people.

Rita writes, Geir approves, Ada administers, Uno may log in and nothing more.
"""

from copy import deepcopy
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from hypothesis import settings as hypothesis_settings

from reports.accounts import system_user
from reports.models import Chapter, Publication, Report, Stamp, Version
from reports.publishing.reports import PublishingRefused, publish_report
from reports.roles import ADMINISTRATOR, APPROVER, EDITOR
from reports.shipped import load_shipped_edition

# The same made texts at every run, and nothing kept between runs.
hypothesis_settings.register_profile("fou", derandomize=True, database=None, deadline=None, max_examples=80)
hypothesis_settings.load_profile("fou")

NOON = datetime(2030, 6, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        load_shipped_edition(actor=system_user(), now=timezone.now())


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    """Pages are rendered without collected static files; the browser tests serve the real ones, through whitenoise."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}


@pytest.fixture
def media(settings, tmp_path):
    """Where files are kept, for this test alone."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def now():
    """Later than everything the universe holds."""
    return NOON


def _person(name: str, role: str | None) -> User:
    user = User.objects.create(username=name.lower(), first_name=name, is_staff=True)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def rita(db):
    return _person("Rita", EDITOR)


@pytest.fixture
def geir(db):
    return _person("Geir", APPROVER)


@pytest.fixture
def ada(db):
    return _person("Ada", ADMINISTRATOR)


@pytest.fixture
def uno(db):
    return _person("Uno", None)


@pytest.fixture
def make_report(db):
    """A draft that lacks nothing, in the first chapter of 2020 unless another is given."""

    def make(title: str = "Ny rapport", finding: str = "<p>Et funn.</p>", **fields) -> Report:
        chapter = fields.pop("chapter", None) or Chapter.objects.get(edition__year=2020, number=1)
        defaults = {
            "lead": "Kort sagt.",
            "issued": "2030-05",
            "position": 50,
            "changed_at": NOON,
            "performer_unknown": True,
        }
        report = Report.objects.create(chapter=chapter, title=title, **{**defaults, **fields})
        report.findings.create(text=finding, position=1)
        return report

    return make


@pytest.fixture
def publish(db):
    """Publishes a report as the system, at noon or when told."""
    return lambda report, now=NOON: publish_report(report=report, actor=system_user(), now=now)


@pytest.fixture
def rewrite(db):
    """Gives a publication another manuscript, as a version that no editor could have made."""

    def with_changes(publication: Publication, **changes) -> Publication:
        before = publication.version
        manuscript = deepcopy(before.manuscript) | changes
        last = Version.objects.of(before.subject).order_by("-number").first()
        common = {"created_at": NOON, "created_by": before.created_by}
        publication.version = Version.objects.create(
            subject=before.subject, number=last.number + 1, manuscript=manuscript, **common
        )
        publication.save(update_fields=["version"])
        return publication

    return with_changes


@pytest.fixture
def refusal_of(db):
    """What a verb is refused with, as (field, sentence) pairs; nothing public may have changed."""

    def public_side():
        return Stamp.current(), Version.objects.count(), list(Publication.objects.values_list("slug", "state", "title"))

    def refuse(verb, **arguments) -> list[tuple[str, str]]:
        before = public_side()
        with pytest.raises(PublishingRefused) as refused:
            verb(**arguments)
        assert public_side() == before
        return refused.value.problems

    return refuse
