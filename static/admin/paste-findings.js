// A list pasted from Word becomes finding rows: one for each outer bullet with what is nested in it, under the heading
// it stood under. Into a row's editor when several bullets come at once, or into the box "Lim inn flere funn".
import { BULLET, cleanWordPaste } from "./paste.js";
import { addFoldedRow, renumber, say } from "./rows.js";

const group = document.getElementById("findings-group")

function fragment(html) {
  return new DOMParser().parseFromString(html, "text/html").body
}

const isList = (node) => node.nodeName === "UL" || node.nodeName === "OL"

// [{ heading, html }]: list items, and paragraphs between lists.
function findingsOf(body) {
  const found = []
  let heading = ""
  for (const node of body.childNodes) {
    if (node.nodeType === Node.COMMENT_NODE) continue // Word marks where the copied piece begins
    if (isList(node)) found.push(...itemsOf(node).map((html) => ({ heading, html })))
    else if (/^H\d$/.test(node.nodeName)) heading = node.textContent.trim()
    else if (node.nodeName === "DIV" || node.nodeName === "B") found.push(...findingsOf(node))
    else if (node.textContent.trim()) found.push({ heading, html: node.outerHTML ?? escaped(node.textContent) })
  }
  return found
}

function itemsOf(list) {
  const items = []
  for (const child of list.children) {
    if (isList(child) && items.length) items.push(items.pop() + child.outerHTML) // as Google Docs nests
    else if (child.textContent.trim()) items.push(child.innerHTML)
  }
  return items
}

function escaped(text) {
  const holder = document.createElement("p")
  holder.textContent = text.trim()
  return holder.outerHTML
}

// Lines as other programs copy them: a bullet begins a finding, an indented one or "o" lies within it.
function fromText(text) {
  const lines = text.split(/\r?\n/).filter((line) => line.trim())
  const bulleted = lines.some((line) => BULLET.test(line))
  const found = []
  for (const line of lines) {
    const words = escaped(line.replace(BULLET, ""))
    const nested = BULLET.test(line) && /^(?:\s{2,}|\t|\s*o\s)/.test(line)
    const last = found.at(-1)
    if (last && nested) last.nested.push(words)
    else if (last && bulleted && !BULLET.test(line)) last.html = escaped(`${fragment(last.html).textContent} ${line.trim()}`)
    else found.push({ heading: "", html: words, nested: [] })
  }
  return found.map(({ heading, html, nested }) => {
    const inner = nested.map((words) => `<li>${words}</li>`).join("")
    return { heading, html: inner ? `${html}<ul>${inner}</ul>` : html }
  })
}

function write(row, { heading, html }) {
  row.querySelector("textarea[name$='-text']").value = html
  row.querySelector("input[name$='-heading']").value = heading.slice(0, 200)
  row.querySelector(".inline_label").textContent = fragment(html).textContent.trim().slice(0, 80)
}

// After `before`, or last; the rows made, in order.
function addRows(findings, before) {
  let last = before
  return findings.map((finding) => {
    const row = addFoldedRow(group)
    write(row, finding)
    if (last) last.after(row)
    last = row
    return row
  })
}

let bar
function offerUndo(count, undo) {
  bar?.remove()
  bar = document.createElement("div")
  bar.className = "paste-undo"
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = gettext("Angre innlimingen")
  button.addEventListener("click", () => {
    undo()
    bar.remove()
    renumber(group)
    say(gettext("Innlimingen er angret."))
    box.focus()
  })
  const words = interpolate(ngettext("%s funn er limt inn, ett i hver rad.", "%s funn er limt inn, ett i hver rad.", count), [count])
  bar.append(`${words} `, button)
  group.querySelector("h2").after(bar)
  renumber(group)
  group.dispatchEvent(new Event("input", { bubbles: true }))
  const how = gettext("Angre innlimingen øverst i listen av funn.")
  say(`${words} ${how}`)
}

function remove(rows) {
  for (const row of rows) row.querySelector(".inline-deletelink")?.click()
}

// For a finding's editor: what is to be pasted there, when the rest has become rows.
export function splitPaste(html, editor, textarea) {
  const row = textarea.closest("#findings-group .inline-related")
  const body = fragment(html)
  const lists = [...body.children].filter((node) => node.textContent.trim())
  if (!row || !lists.length || !lists.every(isList)) return html
  const findings = findingsOf(body)
  if (findings.length < 2) return html
  const text = editor.getHTML()
  const first = editor.isEmpty ? findings.shift() : null
  const rows = addRows(findings, row)
  offerUndo(rows.length + Boolean(first), () => { remove(rows); editor.commands.setContent(text) })
  return first ? first.html : ""
}

// The box -----------------------------------------------------------------------------------------
let box
function addBox() {
  box = document.createElement("div")
  box.className = "paste-box"
  box.contentEditable = "true"
  box.id = "lim-inn-funn"
  box.setAttribute("role", "textbox")
  box.setAttribute("aria-multiline", "true")
  box.setAttribute("aria-labelledby", "lim-inn-funn-navn")
  const label = document.createElement("p")
  label.id = "lim-inn-funn-navn"
  label.className = "help"
  label.textContent = gettext("Lim inn flere funn her (Ctrl+V): hvert punkt i listen blir et funn.")
  box.addEventListener("paste", (event) => {
    event.preventDefault()
    const html = event.clipboardData.getData("text/html")
    const findings = html ? findingsOf(fragment(cleanWordPaste(html))) : fromText(event.clipboardData.getData("text/plain"))
    if (!findings.length) return say(gettext("Det var ingen tekst å lime inn."))
    const rows = addRows(findings, null)
    offerUndo(rows.length, () => remove(rows))
  })
  // Nothing is written here; what is typed or dropped has no place to go.
  box.addEventListener("beforeinput", (event) => event.preventDefault())
  group.querySelector("h2").after(label, box)
}

export function addPasteBox() {
  if (group?.querySelector(".empty-form")) addBox()
}
