// A new tag or institution where it is chosen, without leaving the form: asked for by name, made by the desk's own
// rules (twins are refused with the one there is), then chosen. What kinds there are, the page says in #desk-makers.
import { say } from "./rows.js";

const makers = JSON.parse(document.getElementById("desk-makers")?.textContent || "[]")
const FIELDS = {
  tag: "[data-filter-list]",
  organisation: ".field-organisation select",
}

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

const byName = (name) => (node) => node.textContent.trim().localeCompare(name, "nb") > 0

function option(select, { id, name }) {
  const found = [...select.options].find((one) => one.value === String(id))
  if (found) return found
  const made = new Option(name, id)
  select.insertBefore(made, [...select.options].slice(1).find(byName(name)) || null)
  return made
}

const choose = {
  tag(list, entry) {
    let box = list.querySelector(`input[value="${entry.id}"]`)
    if (!box) {
      const id = `${list.id}_ny_${entry.id}`
      box = element("input", { type: "checkbox", name: "tags", value: entry.id, id })
      const item = element("li", {}, element("label", { htmlFor: id }, box, ` ${entry.name}`))
      const items = list.querySelector("ul")
      items.insertBefore(item, [...items.children].find(byName(entry.name)) || null)
    }
    box.closest("li").hidden = false
    box.checked = true
    box.dispatchEvent(new Event("change", { bubbles: true }))
    return box
  },
  organisation(select, entry) {
    for (const other of document.querySelectorAll(FIELDS.organisation)) option(other, entry)
    const chosen = option(select, entry)
    chosen.hidden = chosen.disabled = false
    select.value = entry.id
    select.dispatchEvent(new Event("change", { bubbles: true }))
    return select
  },
}

async function send(maker, inputs) {
  const body = new URLSearchParams(Object.entries(inputs).map(([name, input]) => [name, input.value]))
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value
  const options = { method: "POST", body, headers: { "X-CSRFToken": token }, redirect: "manual" }
  try {
    const answer = await fetch(maker.address, options)
    if (answer.type === "opaqueredirect") return { errors: [gettext("Du er logget ut. Logg inn i en ny fane, og prøv igjen her.")] }
    return await answer.json()
  } catch {
    return { errors: [gettext("Vi fikk ikke kontakt med tjeneren. Prøv igjen.")] }
  }
}

function equip(field, maker) {
  const inputs = {}
  const labels = Object.entries(maker.fields).map(([name, words]) => {
    inputs[name] = element("input", { type: "text", autocomplete: "off", maxLength: name === "name" ? 200 : 30 })
    return element("label", {}, words, inputs[name])
  })
  const error = element("p", { id: `${field.id}-ny-feil` })
  error.setAttribute("role", "alert")
  const make = element("button", { type: "button", textContent: maker.verb })
  const cancel = element("button", { type: "button", textContent: gettext("Avbryt") })
  const form = element("div", { hidden: true, id: `${field.id}-ny` }, ...labels, make, cancel, error)
  form.setAttribute("role", "group")
  form.setAttribute("aria-label", maker.label)
  const open = element("button", { type: "button", textContent: maker.label })
  open.setAttribute("aria-controls", form.id)

  function show(shown) {
    form.hidden = !shown
    open.setAttribute("aria-expanded", String(shown))
    error.replaceChildren()
    for (const input of Object.values(inputs)) if (!shown) input.value = ""
    if (shown) inputs.name.focus()
  }
  function take(entry, words) {
    show(false)
    choose[maker.kind](field, entry).focus()
    say(words)
  }
  async function submit() {
    if (make.disabled) return
    make.disabled = true
    const answer = await send(maker, inputs)
    make.disabled = false
    if (answer.id) return take(answer, interpolate(gettext("«%s» er laget og valgt."), [answer.name]))
    error.replaceChildren(answer.errors.join(" "), " ")
    inputs.name.focus()
    if (!answer.existing) return
    const existing = element("button", { type: "button", textContent: interpolate(gettext("Velg «%s»"), [answer.existing.name]) })
    existing.addEventListener("click", () => take(answer.existing, interpolate(gettext("«%s» er valgt."), [answer.existing.name])))
    error.append(existing)
  }

  show(false)
  open.addEventListener("click", () => show(form.hidden))
  make.addEventListener("click", submit)
  cancel.addEventListener("click", () => { show(false); open.focus() })
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) { event.preventDefault(); submit() }
    if (event.key === "Escape") { show(false); open.focus() }
  })
  const place = element("div", { className: "maker" }, open, form)
  const holder = field.closest(".filter-field") || field
  holder.append(place)
}

export function addMakers(root) {
  for (const maker of makers) {
    for (const field of root.querySelectorAll(FIELDS[maker.kind])) {
      if (field.name?.includes("__prefix__") || document.getElementById(`${field.id}-ny`)) continue
      equip(field, maker)
    }
  }
}
