// A filter box before a long select or list of checkboxes. What is chosen always stays in sight.
import { say } from "./rows.js";

const fold = (text) => text.toLocaleLowerCase("nb").normalize("NFKC").trim()

function box(label) {
  const made = document.createElement("input")
  made.type = "search"
  made.className = "filter-box"
  made.placeholder = gettext("Filtrer listen")
  made.setAttribute("aria-label", label)
  made.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault() })
  return made
}

function filterSelect(select) {
  const label = select.getAttribute("aria-label") || select.labels?.[0]?.textContent.replace(":", "") || gettext("listen")
  const filter = box(interpolate(gettext("Filtrer: %s"), [label]))
  filter.addEventListener("input", () => {
    const wanted = fold(filter.value)
    let shown = 0
    for (const option of select.options) {
      option.hidden = Boolean(option.value) && !option.selected && !fold(option.text).includes(wanted)
      option.disabled = option.hidden
      if (!option.hidden && option.value) shown += 1
    }
    say(interpolate(ngettext("%s valg i listen.", "%s valg i listen.", shown), [shown]))
  })
  const wrapper = select.closest(".related-widget-wrapper") || select
  const field = document.createElement("div")
  field.className = "filter-field"
  wrapper.before(field)
  field.append(filter, wrapper)
}

function filterList(list) {
  const items = () => [...list.querySelectorAll("li")] // asked each time: new ones are made in the page
  const filter = box(interpolate(gettext("Filtrer: %s"), [list.getAttribute("aria-label")]))
  const status = document.createElement("p")
  status.className = "filter-status"
  const chosen = () => items().filter((item) => item.querySelector("input").checked)
  const tell = () => {
    const names = chosen().map((item) => item.textContent.trim())
    const told = { count: names.length, names: names.join(" · ") }
    status.textContent = names.length ? interpolate(gettext("Valgt (%(count)s): %(names)s"), told, true) : gettext("Ingen valgt.")
  }
  filter.addEventListener("input", () => {
    const wanted = fold(filter.value)
    for (const item of items()) {
      item.hidden = !item.querySelector("input").checked && !fold(item.textContent).includes(wanted)
    }
    const shown = items().filter((item) => !item.hidden).length
    say(interpolate(ngettext("%s valg i listen.", "%s valg i listen.", shown), [shown]))
  })
  list.addEventListener("change", tell)
  list.prepend(filter, status)
  tell()
}

export function addFilterBoxes(root) {
  for (const select of root.querySelectorAll("select[data-filter-box]")) {
    if (select.name.includes("__prefix__") || select.closest(".filter-field")) continue
    filterSelect(select)
  }
  for (const list of root.querySelectorAll("[data-filter-list]")) {
    if (!list.querySelector(".filter-box")) filterList(list)
  }
}
