// Keeps what is typed at the server a few seconds after typing stops, and says who else has the report open. The text in
// the page is never touched: when nobody is logged in or the server is away, that is said, and it is tried again.
const STOPPED = 3_000 // milliseconds without a change
const LONGEST = 15_000 // of typing without a stop
const HERE = 45_000 // between two words to the server that we are still here

export function keepTyped(form) {
  const line = document.querySelector("#autosave")
  if (!form || !line) return
  let touched = false, kept = typed(form), last = null, spoken = 0, keptAt = Date.now(), talk = Promise.resolve(), leaving = false
  for (const kind of ["input", "keydown", "pointerdown", "paste", "drop"]) {
    form.addEventListener(kind, () => { touched = true }, { capture: true })
  }

  // The server is asked before the form is sent: a login that has run out, or a server that is away, would take with it
  // what was typed since it was last kept.
  let allowed = false
  form.addEventListener("submit", async (event) => {
    if (allowed) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (leaving) return
    leaving = true
    const now = typed(form)
    if (await tell(touched && now !== kept ? now : null)) {
      allowed = true
      form.requestSubmit(event.submitter)
      allowed = false
    } else line.scrollIntoView({ block: "center" })
    leaving = false
  }, { capture: true })

  async function look() {
    if (leaving) return
    const now = typed(form)
    if (!touched) kept = now
    const stopped = now === last || Date.now() - keptAt > LONGEST
    last = now
    if (now === kept) keptAt = Date.now()
    const wanted = touched && stopped && now !== kept
    if (wanted || Date.now() - spoken > HERE) await tell(wanted ? now : null)
  }

  /** One at a time, so that an older text never comes after a newer. Whether the form may be sent: not to a server that is away, nor by nobody. */
  function tell(text) {
    talk = talk.then(() => speak(text))
    return talk
  }

  async function speak(text) {
    spoken = Date.now()
    try {
      const answer = await send(line.dataset.address, form, text)
      if (answer && text !== null) [kept, keptAt] = [text, Date.now()]
      show(line, answer)
      return answer !== null
    } catch (error) {
      say(line, line.dataset.away)
      return !(error instanceof TypeError) // which is what no answer at all is; a refusal is for the whole form to meet
    }
  }

  tell(null)
  setInterval(look, STOPPED)
}

/** Every field but files and the secret, as it would be sent. */
export function typed(form) {
  const data = new FormData(form)
  data.delete("csrfmiddlewaretoken")
  return new URLSearchParams([...data].filter(([, value]) => typeof value === "string")).toString()
}

/** The server's answer; null when nobody is logged in. After a new login the page's secret is another. */
async function send(address, form, text, again = true) {
  const secret = form.querySelector("[name=csrfmiddlewaretoken]")
  const response = await fetch(address, {
    method: "POST",
    redirect: "manual",
    headers: { "X-CSRFToken": secret.value, "Content-Type": "application/x-www-form-urlencoded" },
    body: text ?? "",
  })
  if (response.type === "opaqueredirect") return null
  if (response.status === 403 && again) {
    const fresh = await fetch(address, { redirect: "manual" })
    if (fresh.type === "opaqueredirect") return null
    secret.value = (await fresh.json()).token
    return send(address, form, text, false)
  }
  if (!response.ok) throw new Error(response.statusText)
  return response.json()
}

function show(line, answer) {
  if (!answer) {
    say(line, line.dataset.out)
    const link = Object.assign(document.createElement("a"), { href: line.dataset.loginAddress, target: "_blank", textContent: line.dataset.login })
    line.append(" ", link)
    return
  }
  const parts = []
  if (answer.changed) parts.push(line.dataset.changed)
  if (answer.others?.length) parts.push(line.dataset.others.replace("{names}", answer.others.join(", ")))
  if (answer.saved) line.dataset.time = answer.saved
  if (line.dataset.time) parts.push(line.dataset.saved.replace("{time}", line.dataset.time))
  say(line, parts.join(" "))
}

function say(line, text) {
  if (line.textContent !== text) line.textContent = text
}
