// PDFs chosen or dropped on a document's row, or several at once on the group of documents: each becomes a row. A file is
// sent at once, one after the other with the progress told; the form then takes a token along instead, and the row says
// what the worker found in the file. Without this, or when the form is sent first, files go along with the form.
import { say } from "./rows.js";
import { sendFile } from "./send-file.js";

const group = document.getElementById("documents-group")
const ROW = ".inline-related:not(.empty-form)"
const ASK_AGAIN = 1_000 // milliseconds
let last = Promise.resolve() // one file after the other

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

const isPdf = (file) => file.type === "application/pdf" || file.name.toLowerCase().endsWith(".pdf")

function give(row, file) {
  const data = new DataTransfer()
  data.items.add(file)
  const box = row.querySelector("input[type=file]")
  box.files = data.files
  const title = row.querySelector("[name$='-title']")
  if (!title.value.trim()) title.value = file.name.replace(/\.pdf$/i, "").replace(/[_\s]+/g, " ").trim().slice(0, 300)
  box.dispatchEvent(new Event("input", { bubbles: true }))
  box.dispatchEvent(new Event("change", { bubbles: true }))
}

function newRow() {
  group.querySelector(".add-row a").click()
  return [...group.querySelectorAll(ROW)].at(-1)
}

function take(files, row) {
  const pdfs = [...files].filter(isPdf)
  pdfs.forEach((file, number) => give(number === 0 && row ? row : newRow(), file))
  const left = files.length - pdfs.length
  if (left) tell(interpolate(ngettext("%s er ikke PDF og ble ikke med.", "%s er ikke PDF og ble ikke med.", left), [left]))
}

// One file -----------------------------------------------------------------------------------------
// Where its row tells about it; made the first time.
function placeOf(box) {
  const holder = box.closest(".kept-file")
  let place = holder.querySelector(".file-sent")
  if (!place) {
    place = element("div", { className: "file-sent" })
    box.before(place)
  }
  return { holder, place }
}

async function send(box) {
  const [file] = box.files
  const { holder, place } = placeOf(box)
  if (!file) return
  const bar = element("progress", { max: 1, value: 0 })
  bar.setAttribute("aria-label", interpolate(gettext("Sender %s"), [file.name]))
  place.replaceChildren(element("p", { textContent: interpolate(gettext("Sender «%s» …"), [file.name]) }), bar)
  const answer = await sendFile(holder.dataset.receive, file, (part) => { bar.value = part })
  if (box.files[0] !== file) return // another was chosen meanwhile
  if (!answer.token) return refuse(box, answer.error)
  holder.querySelector("[name$='-mottatt']")?.remove()
  const token = element("input", { type: "hidden", name: `${box.name}-mottatt`, value: answer.token })
  box.value = ""
  const words = interpolate(gettext("«%s» er mottatt og følger med når du lagrer."), [file.name])
  place.replaceChildren(element("p", { textContent: words }), element("div", {}), token)
  token.dispatchEvent(new Event("input", { bubbles: true }))
  tell(words)
  follow(box, token, answer.told)
}

function refuse(box, words) {
  const error = element("p", { className: "errornote", textContent: words })
  error.setAttribute("role", "alert")
  box.value = ""
  placeOf(box).place.replaceChildren(error)
}

// Until the worker has looked into the file, or another has come in its place.
async function follow(box, token, address) {
  const { holder, place } = placeOf(box)
  const answer = await fetch(`${address}?dokument=${holder.dataset.document}`, { redirect: "manual" }).catch(() => null)
  if (!token.isConnected) return
  if (answer?.ok) {
    const told = await answer.json()
    if (told.refused) return refuse(box, told.refused)
    place.children[1].innerHTML = told.html
    if (told.known) return say(place.textContent)
  }
  setTimeout(follow, ASK_AGAIN, box, token, address)
}

// The group ----------------------------------------------------------------------------------------
const line = element("p", { className: "drop-status" })
function tell(text) {
  line.textContent = text
  say(text)
}

function addBox() {
  const box = element("input", { type: "file", multiple: true, accept: "application/pdf,.pdf", id: "flere-filer" })
  const label = element("label", { htmlFor: box.id, textContent: gettext("Legg til flere PDF-er på en gang, eller slipp dem her") })
  box.addEventListener("change", () => { take(box.files); box.value = "" })
  group.append(element("div", { className: "drop-zone" }, label, box, line))
}

function mark(row) {
  group.querySelectorAll("[data-over]").forEach((one) => one.removeAttribute("data-over"))
  group.toggleAttribute("data-over", row === group)
  if (row && row !== group) row.setAttribute("data-over", "")
}

export function addFileDrop() {
  if (!group?.querySelector(".empty-form")) return
  addBox()
  group.addEventListener("change", ({ target }) => {
    if (target.type === "file" && target.closest(".kept-file")) last = last.then(() => send(target))
  })
  group.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return
    event.preventDefault()
    mark(event.target.closest(ROW) || group)
  })
  group.addEventListener("dragleave", (event) => { if (!group.contains(event.relatedTarget)) mark(null) })
  group.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return
    event.preventDefault()
    mark(null)
    take(event.dataTransfer.files, event.target.closest(ROW))
  })
  group.closest("form").addEventListener("submit", () => {
    const count = [...group.querySelectorAll(".kept-file input[type=file]")].filter((box) => box.files.length).length
    if (count) tell(interpolate(ngettext("Sender %s fil …", "Sender %s filer …", count), [count]))
  })
}
