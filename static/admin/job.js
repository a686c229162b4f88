// Follows a job until it ends, then goes on to where the editor was heading.
const box = document.getElementById("job");
const bar = box.querySelector("progress");
const say = (part, text) => {
  const place = box.querySelector(`[data-${part}]`);
  if (place.textContent !== text) place.textContent = text;
};

async function follow() {
  const answer = await fetch(box.dataset.status, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) return location.reload(); // logged out meanwhile: the page asks for login
  const job = await answer.json();
  say("mark", job.mark);
  say("word", job.word);
  say("message", job.message);
  if (job.total) {
    bar.max = job.total;
    bar.value = job.done;
  }
  if (!job.ended) return setTimeout(again, 700);
  if (job.state === "done" && box.dataset.then) return location.replace(box.dataset.then);
  location.reload();
}

function again() {
  follow().catch(() => setTimeout(again, 3000)); // the network is away: what is shown stands, and we ask again
}

if (box.dataset.status) again();
