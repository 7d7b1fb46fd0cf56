// Is what the reader typed still there after a lost connection or an expired session?
// The browser keeps it until the server has answered 201.
const FORMS = "form[data-draft]";

function keyOf(form) {
  return `newsroom-draft-${form.dataset.draft}`;
}

function remember(form) {
  const { value } = form.elements.body;
  try {
    if (value) localStorage.setItem(keyOf(form), value);
    else localStorage.removeItem(keyOf(form));
  } catch {
    // A full or forbidden store only means that there is no draft.
  }
}

function recall(form) {
  try {
    const kept = localStorage.getItem(keyOf(form));
    if (kept && !form.elements.body.value) form.elements.body.value = kept;
  } catch {
    // As above.
  }
}

function forget(form) {
  try {
    localStorage.removeItem(keyOf(form));
  } catch {
    // As above.
  }
}

export function start(scope) {
  scope.querySelectorAll(FORMS).forEach(recall);
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.(FORMS);
  if (form && event.target.name === "body") remember(form);
});

document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  const form = ctx.sourceElement?.closest?.(FORMS);
  if (form && ctx.response.status === 201) forget(form);
});

document.addEventListener("htmx:after:swap", () => start(document));
