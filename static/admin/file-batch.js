// A folder of PDFs: sent one by one with the progress told, dropped or pasted as well as chosen. The page works without:
// then the browser sends them all at once.
import { sendFile } from "./send-file.js";

const form = document.getElementById("batch")
const input = form.querySelector("input[type=file]")
const drop = form.querySelector(".drop")

function element(tag, properties) {
  return Object.assign(document.createElement(tag), properties)
}

const bar = element("progress", { max: 1, value: 0, hidden: true, id: "batch-progress" })
const label = element("label", { htmlFor: "batch-progress" })
label.setAttribute("role", "status")
drop.append(label, bar)

function hidden(name, value) {
  form.append(element("input", { type: "hidden", name, value }))
}

async function sendAll(files) {
  const button = form.querySelector("input[type=submit]")
  button.disabled = true
  bar.hidden = false
  for (const [number, file] of files.entries()) {
    const words = gettext("Sender fil %(number)s av %(all)s: %(name)s")
    label.textContent = interpolate(words, { number: number + 1, all: files.length, name: file.name }, true)
    const answer = await sendFile(form.dataset.receive, file, (part) => { bar.value = (number + part) / files.length })
    if (answer.token) hidden("mottatt", answer.token)
    else hidden("avvist", `${file.name}\t${answer.error}`)
  }
  bar.value = 1
  input.disabled = true // they have been sent already
  form.submit()
}

form.addEventListener("submit", (event) => {
  event.preventDefault()
  if (input.files.length) sendAll([...input.files])
})

function take(event, files) {
  const pdfs = [...files]
  if (!pdfs.length) return
  event.preventDefault()
  const data = new DataTransfer()
  for (const file of pdfs) data.items.add(file)
  input.files = data.files
  label.textContent = interpolate(ngettext("%s fil er valgt.", "%s filer er valgt.", pdfs.length), [pdfs.length])
  form.querySelector("input[type=submit]").focus()
}

document.addEventListener("dragover", (event) => {
  if (!event.dataTransfer.types.includes("Files")) return
  event.preventDefault()
  drop.setAttribute("data-over", "")
})
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.removeAttribute("data-over") })
document.addEventListener("drop", (event) => {
  drop.removeAttribute("data-over")
  take(event, event.dataTransfer.files)
})
document.addEventListener("paste", (event) => take(event, event.clipboardData.files))
