// Stacked rows: folded to their first words, opened and moved with buttons that a keyboard reaches.
import { makeDraggable } from "./drag.js";

function button(className, text, label) {
  const made = document.createElement("button")
  made.type = "button"
  made.className = className
  made.textContent = text
  if (label) made.setAttribute("aria-label", label)
  return made
}

function setFolded(row, folded, startEditors) {
  const toggle = row.querySelector(":scope > h3 .row-toggle")
  if (folded) row.setAttribute("data-folded", "")
  else row.removeAttribute("data-folded")
  toggle.textContent = folded ? gettext("Åpne") : gettext("Lukk")
  toggle.setAttribute("aria-expanded", String(!folded))
  if (!folded) startEditors(row)
}

export function renumber(group) {
  const rows = group.querySelectorAll(".inline-related:not(.empty-form)")
  rows.forEach((row, index) => {
    const field = row.querySelector("input[name$='-position']")
    if (field) field.value = index + 1
  })
}

function move(row, step) {
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling
  if (!other?.matches(".inline-related:not(.empty-form)")) return
  if (step < 0) other.before(row)
  else other.after(row)
  tellPlace(row)
}

// After a move, by button or by mouse: the numbers follow, the form has changed, and the new place is said.
function tellPlace(row) {
  renumber(row.closest(".inline-group"))
  row.dispatchEvent(new Event("input", { bubbles: true }))
  const name = row.querySelector(".inline_label")?.textContent.trim().slice(0, 40)
  const rows = [...row.parentElement.querySelectorAll(":scope > .inline-related:not(.empty-form)")]
  const told = { name, number: rows.indexOf(row) + 1, count: rows.length }
  say(interpolate(gettext("«%(name)s» er nå nummer %(number)s av %(count)s."), told, true))
}

let speaker
export function say(text) {
  if (!speaker) {
    speaker = document.createElement("div")
    speaker.className = "visually-hidden"
    speaker.setAttribute("role", "status")
    document.body.append(speaker)
  }
  speaker.textContent = text
}

let newAreFolded = false // a whole list of new rows is not opened, each with an editor
function equip(row, startEditors, isNew) {
  const heading = row.querySelector(":scope > h3")
  if (!heading || row.classList.contains("empty-form") || heading.querySelector(".row-toggle")) return
  const toggle = button("row-toggle", "")
  const fieldset = row.querySelector(":scope > fieldset")
  fieldset.id ||= `${row.id}-felt`
  toggle.setAttribute("aria-controls", fieldset.id)
  toggle.addEventListener("click", () => setFolded(row, !row.hasAttribute("data-folded"), startEditors))
  heading.prepend(toggle)
  if (row.querySelector("input[name$='-position']")) {
    for (const [step, mark, label] of [[1, "↓", gettext("Flytt ned")], [-1, "↑", gettext("Flytt opp")]]) {
      const mover = button("row-move", mark, label)
      mover.addEventListener("click", () => { move(row, step); mover.focus() })
      heading.querySelector(".inline_label").after(mover)
    }
    makeDraggable(row, heading, tellPlace)
  }
  const hasErrors = row.querySelector(".errorlist")
  setFolded(row, isNew ? newAreFolded : !hasErrors && row.classList.contains("has_original"), startEditors)
  if (isNew) renumber(row.closest(".inline-group"))
}

// As the group's own link "add another", but the row stays folded.
export function addFoldedRow(group) {
  newAreFolded = true
  group.querySelector(".add-row a").click()
  newAreFolded = false
  return [...group.querySelectorAll(".inline-related:not(.empty-form)")].find((row) => row.nextElementSibling?.matches(".empty-form"))
}

export function foldRows(root, startEditors, added) {
  if (added) {
    if (added.matches?.(".inline-related:not(.tabular)")) equip(added, startEditors, true)
    return
  }
  root.querySelectorAll("[data-inline-type=stacked] .inline-related").forEach((row) => equip(row, startEditors, false))
}
