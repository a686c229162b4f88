// Keeps the editors that were ready before desk.js was; it reads the list and takes over.
window.editorsReady = []
document.addEventListener("prose-editor:ready", (event) => window.editorsReady.push(event.detail))
