// One file sent to the server. XMLHttpRequest and not fetch: only it tells how much has been sent.

// `tell` is called with how much, from 0 to 1; resolves to the server's answer, or to { error } with what went wrong.
export function sendFile(address, file, tell) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open("POST", address)
    request.setRequestHeader("X-CSRFToken", document.querySelector("[name=csrfmiddlewaretoken]").value)
    request.responseType = "json"
    request.upload.onprogress = (event) => tell(event.lengthComputable ? event.loaded / event.total : 0)
    request.onload = () => resolve(request.response || { error: gettext("Vi forsto ikke svaret fra tjeneren. Er du logget inn?") })
    request.onerror = () => resolve({ error: gettext("Vi fikk ikke kontakt med tjeneren. Prøv igjen.") })
    const body = new FormData()
    body.append("file", file)
    request.send(body)
  })
}
