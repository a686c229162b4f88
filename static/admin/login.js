// What the browser says of a passkey that could not be used, said on the page instead of on the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("key-failed").hidden = false;
});
