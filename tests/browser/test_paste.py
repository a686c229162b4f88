"""What Word puts on the clipboard becomes the editor's own lists and headings, and nothing else."""

from playwright.sync_api import expect

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {color: red}</style></head>
<body><!--StartFragment-->
<p class="Overskrift2"><span style='font-family:Calibri'>Hva vi fant</span></p>
<p class=MsoListParagraphCxSpFirst
style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span>Første punkt<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;
</span></span>Underpunkt</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;
</span></span>Andre <b>punkt</b></p>
<p class=MsoNormal style='color:red'>Vanlig <script>alert(1)</script>tekst</p><!--EndFragment--></body></html>"""

PASTE = """(element, html) => {
  const data = new DataTransfer()
  data.setData("text/html", html)
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""


def test_paste_from_word_becomes_lists_and_headings(log_in):
    desk = log_in("rita")
    desk.goto("/admin/reports/report/add/")
    body = desk.locator(".field-body [contenteditable]")
    body.click()
    body.evaluate(PASTE, WORD)
    expect(body.locator("h2")).to_have_text("Hva vi fant")
    expect(body.locator("ul > li > ul > li")).to_have_text("Underpunkt")
    assert body.locator("ul").first.locator("> li").count() == 2
    expect(body.locator("li strong")).to_have_text("punkt")
    expect(body.locator("> p").last).to_have_text("Vanlig tekst")
    assert "style=" not in body.inner_html().replace('style=""', "")
