// Is what the reader typed still there after a lost connection or an expired session?
// The browser keeps it until the server has answered 201, and forgets it after a week.
const FORMS = "form[data-draft]";
const PREFIX = "newsroom-draft-";
const WEEK = 7 * 24 * 3600 * 1000;

function keyOf(form) {
  return PREFIX + form.dataset.draft;
}

// A full or forbidden store only means that there is no draft.
function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function remember(form) {
  const { value } = form.elements.body;
  const kept = JSON.stringify({ words: value, at: Date.now() });
  attempt(() => {
    if (value) localStorage.setItem(keyOf(form), kept);
    else localStorage.removeItem(keyOf(form));
  });
}

// The form of an edit is never empty: its draft is of these very words, or of none.
function recall(form) {
  const field = form.elements.body;
  const words = attempt(() => JSON.parse(localStorage.getItem(keyOf(form))).words);
  if (!words || words === field.value) return;
  if (field.value && form.dataset.changes === undefined) return;
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function forget(form) {
  attempt(() => localStorage.removeItem(keyOf(form)));
}

function forgetOldOnes() {
  attempt(() => {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    for (const key of keys) {
      const kept = attempt(() => JSON.parse(localStorage.getItem(key)));
      if (!(Date.now() - kept?.at < WEEK)) localStorage.removeItem(key);
    }
  });
}

function formOf(event) {
  return event.detail.ctx?.sourceElement?.closest?.(FORMS);
}

export function start(scope) {
  scope.querySelectorAll(FORMS).forEach(recall);
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.(FORMS);
  if (form && event.target.name === "body") remember(form);
});

// What is typed while the answer is on its way would go with the form.
document.addEventListener("htmx:before:request", (event) => {
  const form = formOf(event);
  if (form) form.elements.body.readOnly = true;
});

document.addEventListener("htmx:finally:request", (event) => {
  const form = formOf(event);
  if (form) form.elements.body.readOnly = false;
});

document.addEventListener("htmx:after:request", (event) => {
  const form = formOf(event);
  if (form && event.detail.ctx.response.status === 201) forget(form);
});

forgetOldOnes();
