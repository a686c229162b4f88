// The preview beside the form: a frame that the button «Forhåndsvis» answers into, as wide as a phone or a desk screen.
// Without this the button opens a tab of its own.
const WIDTHS = { phone: 390, desktop: 1280 }

export function addPreview() {
  const buttons = document.querySelectorAll("button[data-preview]")
  const panel = document.querySelector("#preview-panel")
  if (!buttons.length || !panel) return
  const frame = panel.querySelector("iframe")
  const show = (kind) => {
    frame.style.setProperty("inline-size", `${WIDTHS[kind]}px`)
    const room = panel.querySelector(".preview-frame").clientWidth
    frame.style.setProperty("zoom", Math.min(1, room / WIDTHS[kind]))
    for (const choice of panel.querySelectorAll("[data-width]")) {
      choice.setAttribute("aria-pressed", String(choice.dataset.width === kind))
    }
  }
  for (const button of buttons) {
    button.formTarget = frame.name
    button.addEventListener("click", () => {
      panel.hidden = false
      document.body.classList.add("with-preview")
      show(panel.querySelector("[aria-pressed=true]").dataset.width)
    })
  }
  for (const choice of panel.querySelectorAll("[data-width]")) choice.addEventListener("click", () => show(choice.dataset.width))
  panel.querySelector("[data-close]").addEventListener("click", () => {
    panel.hidden = true
    document.body.classList.remove("with-preview")
    buttons[0].focus()
  })
  frame.addEventListener("load", () => {
    if (!panel.hidden && frame.contentWindow.location.href !== "about:blank") panel.querySelector("h2").focus()
  })
}
