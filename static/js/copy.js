// Copies a citation, or a finding with its source and address. Without a clipboard the buttons stay hidden.
const buttons = navigator.clipboard ? document.querySelectorAll("button[data-copy]") : [];
const spoken = document.createElement("p");
spoken.className = "visually-hidden";
spoken.setAttribute("role", "status");
document.querySelector("main").append(spoken);

function citationOf(button) {
  if (button.dataset.copy) {
    return document.getElementById(button.dataset.copy).textContent.trim();
  }
  const finding = button.closest(".finding");
  const { source, address } = button.closest(".findings").dataset;
  const words = finding.querySelector(".finding-text").innerText.replace(/\s+/g, " ").trim();
  const quoted = words.replaceAll("«", "‘").replaceAll("»", "’");
  return `«${quoted}» ${source} ${address}${finding.id.replace("funn-", "")}/`;
}

for (const button of buttons) {
  const label = button.firstChild;
  const before = label.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(citationOf(button));
    label.textContent = spoken.textContent = button.dataset.done;
    setTimeout(() => {
      label.textContent = before;
      spoken.textContent = "";
    }, 2500);
  });
}
