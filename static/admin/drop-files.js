// PDFs dropped on a document's row, or several at once on the group of documents: each becomes a row with its file.
// The box at the foot does the same from the keyboard.
import { say } from "./rows.js";

const group = document.getElementById("documents-group")
const ROW = ".inline-related:not(.empty-form)"

function isPdf(file) {
  return file.type === "application/pdf" || file.name.toLowerCase().endsWith(".pdf")
}

function give(row, file) {
  const data = new DataTransfer()
  data.items.add(file)
  const box = row.querySelector("input[type=file]")
  box.files = data.files
  const title = row.querySelector("[name$='-title']")
  if (!title.value.trim()) title.value = file.name.replace(/\.pdf$/i, "").replace(/[_\s]+/g, " ").trim().slice(0, 300)
  box.dispatchEvent(new Event("input", { bubbles: true }))
}

function newRow() {
  group.querySelector(".add-row a").click()
  return [...group.querySelectorAll(ROW)].at(-1)
}

function take(files, row) {
  const pdfs = [...files].filter(isPdf)
  pdfs.forEach((file, number) => give(number === 0 && row ? row : newRow(), file))
  const left = files.length - pdfs.length
  const told = pdfs.length === 1
    ? interpolate(gettext("«%s» følger med når du lagrer."), [pdfs[0].name])
    : interpolate(ngettext("%s fil følger med når du lagrer.", "%s filer følger med når du lagrer.", pdfs.length), [pdfs.length])
  const notPdf = interpolate(ngettext("%s er ikke PDF og ble ikke med.", "%s er ikke PDF og ble ikke med.", left), [left])
  tell([pdfs.length ? told : "", left ? notPdf : ""].filter(Boolean).join(" "))
}

const line = document.createElement("p")
line.className = "drop-status"
function tell(text) {
  line.textContent = text
  say(text)
}

function addBox() {
  const box = Object.assign(document.createElement("input"), { type: "file", multiple: true, accept: "application/pdf,.pdf", id: "flere-filer" })
  const label = Object.assign(document.createElement("label"), { htmlFor: box.id, textContent: gettext("Legg til flere PDF-er på en gang, eller slipp dem her") })
  box.addEventListener("change", () => { take(box.files); box.value = "" })
  const zone = document.createElement("div")
  zone.className = "drop-zone"
  zone.append(label, box, line)
  group.append(zone)
}

function mark(row) {
  group.querySelectorAll("[data-over]").forEach((one) => one.removeAttribute("data-over"))
  group.toggleAttribute("data-over", row === group)
  if (row && row !== group) row.setAttribute("data-over", "")
}

export function addFileDrop() {
  if (!group?.querySelector(".empty-form")) return
  addBox()
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
  // The file has not been kept before the form is: a heavy one takes its time, and says so.
  group.closest("form").addEventListener("submit", () => {
    const count = [...group.querySelectorAll("input[type=file]")].filter((box) => box.files.length).length
    if (count) tell(interpolate(ngettext("Sender %s fil …", "Sender %s filer …", count), [count]))
  })
}
