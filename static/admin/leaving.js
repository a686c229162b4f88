// Leaving with unsaved text asks first. A preview beside the form saves nothing, and is no leaving.
import { typed } from "./autosave.js"

export function warnOfLeaving(form) {
  if (!form) return
  const unsaved = ".errornote, #autosave[data-offered='1']"
  let began = null, changed = document.querySelector(unsaved) !== null, sent = false
  for (const kind of ["keydown", "pointerdown"]) {
    form.addEventListener(kind, () => { began ??= typed(form) }, { capture: true })
  }
  form.addEventListener("input", () => { changed = true })
  form.addEventListener("submit", (event) => { sent = !event.submitter?.formTarget })
  window.addEventListener("pageshow", () => { sent = false })
  window.addEventListener("beforeunload", (event) => {
    if (!sent && (changed || (began !== null && typed(form) !== began))) event.preventDefault()
  })
}
