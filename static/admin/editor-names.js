// The editor's toolbar and text area in Norwegian, with the roles that screen readers need: its own names are English.
const NAMES = {
  paragraph: "Avsnitt", heading2: "Overskrift", heading3: "Underoverskrift", "heading 2": "Overskrift",
  "heading 3": "Underoverskrift", blockquote: "Sitat", bold: "Fet", italic: "Kursiv",
  bulletList: "Punktliste", orderedList: "Nummerert liste", link: "Lenke", unlink: "Fjern lenken",
  undo: "Angre", redo: "Gjør om", history: "Angre", table: "Sett inn tabell",
  "table:addColumnAfter": "Ny kolonne", "table:deleteColumn": "Slett kolonnen", "table:addRowAfter": "Ny rad",
  "table:deleteRow": "Slett raden", "table:mergeCells": "Slå sammen celler", "table:splitCell": "Del cellen",
  "table:toggleHeaderCell": "Overskriftscelle", "unordered list": "Punktliste", "ordered list": "Nummerert liste",
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
  const rename = () => toolbar.querySelectorAll("button").forEach(nameButton)
  rename()
  new MutationObserver(rename).observe(toolbar, { childList: true, subtree: true, attributeFilter: ["title"] })
}
