// The editor's toolbar and text area in the desk's language, with the roles that screen readers need. The editor's own
// names are English.
const NAMES = {
  paragraph: gettext("Avsnitt"), heading2: gettext("Overskrift"), heading3: gettext("Underoverskrift"),
  "heading 2": gettext("Overskrift"), "heading 3": gettext("Underoverskrift"), blockquote: gettext("Sitat"),
  bold: gettext("Fet"), italic: gettext("Kursiv"), bulletList: gettext("Punktliste"),
  orderedList: gettext("Nummerert liste"), link: gettext("Lenke"), unlink: gettext("Fjern lenken"),
  "history:undo": gettext("Angre"), "history:redo": gettext("Gjør om"), table: gettext("Sett inn tabell"),
  "table:addColumnAfter": gettext("Ny kolonne"), "table:deleteColumn": gettext("Slett kolonnen"),
  "table:addRowAfter": gettext("Ny rad"), "table:deleteRow": gettext("Slett raden"),
  "table:mergeCells": gettext("Slå sammen celler"), "table:splitCell": gettext("Del cellen"),
  "table:toggleHeaderCell": gettext("Overskriftscelle"), "table:deleteTable": gettext("Slett tabellen"),
  orderedListProperties: gettext("Hvordan listen nummereres"), "unordered list": gettext("Punktliste"),
  "ordered list": gettext("Nummerert liste"),
}

function nameButton(item) {
  const name = NAMES[item.dataset.name] || NAMES[item.title] || item.title
  const words = item.querySelector("h2, h3, p") // the block menu shows its names as text
  if (words && words.textContent !== name) words.textContent = name
  if (!name || item.getAttribute("aria-label") === name) return
  item.setAttribute("aria-label", name)
  if (item.title) item.title = name
}

export function nameEditor(editor, textarea) {
  const label = textarea.labels?.[0]?.textContent.replace(":", "").trim() || gettext("Tekst")
  const area = editor.view.dom
  area.setAttribute("role", "textbox")
  area.setAttribute("aria-multiline", "true")
  area.setAttribute("aria-label", label)
  const described = textarea.getAttribute("aria-describedby")
  if (described) area.setAttribute("aria-describedby", described)
  if (textarea.labels?.[0]) textarea.labels[0].addEventListener("click", () => editor.commands.focus())
  const frame = textarea.closest(".prose-editor") || area.closest(".prose-editor")
  const named = () => nameToolbar(frame?.querySelector(":scope > .prose-menubar"), label)
  if (named() || !frame) return
  const awaited = new MutationObserver(() => { if (named()) awaited.disconnect() })
  awaited.observe(frame, { childList: true }) // the toolbar is made after the editor
}

function nameToolbar(toolbar, label) {
  if (!toolbar) return false
  toolbar.setAttribute("role", "toolbar")
  toolbar.setAttribute("aria-label", interpolate(gettext("Verktøy for %s"), [label.toLowerCase()]))
  const rename = () => toolbar.querySelectorAll("button").forEach(nameButton)
  rename()
  new MutationObserver(rename).observe(toolbar, { childList: true, subtree: true, attributeFilter: ["title"] })
  return true
}
