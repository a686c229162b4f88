// Copies the address of a shared draft. Without a clipboard the buttons stay hidden: the address can be marked by hand.
const said = document.createElement("p")
said.className = "visually-hidden"
said.setAttribute("role", "status")
document.querySelector("#content").append(said)

for (const button of navigator.clipboard ? document.querySelectorAll("button[data-copy]") : []) {
  const before = button.textContent
  button.hidden = false
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value)
    button.textContent = said.textContent = button.dataset.done
    setTimeout(() => {
      button.textContent = before
      said.textContent = ""
    }, 2500)
  })
}
