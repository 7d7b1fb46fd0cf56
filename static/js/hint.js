// What must the stylesheet know before anything is painted? That scripts run; whether
// someone is probably signed in, so that a subscriber never sees the wall flash (the
// cookie is a hint and opens nothing); and whether the reader chose the dark or the light
// page. The choice stays in her browser: every public page is the same for all.
const html = document.documentElement;
html.dataset.scripts = "1";
if (/(^|; )newsroom_reader=1(;|$)/.test(document.cookie)) {
  html.dataset.reader = "1";
}
try {
  const look = localStorage.getItem("newsroom-look");
  if (look === "dark" || look === "light") html.dataset.look = look;
} catch {
  // A browser that keeps nothing follows its system.
}
