// A folder of PDFs: sent one by one with the progress told, dropped or pasted as well as chosen. The page works without:
// then the browser sends them all at once.
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

// XMLHttpRequest and not fetch: only it tells how much has been sent.
function send(file, tell) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open("POST", form.dataset.receive)
    request.setRequestHeader("X-CSRFToken", form.querySelector("[name=csrfmiddlewaretoken]").value)
    request.responseType = "json"
    request.upload.onprogress = (event) => tell(event.lengthComputable ? event.loaded / event.total : 0)
    request.onload = () => resolve(request.response || { error: gettext("Vi forsto ikke svaret fra tjeneren. Er du logget inn?") })
    request.onerror = () => resolve({ error: gettext("Vi fikk ikke kontakt med tjeneren. Prøv igjen.") })
    const body = new FormData()
    body.append("file", file)
    request.send(body)
  })
}

async function sendAll(files) {
  const button = form.querySelector("input[type=submit]")
  button.disabled = true
  bar.hidden = false
  for (const [number, file] of files.entries()) {
    const told = { number: number + 1, count: files.length, name: file.name }
    label.textContent = interpolate(gettext("Sender fil %(number)s av %(count)s: %(name)s"), told, true)
    const answer = await send(file, (part) => { bar.value = (number + part) / files.length })
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
