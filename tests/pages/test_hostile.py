"""What people may paste, on the pages it is shown on: it is text, the HTML stays valid, and every word is there."""

import pytest

SCRIPT = '</p></main><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7|add:7 }} {% now "Y" %} &amp; ]]>'
TEXTS = {
    "kode": SCRIPT,
    "typst": '#panic("x") $x^2$ *fet* `kode` @ref = Tittel',
    "langt ord": "x" * 20_000,
    "emoji": "Barn 👨‍👩‍👧 og 😀",
    "navn": "محمد الأمين og Cabdullaahi Maxamed Xasan, Đặng, Łódź",
    "lang": "Integrering i kommunene " * 40,
}


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_is_only_text(name, make_report, publish, visit):
    text = TEXTS[name]
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    report = make_report(title=text[:250].strip(), finding=f"<p>{safe}</p>", lead=text[:2000], body=f"<p>{safe}</p>")
    for place in range(2, 61):
        report.findings.create(text=f"<p>Funn {place}: {safe[:80] if name != 'kode' else safe}</p>", position=place)
    publish(report)
    for address in ("/2020/les/", f"/rapporter/{report.slug}/"):
        page = visit(address)
        scripts = [script.get("src") or script.get("type") for script in page.all("script")]
        assert page.status == 200
        assert all(scripts)
        assert "alert(1)" not in "".join(script.text or "" for script in page.all("script[@src]"))
        assert not page.all("img[@onerror]")
        assert " ".join(text.split()) in page.text.replace("\N{ZERO WIDTH SPACE}", "")
        assert "Funn 60:" in page.text
