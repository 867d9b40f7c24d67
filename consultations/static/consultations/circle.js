// Who comes and goes while the talk is open, and the quiet “Delivered”: beside room.js, which passes its frames on.

const room = document.getElementById("room");
const list = document.getElementById("talk");
const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: room.dataset.zone,
});
let delivered = Number(room.dataset.delivered);
let read = Number(room.dataset.readByOthers);

function showLine(line) {
  if (list.querySelector(`[data-seq="${line.seq}"]`)) return;
  const item = document.createElement("li");
  const [words, at] = [document.createElement("span"), document.createElement("time")];
  item.className = "talk__line small";
  item.dataset.seq = line.seq;
  words.textContent = line.words;
  at.className = "num";
  at.dateTime = line.at;
  at.textContent = clock.format(new Date(line.at));
  item.append(words, " ", at);
  list.insertBefore(item, list.querySelector(".said--pending, .said--failed"));
  document.getElementById("announce").textContent = line.words;
}

// Nothing can be written here any more; what was typed stays to be copied.
function closeComposer() {
  const form = document.getElementById("say");
  if (!form || form.dataset.closed) return;
  form.dataset.closed = "true";
  for (const control of form.elements) if (control.name !== "body") control.disabled = true;
  form.elements.body.readOnly = true;
  const words = document.getElementById("sentences").content.querySelector('[data-key="closed"]').textContent;
  document.getElementById("words-problem").textContent = words;
}

// “Delivered” stands at the last of my own messages that has reached the other side and is not read yet.
function markDelivered() {
  const mine = Array.from(list.querySelectorAll(".said--me[data-number]"));
  const last = mine.filter((said) => Number(said.dataset.number) <= delivered).at(-1);
  for (const said of mine) {
    const mark = said.querySelector('[data-part="got"]');
    if (mark) mark.hidden = said !== last || Number(said.dataset.number) <= read;
  }
}

const HEAR = {
  hello(frame) {
    if (!frame.may_speak) closeComposer();
  },
  circle(frame) {
    showLine(frame.line);
    if (!frame.may_speak) closeComposer();
    document.body.dispatchEvent(new CustomEvent("circle")); // the companies beside the talk are asked for anew
  },
  delivered(frame) {
    delivered = Math.max(delivered, frame.number);
    markDelivered();
  },
  read(frame) {
    if (frame.side === "them") read = Math.max(read, frame.number);
    markDelivered();
  },
  "message.ack": markDelivered,
};

room.addEventListener("room:frame", ({ detail }) => HEAR[detail.type]?.(detail));
