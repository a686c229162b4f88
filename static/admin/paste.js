// Paste from Word: lists arrive as paragraphs that begin with a bullet, headings as styled paragraphs.
// Turned here into the editor's own lists and headings; everything else the editor's vocabulary drops by itself.

export const BULLET = /^[\s\u00a0]*(?:[·•§oØ\u25aa\uf0b7\uf0a7–-]|\(?(?:\d{1,3}|[a-z])[.)])[\s\u00a0]+/

// The policy refuses style attributes even in a page that is never shown, so what they tell is kept as data instead.
function keepListLevels(html) {
  return html
    .replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, "")
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/\sstyle=(?:"([^"]*)"|'([^']*)')/gi, (_, double, single) => {
      const style = double ?? single
      if (/mso-list:\s*Ignore/i.test(style)) return " data-bullet"
      const depth = /mso-list:[^;]*level(\d+)/i.exec(style)
      return depth ? ` data-level="${depth[1]}"` : ""
    })
}

function level(paragraph) {
  return Math.min(Number(paragraph.dataset.level || 0), 2)
}

function isListItem(node) {
  return node.nodeName === "P" && (level(node) > 0 || /MsoListParagraph|Listeavsnitt/i.test(node.className))
}

function isOrdered(paragraph) {
  return /^[\s\u00a0]*\(?(\d{1,3}|[a-z])[.)]/.test(paragraph.textContent)
}

function item(paragraph) {
  const made = document.createElement("li")
  const text = document.createElement("p")
  // Word marks its own bullets as "ignore"; other programs leave them in the text.
  paragraph.querySelectorAll("[data-bullet]").forEach((node) => node.remove())
  text.innerHTML = paragraph.innerHTML
  const first = document.createTreeWalker(text, NodeFilter.SHOW_TEXT).nextNode()
  if (first) first.data = first.data.replace(BULLET, "")
  made.append(text)
  return made
}

function buildLists(body) {
  let outer = null
  for (const node of [...body.children]) {
    if (!isListItem(node)) { outer = null; continue }
    const depth = level(node) || 1
    const tag = isOrdered(node) ? "ol" : "ul"
    const made = item(node)
    if (!outer) {
      outer = document.createElement(tag)
      node.before(outer)
    }
    if (depth === 2 && outer.lastElementChild) {
      const parent = outer.lastElementChild
      const inner = parent.querySelector(":scope > ul, :scope > ol") || parent.appendChild(document.createElement(tag))
      inner.append(made)
    } else {
      outer.append(made)
    }
    node.remove()
  }
}

function buildHeadings(body) {
  for (const node of body.querySelectorAll("p[class], h1, h4, h5, h6")) {
    const style = /(?:Heading|Overskrift)\s*(\d)|MsoTitle/i.exec(node.className)
    if (!style && node.nodeName === "P") continue
    const depth = style ? Number(style[1] || 1) : Number(node.nodeName[1])
    const heading = document.createElement(depth <= 2 ? "h2" : "h3")
    heading.innerHTML = node.innerHTML
    node.replaceWith(heading)
  }
}

export function cleanWordPaste(html) {
  if (!/mso-|class="?Mso|urn:schemas-microsoft-com/i.test(html)) return html
  const page = new DOMParser().parseFromString(keepListLevels(html), "text/html")
  page.querySelectorAll("style, script, xml, meta, link, o\\:p, title").forEach((node) => node.remove())
  page.querySelectorAll("div").forEach((node) => node.replaceWith(...node.childNodes))
  buildLists(page.body)
  buildHeadings(page.body)
  page.querySelectorAll("[class]").forEach((node) => node.removeAttribute("class"))
  return page.body.innerHTML
}
