// The button by which a person lets this browser tell them of new messages. Asked for only after it was pressed; the
// text of messages is shown only where the box is ticked. Kept in this browser: “on”, or “words”.

const KEY = "talks.desktop";

for (const box of document.querySelectorAll("[data-desktop]")) {
  if (!("Notification" in window) || !navigator.locks) continue;
  const [on, off, words] = ["on", "off", "words"].map((name) => box.querySelector(`[data-desktop-${name}]`));

  const show = () => {
    const wanted = localStorage.getItem(KEY);
    const isDenied = Notification.permission === "denied";
    const isOn = Boolean(wanted) && Notification.permission === "granted";
    const state = isDenied ? "denied" : isOn ? "on" : "ask";
    for (const line of box.querySelectorAll("[data-desktop-state]")) line.hidden = line.dataset.desktopState !== state;
    on.hidden = isOn || isDenied;
    off.hidden = words.parentElement.hidden = !isOn;
    words.checked = wanted === "words";
  };

  on.addEventListener("click", async () => {
    if ((await Notification.requestPermission()) === "granted") localStorage.setItem(KEY, "on");
    show();
  });
  off.addEventListener("click", () => {
    localStorage.removeItem(KEY);
    show();
  });
  words.addEventListener("change", () => localStorage.setItem(KEY, words.checked ? "words" : "on"));
  show();
  box.hidden = false;
}
