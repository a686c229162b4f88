// What the publishing gate links to may lie in a folded row: the row is opened, and what can be written in gets focus.
function go(id) {
  const target = id && document.getElementById(id)
  if (!target) return false
  const row = target.closest(".inline-related[data-folded]")
  row?.querySelector(":scope > h3 .row-toggle")?.click()
  target.closest(".inline-related, .form-row, .inline-group")?.scrollIntoView({ block: "start" })
  focusIn(target, 20)
  return true
}

// A rich text's editor may not have been started yet; a group of rows is entered at its first control.
function focusIn(target, tries) {
  const editor = target.closest(".form-row, .fieldBox")?.querySelector("[contenteditable]")
  const waiting = !editor && target.matches("textarea[data-editor-on-demand], textarea[data-django-prose-editor-configurable]")
  if (waiting && tries) setTimeout(() => focusIn(target, tries - 1), 50)
  else (editor || (target.matches("input, select, textarea") ? target : target.querySelector("a, button, input, select")))?.focus()
}

export function followGate() {
  document.querySelector(".gate")?.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']")
    if (link && go(link.hash.slice(1))) event.preventDefault()
  })
  if (location.hash) go(location.hash.slice(1))
}
