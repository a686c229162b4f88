"""The desk in the editor's own language."""

from reports.languages import language_of
from reports.models import EditorLanguage, Report

CHOOSE = "/admin/reports/editorlanguage/velg/"


def test_an_editors_choice_is_kept_on_the_account(client, rita):
    client.force_login(rita)
    assert '<html lang="nb"' in client.get("/admin/").content.decode()
    answer = client.post(CHOOSE, {"language": "en"}, follow=True)
    assert '<html lang="en"' in answer.content.decode()
    client.logout()
    client.force_login(rita)
    assert "Log out" in client.get("/admin/").content.decode()
    assert language_of(rita) == "en"


def test_an_unknown_choice_changes_nothing(client, rita):
    client.force_login(rita)
    assert client.post(CHOOSE, {"language": "se"}).status_code == 400
    assert not EditorLanguage.objects.exists()


def test_the_preview_is_what_the_public_sees(client, rita):
    EditorLanguage.objects.create(editor=rita, language="en")
    client.force_login(rita)
    preview = client.get(f"/admin/reports/report/{Report.objects.first().pk}/forhandsvisning/").content.decode()
    assert '<html lang="nb"' in preview
