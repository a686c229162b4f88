// Rows moved with the mouse, by a grip in their heading. The keyboard has the buttons of rows.js.

const KIND = "application/x-fou-row" // nothing that an editor would take as text
let dragged = null
let home = null // what stood after the row when it was lifted: a drag that is given up puts it back

function siblingAt(group, y) {
  const rows = [...group.querySelectorAll(":scope > .inline-related:not(.empty-form)")].filter((row) => row !== dragged)
  return rows.find((row) => { const box = row.getBoundingClientRect(); return y < box.top + box.height / 2 })
}

function follow(event) {
  if (!dragged || !event.dataTransfer.types.includes(KIND)) return
  event.preventDefault()
  event.stopPropagation()
  event.dataTransfer.dropEffect = "move"
  if (event.type !== "dragover") return
  const group = dragged.parentElement
  const next = siblingAt(group, event.clientY) || group.querySelector(":scope > .empty-form, :scope > .add-row")
  if (next && next !== dragged.nextElementSibling) next.before(dragged)
}

function lift(event, row) {
  dragged = row
  home = row.nextElementSibling
  row.setAttribute("data-dragged", "")
  event.dataTransfer.setData(KIND, row.id)
  event.dataTransfer.effectAllowed = "move"
  event.dataTransfer.setDragImage(row.querySelector(":scope > h3"), 12, 12)
}

function letGo(event, row, tell) {
  row.removeAttribute("data-dragged")
  const moved = row.nextElementSibling !== home
  dragged = null
  if (!moved) return
  if (event.dataTransfer.dropEffect === "none") home.before(row)
  else tell(row)
}

// Before an open editor sees them: it would move its own text.
for (const type of ["dragenter", "dragover", "drop"]) document.addEventListener(type, follow, { capture: true })

// `tell(row)` is called when the row has come to another place.
export function makeDraggable(row, heading, tell) {
  const grip = document.createElement("span")
  grip.className = "row-grip"
  grip.textContent = "⠿"
  grip.title = gettext("Dra for å flytte")
  grip.setAttribute("aria-hidden", "true")
  grip.draggable = true
  grip.addEventListener("dragstart", (event) => lift(event, row))
  grip.addEventListener("dragend", (event) => letGo(event, row, tell))
  heading.prepend(grip)
}
