// Remarks from outside: each stands beside the field it is about, and is settled without leaving what is typed.
function fieldOf({ place, row }) {
  return document.getElementById(row) ?? document.querySelector(`.form-row.field-${place}, #${place.split(":")[0]}-group`)
}

async function settle(event) {
  const button = event.target.closest("button[formaction]")
  if (!button) return
  event.preventDefault()
  const remark = button.closest(".remark")
  const body = new FormData()
  body.set(button.name, button.value)
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value)
  const answer = await fetch(button.formAction, { method: "POST", body, headers: { Accept: "application/json" } })
  if (!answer.ok) return button.form.requestSubmit(button)
  remark.querySelector("[data-word]").textContent = (await answer.json()).word
  remark.querySelector("[data-buttons]").remove()
  remark.tabIndex = -1
  remark.focus()
}

export function placeRemarks() {
  for (const remark of document.querySelectorAll(".remark")) {
    if (!remark.querySelector("[data-buttons]")) continue
    fieldOf(remark.dataset)?.append(remark)
    remark.addEventListener("click", settle)
  }
  const listed = document.querySelector(".remarks")
  if (listed) listed.hidden = !listed.querySelector(".remark")
}
