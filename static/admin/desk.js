// What the desk adds to pages that work without it: rows that fold and move, editors started when a row is opened,
// filter boxes for long lists, names on the editor's buttons, a warning before unsaved text is left.
import { keepTyped } from "./autosave.js";
import { warnOfLeaving } from "./leaving.js";
import { addPasteBox, splitPaste } from "./paste-findings.js";
import { cleanWordPaste } from "./paste.js";
import { nameEditor } from "./editor-names.js";
import { addFileDrop } from "./drop-files.js";
import { addFilterBoxes } from "./filter-boxes.js";
import { followGate } from "./gate.js";
import { addMakers } from "./new-entry.js";
import { addPreview } from "./preview.js";
import { placeRemarks } from "./remarks.js";
import { foldRows } from "./rows.js";

// By its name in the page's import map; only pages with rich text have one.
const EDITOR = "django-prose-editor/configurable"
const form = document.querySelector("#report_form, #edition_form, #chapter_form")

function equipEditor({ editor, textarea }) {
  nameEditor(editor, textarea)
  const transformPastedHTML = (html) => splitPaste(cleanWordPaste(html), editor, textarea)
  editor.setOptions({ editorProps: { ...editor.options.editorProps, transformPastedHTML } })
}

window.editorsReady.forEach(equipEditor)
document.addEventListener("prose-editor:ready", (event) => equipEditor(event.detail))

// A page may hold sixty findings: an editor is started when its row is opened, not before.
async function startEditors(row) {
  if (!row.querySelector("textarea[data-editor-on-demand]")) return
  const { createEditor } = await import(EDITOR)
  for (const textarea of row.querySelectorAll("textarea[data-editor-on-demand]")) {
    if (textarea.name.includes("__prefix__")) continue
    const config = JSON.parse(textarea.dataset.editorOnDemand)
    delete textarea.dataset.editorOnDemand
    createEditor(textarea, config)
  }
}

foldRows(document, startEditors)
addFilterBoxes(document)
addMakers(document)
placeRemarks()
addPreview()
addFileDrop()
addPasteBox()
followGate()
document.addEventListener("formset:added", (event) => {
  foldRows(event.target.parentElement, startEditors, event.target)
  addFilterBoxes(event.target)
  addMakers(event.target)
})

keepTyped(form)
warnOfLeaving(form)

// Ctrl+S (Cmd+S) saves.
if (form) {
  // Django focuses the form's first control, which with a save row on top is a button.
  if (document.activeElement?.type === "submit") form.querySelector("fieldset :is(input, textarea):not([type=hidden])")?.focus()
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault()
      form.querySelector("input[name=_continue]")?.click()
    }
  })
}
