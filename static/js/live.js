// Says how many are left when a filter has changed the list in place; htmx keeps the focus where it was.
const spoken = document.createElement("p");
spoken.className = "visually-hidden";
spoken.setAttribute("role", "status");
document.querySelector("main").append(spoken);

document.addEventListener("htmx:after:swap", () => {
  spoken.textContent = document.querySelector("#treff")?.textContent.trim() ?? "";
});
