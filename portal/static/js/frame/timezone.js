// On the first visit the browser's own time zone is kept as the reader's choice; they can change it in the header.
const frame = document.querySelector("[data-timezone-unknown]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (frame && zone && !sessionStorage.getItem("zone-told")) {
  sessionStorage.setItem("zone-told", zone);
  const form = document.querySelector("form.preferences");
  const body = new URLSearchParams({ timezone: zone, next: "/" });
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
}
