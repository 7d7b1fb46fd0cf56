// Was the story read? After some seconds in view the paper counts one reading of it: no
// cookie goes along, and nothing about the reader is said or kept. Who works at the desk
// is not counted: the masthead, fetched for those who are signed in, shows her the way.
const SECONDS = 10;

const story = document.querySelector("[data-read]");
let seen = 0;

function isStaff() {
  return Boolean(document.querySelector('.corner a[href^="/admin/"]'));
}

function tell() {
  const options = { method: "POST", credentials: "omit", keepalive: true };
  fetch(story.dataset.read, options).catch(() => {});
}

function look(timer) {
  if (document.visibilityState === "visible") seen += 1;
  if (seen < SECONDS) return;
  clearInterval(timer);
  if (!isStaff()) tell();
}

if (story) {
  const timer = setInterval(() => look(timer), 1000);
}
