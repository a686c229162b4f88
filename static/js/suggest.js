// Suggestions in a search field: an editable combobox with a list (WAI-ARIA Authoring Practices, "list autocomplete").
// Without JavaScript the field is a plain one. What is chosen leads to its page; a word is searched for.
const SHORTEST = 2;
const WAIT = 150; // milliseconds without a key before anything is asked
const known = new WeakSet();

function enhance(row) {
  if (known.has(row)) {
    return;
  }
  known.add(row);
  row.querySelectorAll("[data-suggestions]").forEach((left) => left.remove()); // a page kept by the browser has them
  const field = row.querySelector("input");
  const list = added(row, "ul", { id: `${field.id}-suggestions`, role: "listbox", "aria-label": row.dataset.label });
  const spoken = added(row, "p", { "aria-live": "polite" });
  list.className = "suggestions";
  list.hidden = true;
  spoken.className = "visually-hidden";
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) {
    field.setAttribute(name, value);
  }
  let found = [];
  let active = -1;
  let timer;
  let asking = new AbortController();

  function close() {
    clearTimeout(timer);
    asking.abort();
    show(false);
  }

  function show(open) {
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    activate(-1);
    if (!open) {
      spoken.textContent = "";
    }
  }

  function activate(place) {
    active = place;
    for (const [n, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(n === place));
    }
    if (place < 0) {
      field.removeAttribute("aria-activedescendant");
    } else {
      field.setAttribute("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
    }
  }

  function choose(suggestion) {
    close();
    if (suggestion.url) {
      window.location.assign(suggestion.url);
    } else {
      field.value = suggestion.text;
      field.form.requestSubmit();
    }
  }

  function optionOf({ text, about }, place) {
    const option = document.createElement("li");
    option.id = `${list.id}-${place}`;
    option.setAttribute("role", "option");
    const kind = document.createElement("span");
    kind.textContent = about;
    option.append(text, " ", kind);
    option.addEventListener("click", () => choose(found[place]));
    return option;
  }

  async function ask() {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const typed = field.value.trim();
    if (typed.length < SHORTEST) {
      return show(false);
    }
    try {
      const address = new URL(row.dataset.suggest, window.location);
      address.searchParams.set("q", typed);
      const answer = await fetch(address, { signal });
      if (!answer.ok) {
        return show(false);
      }
      const { suggestions, said } = await answer.json();
      if (signal.aborted) {
        return;
      }
      found = suggestions;
      list.replaceChildren(...found.map(optionOf));
      show(found.length > 0);
      spoken.textContent = said;
    } catch (error) {
      if (error.name !== "AbortError") {
        show(false);
      }
    }
  }

  // From the field itself (-1) to the first, from the last back to the field.
  function step(way) {
    const places = found.length + 1;
    activate(((active + 1 + way + places) % places) - 1);
  }

  const keys = {
    ArrowDown: (event) => (list.hidden ? ask() : event.altKey || step(1)),
    ArrowUp: (event) => (event.altKey ? close() : list.hidden || step(-1)),
    Escape: () => close(),
    Enter: () => choose(found[active]),
  };

  field.addEventListener("keydown", (event) => {
    const { key } = event;
    if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(key)) {
      activate(-1); // the caret moves in the text
    } else if (key in keys && !event.isComposing) {
      if ((key === "Escape" && list.hidden) || (key === "Enter" && active < 0)) {
        return; // what the field does by itself
      }
      event.preventDefault();
      keys[key](event);
    }
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("blur", close);
  field.form.addEventListener("submit", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
}

function added(row, name, attributes) {
  const element = document.createElement(name);
  element.dataset.suggestions = "";
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  row.append(element);
  return element;
}

const enhanceAll = () => document.querySelectorAll("[data-suggest]").forEach(enhance);
enhanceAll();
document.addEventListener("htmx:after:swap", enhanceAll);
