// The editor's toolbar and text area in Norwegian, with the roles that screen readers need.
const NAMES = {
  Bold: "Fet", Italic: "Kursiv", "Bullet list": "Punktliste", "Ordered list": "Nummerert liste",
  Link: "Lenke", "Insert link": "Sett inn lenke", "Remove link": "Fjern lenke", Unlink: "Fjern lenke",
  "Update link": "Endre lenken", "Edit link": "Endre lenken",
  Undo: "Angre", Redo: "Gjør om", Blockquote: "Sitat", Quote: "Sitat", Paragraph: "Avsnitt",
  "Heading 2": "Overskrift", "Heading 3": "Underoverskrift", Heading: "Overskrift",
  "heading 2": "Overskrift", "heading 3": "Underoverskrift", paragraph: "Avsnitt", blockquote: "Sitat",
  "Insert table": "Sett inn tabell", "Add column": "Ny kolonne", "Delete column": "Slett kolonne",
  "Add row": "Ny rad", "Delete row": "Slett rad", "Toggle header cell": "Overskriftscelle", "Delete table": "Slett tabell",
  "Add column after": "Ny kolonne etter", "Add row after": "Ny rad under", "Add column before": "Ny kolonne foran",
  "Add row before": "Ny rad over", "Merge cells": "Slå sammen celler", "Split cell": "Del celle",
}

export function nameEditor(editor, textarea) {
  const label = textarea.labels?.[0]?.textContent.replace(":", "").trim() || "Tekst"
  const area = editor.view.dom
  area.setAttribute("role", "textbox")
  area.setAttribute("aria-multiline", "true")
  area.setAttribute("aria-label", label)
  const described = textarea.getAttribute("aria-describedby")
  if (described) area.setAttribute("aria-describedby", described)
  if (textarea.labels?.[0]) textarea.labels[0].addEventListener("click", () => editor.commands.focus())
  const frame = textarea.closest(".prose-editor") || area.closest(".prose-editor")
  const toolbar = frame?.querySelector(".prose-menubar")
  if (!toolbar) return
  toolbar.setAttribute("role", "toolbar")
  toolbar.setAttribute("aria-label", `Verktøy for ${label.toLowerCase()}`)
  const rename = () => {
    for (const item of toolbar.querySelectorAll("[title]")) {
      const name = NAMES[item.title] || item.title
      if (item.title !== name) item.title = name
      if (!item.hasAttribute("role")) item.setAttribute("role", "button")
      if (item.getAttribute("aria-label") !== name) item.setAttribute("aria-label", name)
    }
  }
  rename()
  new MutationObserver(rename).observe(toolbar, { childList: true, subtree: true })
}
