// How does a reader take a story's address along? With a button that only a script can
// offer: without scripts the style sheet hides it, so that nothing jumps with them.
const copied = 2500; // milliseconds that the button says so

async function copy(button) {
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
  } catch {
    window.prompt(words, button.dataset.copy);
    return;
  }
  setTimeout(() => { button.textContent = words; }, copied);
}

document.querySelectorAll("button[data-copy]").forEach((button) => {
  button.addEventListener("click", () => copy(button));
});
