import pytest
from django.urls import reverse

from reports import jobs
from reports.models import Delivery, Edition, Job
from reports.yearly import freezing
from reports.yearly.freezing import freeze_edition
from reports.yearly.pack import Pack
from reports.yearly.yearbook import FORMATS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def year(settings, tmp_path):
    settings.VAR = tmp_path
    return Edition.objects.get(year=2020)


@pytest.fixture
def items(year, monkeypatch, geir, now):
    monkeypatch.setattr(freezing, "FORMATS", {name: FORMATS[name] for name in ("md", "json")})
    freeze_edition(year=2020, actor=geir, now=now)
    return Pack(2020).items


def _address(year, name="delivery") -> str:
    return reverse(f"admin:reports_edition_{name}", args=[year.pk])


def _save(client, year, items, *days, everything=""):
    fields = {f"levert-{item.sha256}": day for item, day in zip(items, days, strict=True)}
    return client.post(_address(year), {**fields, "everything": everything})


def test_a_year_that_is_not_frozen_is_told_what_to_do(client, rita, year):
    client.force_login(rita)
    assert "Frys den først" in client.get(_address(year)).text
    assert client.get(_address(year, "pack")).status_code == 404


def test_the_pack_is_made_by_the_worker_and_then_downloaded(client, rita, year, items, now):
    client.force_login(rita)
    assert client.get(_address(year, "pack")).status_code == 404
    client.post(_address(year, "pack_make"))
    job = Job.objects.get()
    jobs.run(job=job, now=now)
    assert (job.state, job.then) == ("done", _address(year))
    assert "Last ned pakken" in client.get(_address(year)).text
    answer = client.get(_address(year, "pack"))
    assert b"".join(answer) == Pack(2020).place.read_bytes()
    assert 'filename="pliktavlevering-fou-prosjekter-2020.zip"' in answer["Content-Disposition"]


def test_days_are_recorded_one_by_one_and_taken_back(client, rita, year, items):
    client.force_login(rita)
    _save(client, year, items, "3.2.2021", "")
    delivery = Delivery.objects.get()
    assert (delivery.sha256, str(delivery.delivered_on), delivery.recorded_by) == (items[0].sha256, "2021-02-03", rita)
    assert 'value="03.02.2021"' in client.get(_address(year)).text
    _save(client, year, items, "", "")
    assert not Delivery.objects.exists()


def test_one_day_for_all_that_have_none(client, rita, year, items):
    client.force_login(rita)
    _save(client, year, items, "3.2.2021", "", everything="4. februar 2021")
    assert not Delivery.objects.exists()
    _save(client, year, items, "3.2.2021", "", everything="4.2.2021")
    assert sorted(str(d.delivered_on) for d in Delivery.objects.all()) == ["2021-02-03", "2021-02-04"]


@pytest.mark.parametrize(("day", "sentence"), [("i går", "dato"), ("3.2.2199", "Datoen er ikke kommet ennå")])
def test_a_day_that_cannot_be_is_told_and_nothing_is_lost(client, rita, year, items, day, sentence):
    client.force_login(rita)
    page = _save(client, year, items, "3.2.2021", day).text
    assert sentence in page
    assert f'value="{day}"' in page
    assert 'value="3.2.2021"' in page
    assert not Delivery.objects.exists()
