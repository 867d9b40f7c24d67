// A consultation, live. Without this file the page is complete and works by plain forms.

import { Acts } from "./acts.js";
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { Outbox } from "./outbox.js";
import { Timeline } from "./timeline.js";

const POLL = 5_000;
const RETRY = 2_000;
const TYPING_EVERY = 3_000;
const TYPING_SHOWN = 5_000;

const room = document.getElementById("room");
const list = document.getElementById("talk");
const line = document.getElementById("line");
const typing = document.getElementById("typing");
const announce = document.getElementById("announce");
const jump = document.getElementById("jump");
const form = document.getElementById("say");
const sentences = Object.fromEntries(
  Array.from(document.getElementById("sentences").content.querySelectorAll("[data-key]"), (one) => [one.dataset.key, one.textContent]),
);
const title = document.title;

const timeline = new Timeline(list, {
  language: room.dataset.language,
  zone: room.dataset.zone,
  here: room.dataset.here,
  last: Number(room.dataset.last),
  change: Number(room.dataset.change),
  readByOthers: Number(room.dataset.readByOthers),
  sentences,
});
const outbox = new Outbox(room.dataset.ref, room.dataset.own);
const connection = new Connection(
  `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${room.dataset.socket}`,
);
let missed = 0;
let told = timeline.last; // how far the server knows that I have read
let typedAt = 0;
let typingTimer = 0;
let pollTimer = 0;
let isAsking = false;
let staysAtEnd = false;
let lastTop = 0;

const composer =
  form &&
  new Composer(form, {
    ref: room.dataset.ref,
    own: room.dataset.own,
    limit: Number(room.dataset.limit),
    sentences,
    onSend(body, beside) {
      timeline.pend(outbox.add(body, beside));
      scrollDown();
      sendNext();
    },
    onTyping() {
      if (Date.now() - typedAt > TYPING_EVERY && connection.send({ type: "typing" })) typedAt = Date.now();
    },
  });

const acts = composer && new Acts({ room, form, composer, timeline, sentences, onChange: hearChange });

// -- sending ---------------------------------------------------------------------------------------------------

function sendNext() {
  const item = outbox.next();
  if (!item) return;
  if (item.files) {
    if (!outbox.files.has(item.client_id)) refuse(item.client_id, sentences.files_lost);
    else if (connection.isOpen || connection.state === "polling") post(item);
    return;
  }
  const frame = { type: "message.send", client_id: item.client_id, body: item.body, reply_to: item.reply_to };
  if (connection.send(frame, true)) outbox.started(item);
  else if (connection.state === "polling") post(item);
}

function later() {
  outbox.rewind();
  setTimeout(sendNext, RETRY);
}

function refuse(clientId, reason) {
  const wasAtEnd = isAtEnd();
  const item = outbox.refuse(clientId, reason);
  if (item) showRefused(item);
  if (wasAtEnd) scrollDown();
  sendNext();
}

function showRefused(item) {
  timeline.fail(item.client_id, item.refused, () => {
    const files = outbox.files.get(item.client_id);
    outbox.remove(item.client_id);
    composer?.takeBack(item.body, files);
    if (item.reply_to && timeline.said(item.reply_to)) acts?.do_reply(timeline.said(item.reply_to));
  });
}

// The plain form, sent by fetch: for files, and for networks that let no socket through.
async function post(item) {
  outbox.started(item);
  const data = new FormData(form);
  data.set("client_id", item.client_id);
  data.set("body", item.body);
  data.set("reply_to", item.reply_to || "");
  data.delete("papers");
  for (const file of outbox.files.get(item.client_id) || []) data.append("papers", file);
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
    if ([403, 409, 422].includes(answer.status)) return refuse(item.client_id, (await answer.json()).message);
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    receive((await answer.json()).message);
    fillGap();
    return sendNext();
  } catch {
    return later();
  }
}

// -- receiving -------------------------------------------------------------------------------------------------

function receive(...messages) {
  const wasAtEnd = isAtEnd();
  const shown = [];
  for (const message of messages) {
    shown.push(...timeline.take(message));
    if (message.client_id && outbox.has(message.client_id)) outbox.remove(message.client_id);
    if (message.client_id) timeline.settle(message.client_id);
  }
  const others = shown.filter((message) => message.side !== "me");
  if (others.length) notice(others, wasAtEnd);
  if (shown.length && wasAtEnd) scrollDown();
  tellRead();
}

function hearChange(message) {
  timeline.hearChange(message);
  fillGap();
}

// What lies beyond an answer that did not hold everything is asked for again: it may have been changed meanwhile.
function catchUp(answer) {
  if (answer.has_more) timeline.ahead.clear();
  receive(...answer.messages);
  timeline.caughtUp(answer.changes, answer.last_change);
}

function ask() {
  const frame = { type: "sync", after: timeline.last, after_change: timeline.change };
  if (connection.send(frame, true)) isAsking = true;
}

function fillGap() {
  if (timeline.hasGap && !isAsking) ask();
}

const HEAR = {
  hello(frame) {
    if (frame.own !== room.dataset.own) return endAsAnother();
    isAsking = false;
    outbox.rewind();
    if (frame.last_number > timeline.last || frame.last_change > timeline.change) ask();
    else sendNext();
    told = Math.min(told, timeline.last);
    tellRead();
  },
  sync(frame) {
    isAsking = false;
    catchUp(frame);
    if (frame.has_more || timeline.hasGap) ask();
    else sendNext();
  },
  "message.posted"(frame) {
    receive(frame.message);
    hideTyping();
    fillGap();
  },
  "message.changed"(frame) {
    hearChange(frame.message);
  },
  "message.ack"(frame) {
    receive(frame.message);
    fillGap();
    sendNext();
  },
  read(frame) {
    if (frame.side === "them") timeline.markRead(frame.number);
    if (frame.side === "me" && frame.number >= timeline.last) seen();
  },
  typing(frame) {
    typing.textContent = sentences.typing.replace("{name}", frame.author);
    typing.hidden = false;
    clearTimeout(typingTimer);
    typingTimer = setTimeout(hideTyping, TYPING_SHOWN);
  },
  writing(frame) {
    document.dispatchEvent(new CustomEvent("room:writing", { detail: frame }));
  },
  error(frame) {
    isAsking = false;
    if (frame.code === "too_fast" || frame.code === "unavailable") later();
    else if (frame.client_id) refuse(frame.client_id, frame.message);
  },
};

connection.addEventListener("frame", ({ detail }) => {
  HEAR[detail.type]?.(detail);
  room.dispatchEvent(new CustomEvent("room:frame", { detail }));
});
connection.addEventListener("beat", ask);
connection.addEventListener("state", ({ detail: state }) => {
  line.textContent = sentences[state];
  line.classList.toggle("is-warning", state === "offline" || state === "polling" || state === "ended");
  room.dataset.state = state;
  if (state !== "connected") {
    isAsking = false;
    outbox.rewind();
    hideTyping();
  }
  clearInterval(pollTimer);
  if (state === "polling") {
    pollTimer = setInterval(poll, POLL);
    poll();
  }
  if (state === "ended") close();
});

// Somebody else signed in here, or the person acts for another company: nothing is written in their name.
function endAsAnother() {
  connection.end();
  line.textContent = sentences.another;
}

// The same by plain HTTP; gives whether the server was reached.
async function poll() {
  try {
    const read = isLookedAt() && timeline.last > told ? timeline.last : 0;
    const address = `${room.dataset.here}?after=${timeline.last}&changed=${timeline.change}&read=${read}`;
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (answer.status === 404 || answer.redirected) return connection.end();
    if (!answer.ok) return false;
    const found = await answer.json();
    if (found.own !== room.dataset.own) return endAsAnother();
    told = Math.max(told, read);
    catchUp(found);
    if (found.has_more) return poll();
    sendNext();
    return true;
  } catch {
    return false; // the next round tries again
  }
}

connection.addEventListener("fruitless", async () => {
  const isReached = await poll();
  if (!connection.isOpen && connection.state !== "ended") connection.become(isReached ? "polling" : "offline");
});

function close() {
  if (!form) return;
  for (const control of form.elements) control.disabled = true;
}

// -- being here ------------------------------------------------------------------------------------------------

function isAtEnd() {
  const page = document.scrollingElement;
  return page.scrollHeight - page.scrollTop - page.clientHeight < 120;
}

function scrollDown() {
  const page = document.scrollingElement;
  page.scrollTop = page.scrollHeight;
  jump.hidden = true;
  staysAtEnd = true;
}

// Pictures and cards take their room when they have come: who was at the end stays there, until they scroll up.
new ResizeObserver(() => staysAtEnd && scrollDown()).observe(list);

function scrolled() {
  const top = document.scrollingElement.scrollTop;
  if (top < lastTop) staysAtEnd = isAtEnd();
  lastTop = top;
  tellRead();
}

function notice(messages, wasAtEnd) {
  const newest = messages.at(-1);
  announce.textContent = sentences.arrived.replace("{name}", newest.author).replace("{company}", newest.company_name);
  if (!wasAtEnd) jump.hidden = false;
  if (document.hidden) {
    missed += messages.length;
    document.title = `(${missed}) ${title}`;
  }
}

function seen() {
  missed = 0;
  document.title = title;
}

function isLookedAt() {
  return !document.hidden && isAtEnd();
}

function tellRead() {
  if (!isLookedAt()) return;
  seen();
  jump.hidden = true;
  if (timeline.last > told && connection.send({ type: "read", number: timeline.last })) told = timeline.last;
}

function hideTyping() {
  typing.hidden = true;
}

document.addEventListener("visibilitychange", tellRead);
document.addEventListener("scroll", scrolled, { passive: true });
jump.addEventListener("click", () => {
  scrollDown();
  tellRead();
});
document.addEventListener("htmx:afterSwap", () => {
  timeline.tidyDays();
  timeline.markRead(0);
});

// An on-screen keyboard covers the bottom of the page where the browser does not shrink it: lift the composer.
const view = window.visualViewport;
view?.addEventListener("resize", () => {
  const covered = Math.max(0, window.innerHeight - view.height - view.offsetTop);
  room.style.setProperty("--composer-lift", `${covered}px`);
  if (document.activeElement === composer?.field && isAtEnd()) scrollDown();
});

for (const item of outbox.items) {
  timeline.pend(item);
  if (item.refused) showRefused(item);
}
if (!document.getElementById(location.hash.slice(1))) scrollDown();
connection.open();
