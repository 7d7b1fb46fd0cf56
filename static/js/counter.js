// How much room is left? Said to the eye at every key, to the ear only when it gets
// short, and then when the hands rest.
const FIELDS = "textarea[data-limit]";
const SHORT = 250;
const REST = 1000;

const numbers = new Intl.NumberFormat(document.documentElement.lang || undefined);
const resting = new WeakMap();

function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => numbers.format(values[name]));
}

function say(spoken, left) {
  const pattern = left < 0 ? spoken.dataset.over : spoken.dataset.left;
  spoken.textContent = left > SHORT ? "" : fill(pattern, { number: Math.abs(left) });
}

function count(field) {
  const output = field.form.querySelector("[data-counter]");
  if (!output) return;
  const limit = Number(field.dataset.limit);
  // As the server counts: characters, not the halves that JavaScript keeps them in.
  const length = [...field.value.trim()].length;
  output.textContent = fill(output.dataset.counter, { length, limit });
  output.dataset.room = length > limit ? "none" : limit - length > SHORT ? "" : "short";
  const spoken = field.form.querySelector("[data-left]");
  clearTimeout(resting.get(field));
  resting.set(field, setTimeout(say, REST, spoken, limit - length));
}

export function start(scope) {
  scope.querySelectorAll(FIELDS).forEach(count);
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.(FIELDS)) count(event.target);
});
