"""A report's whole journey: one writes it by keyboard and mouse, another publishes it, a visitor reads it."""

import re

from playwright.sync_api import expect

TITLE = "Språkkafeer på bibliotek: en undersøkelse fra tjueåtte kommuner"


def _type_into_editor(row, text):
    editor = row.locator("[contenteditable]")
    editor.click()
    editor.press_sequentially(text)


def _add_row(page, group, button):
    page.locator(f"#{group}-group").get_by_role("button", name=re.compile(button)).or_(
        page.locator(f"#{group}-group .add-row a")
    ).first.click()
    return page.locator(f"#{group}-group .inline-related:not(.empty-form)").last


def _choose_tag(page, word):
    """By keyboard alone: filter, tab to the only box left unchosen, space."""
    filter_box = page.get_by_role("searchbox", name="Filtrer: Emner")
    filter_box.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(word)
    boxes = page.locator(".filtered-checkboxes li:visible input")
    for _ in range(boxes.count()):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if not focused.is_checked():
            page.keyboard.press("Space")
            return


def test_one_writes_and_another_publishes_a_report_that_a_visitor_reads(log_in, page):
    desk = log_in("rita")
    desk.goto("/admin/reports/report/add/")
    desk.get_by_label("Tittel:").first.fill(TITLE)
    desk.get_by_label("Ingress:").fill("Vi undersøkte språkkafeer. De fleste deltakerne kommer igjen.")
    desk.get_by_label("Kapittel:").select_option(label="2020 · 3 Oppvekst og deltakelse")
    desk.get_by_label("Utgitt:").fill("19.10.2020")

    contribution = _add_row(desk, "contributions", "institusjon")
    contribution.get_by_role("searchbox").fill("faf")
    contribution.get_by_label("Institusjon:").select_option(label="Fafo")

    first = _add_row(desk, "findings", "funn")
    _type_into_editor(first, "Tre av fire deltakere kommer igjen.")
    second = _add_row(desk, "findings", "funn")
    _type_into_editor(second, "Frivillige savner opplæring.")

    figure = _add_row(desk, "key_figures", "nøkkeltall")
    figure.get_by_label("Tall:").fill("75,5")
    figure.get_by_label("Utsagn:").fill("av deltakerne kommer igjen")

    document = _add_row(desk, "documents", "dokument")
    document.get_by_label("Tittel:").fill("Språkkafeer på bibliotek")
    document.get_by_label("Størrelse").fill("2000000")

    for word in ("norsko", "kommunenes i", "brukerm"):
        _choose_tag(desk, word)
    expect(desk.locator(".filter-status")).to_contain_text("Valgt (3)")

    desk.get_by_role("button", name="Lagre", exact=True).first.click()
    expect(desk.locator(".gate")).to_contain_text("Dokument 1 har verken adresse eller fil.")
    approver = log_in("geir")
    approver.goto(desk.url)
    approver.get_by_role("button", name="Publiser eller planlegg").first.click()
    approver.get_by_role("button", name="Publiser nå").click()
    expect(approver.locator(".messagelist")).to_contain_text("er publisert")
    desk.reload()
    page.goto(desk.get_by_role("link", name="Vis på nettstedet").first.get_attribute("href"))

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text("Tre av fire deltakere kommer igjen.")).to_be_visible()
    expect(page.get_by_text("Frivillige savner opplæring.")).to_be_visible()
    expect(page.locator("main")).to_contain_text("75,5")
    expect(page.locator("main")).to_contain_text("lenke mangler")
    expect(page.get_by_role("link", name="Norskopplæring").first).to_be_visible()
    assert page.context.cookies() == []

    # An edit stays at the desk until it is published.
    desk.get_by_label("Ingress:").fill("En ny ingress som ingen skal se ennå.")
    desk.get_by_role("button", name="Lagre", exact=True).first.click()
    expect(desk.locator(".desk-state")).to_contain_text("publisert med endringer")
    page.reload()
    expect(page.locator("main")).not_to_contain_text("ingen skal se ennå")


def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(log_in):
    desk = log_in("geir")
    desk.goto("/admin/reports/report/add/")
    desk.get_by_label("Tittel:").first.fill("En rapport med feil dato")
    desk.get_by_label("Utgitt:").fill("32. mai 2020")
    finding = _add_row(desk, "findings", "funn")
    _type_into_editor(finding, "Dette funnet skal ikke forsvinne.")
    desk.get_by_role("button", name="Lagre", exact=True).first.click()
    expect(desk.locator(".field-issued .errorlist")).to_have_text(
        "Datoen «32. mai 2020» finnes ikke. Skriv for eksempel 19. oktober 2020 eller oktober 2020."
    )
    expect(desk.get_by_label("Utgitt:")).to_have_value("32. mai 2020")
    expect(desk.locator("#findings-group .ProseMirror").first).to_have_text("Dette funnet skal ikke forsvinne.")
    assert "Please" not in desk.locator("body").inner_text()
