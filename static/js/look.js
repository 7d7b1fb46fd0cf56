// Dark or light? The button turns the page the other way and remembers it in this browser.
// A choice that agrees with the system is forgotten, so the page follows it again.
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const PAPER = { dark: "#15110f", light: "#fdfaf5" };

function isDark() {
  return root.dataset.look ? root.dataset.look === "dark" : system.matches;
}

function show() {
  const look = isDark() ? "dark" : "light";
  document.querySelectorAll(".look").forEach((button) => {
    button.setAttribute("aria-pressed", String(isDark()));
  });
  if (!root.dataset.look) return;
  document.querySelectorAll('meta[name="theme-color"]').forEach((meta) => {
    meta.content = PAPER[look];
  });
}

function turn() {
  const look = isDark() ? "light" : "dark";
  const isSystems = (look === "dark") === system.matches;
  if (isSystems) delete root.dataset.look;
  else root.dataset.look = look;
  try {
    if (isSystems) localStorage.removeItem("newsroom-look");
    else localStorage.setItem("newsroom-look", look);
  } catch {
    // It holds for this page alone.
  }
  show();
}

document.addEventListener("click", (event) => {
  if (event.target.closest(".look")) turn();
});
system.addEventListener("change", show);
show();
