// The timeline: messages are shown once each and in the order of their numbers, whatever order they arrive in.

import { renewPins, renewQuotes, showBeside, showPending } from "./beside.js";
import { fillWords } from "./link_parts.js";

const SAME_BREATH = 5 * 60_000;
const EDIT_WITHIN = 10 * 60_000;

export class Timeline {
  constructor(list, { language, zone, here, last, change, readByOthers, sentences }) {
    this.list = list;
    this.here = here;
    this.last = last;
    this.change = change; // up to which change of the room all is shown
    this.heard = change; // the newest change that was told of
    this.readByOthers = readByOthers;
    this.sentences = sentences;
    this.ahead = new Map(); // arrived before the ones that come before them
    this.saidTemplate = document.getElementById("said").content.querySelector("li");
    this.dayTemplate = document.getElementById("day").content.querySelector("li");
    this.clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
    this.dayName = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "full", timeZone: zone });
    this.moment = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "medium", timeStyle: "short", timeZone: zone });
    this.dayKey = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeZone: zone });
  }

  // Take a message from the server. Returns those that could be shown now: none, one, or it and what waited for it.
  take(message) {
    const waiting = this.ahead.get(message.number);
    if (message.number > this.last && !(waiting?.change > message.change)) this.ahead.set(message.number, message);
    const shown = [];
    for (let next = this.ahead.get(this.last + 1); next; next = this.ahead.get(this.last + 1)) {
      this.ahead.delete(next.number);
      this.last = next.number;
      this.show(next);
      shown.push(next);
    }
    for (const number of this.ahead.keys()) if (number <= this.last) this.ahead.delete(number);
    return shown;
  }

  get hasGap() {
    return this.ahead.size > 0 || this.heard > this.change;
  }

  // A change that was pushed, or that this tab has made: shown at once. It counts as the newest that all is known up
  // to only when it is the next one; otherwise a sync tells what lies between.
  hearChange(message) {
    this.heard = Math.max(this.heard, message.change);
    if (message.number > this.last) return;
    this.replace(message);
    if (message.change === this.change + 1) this.change = message.change;
  }

  // What a sync tells is complete up to `change`.
  caughtUp(messages, change) {
    for (const message of messages) this.replace(message);
    this.change = Math.max(this.change, change);
  }

  // A message as it is now, in its place; an older state never replaces a newer one.
  replace(message) {
    const old = this.said(message.number);
    if (!old) return renewPins(this, message);
    if (Number(old.dataset.change) >= message.change) return undefined;
    const said = this.build(message);
    said.classList.toggle("said--follows", old.classList.contains("said--follows"));
    const focused = old.contains(document.activeElement) && document.activeElement.dataset.act;
    said.querySelector('[data-part="cards"]').append(...(message.cards ? old.querySelector('[data-part="cards"]').children : []));
    old.replaceWith(said);
    renewQuotes(this, message);
    renewPins(this, message);
    if (focused !== false) said.querySelector("summary")?.focus({ preventScroll: true });
    this.markRead(this.readByOthers);
    return undefined;
  }

  said(number) {
    return this.list.querySelector(`.said[data-number="${Number(number)}"]`);
  }

  show(message) {
    document.getElementById("nothing-yet")?.remove();
    const said = this.build(message);
    said.classList.add("said--new");
    const before = this.lastShown();
    const day = this.dayKey.format(new Date(message.at));
    const pending = this.list.querySelector(".said--pending, .said--failed");
    if (!before || this.dayKey.format(new Date(before.dataset.at)) !== day) {
      this.list.insertBefore(this.buildDay(message.at, day), pending);
    } else if (follows(before, said)) {
      said.classList.add("said--follows");
    }
    this.list.insertBefore(said, pending);
    this.markRead(this.readByOthers);
  }

  build(message) {
    const said = this.saidTemplate.cloneNode(true);
    const part = (name) => said.querySelector(`[data-part="${name}"]`);
    said.className = `said said--${message.side}`;
    said.dataset.at = message.at;
    part("author").textContent = message.author || "";
    part("behalf").hidden = !message.on_behalf;
    part("company").textContent = message.company_name || "";
    if (message.deleted) {
      part("words").classList.add("said__words--gone");
      part("words").textContent = this.removed(message.author, message.deleted);
    } else {
      fillWords(part("words"), message.body, Boolean(message.plain_links), (message.mentions || []).map((one) => one.name));
    }
    if (message.number) this.place(said, part, message);
    part("clock").textContent = this.clock.format(new Date(message.at));
    part("clock").dateTime = message.at;
    const whose = message.side === "them" ? "caution_" : "caution_own_";
    for (const kind of message.cautions || []) {
      const words = document.createElement("p");
      words.className = "said__caution";
      words.textContent = this.sentences[whose + kind] || "";
      part("cautions").append(words);
    }
    return said;
  }

  // What only a stored message has: its place, its pages, what may be done with it.
  place(said, part, message) {
    const page = `${this.here}messages/${message.number}/`;
    const act = (name) => said.querySelector(`[data-act="${name}"]`);
    const isOwn = Boolean(message.is_own) && !message.deleted;
    said.id = `m${message.number}`;
    said.dataset.number = message.number;
    said.dataset.change = message.change;
    part("edited").href = page;
    part("edited").hidden = !message.edited;
    act("edit").href = `${page}edit/`;
    act("delete").href = `${page}delete/`;
    act("edit").hidden = act("delete").hidden = !isOwn;
    const mayAnswer = Boolean(act("reply")) && !message.deleted;
    if (mayAnswer) act("reply").href = `${this.here}?reply_to=${message.number}#say`;
    part("menu").hidden = !isOwn && !mayAnswer && !message.pinned && message.side !== "them";
    showBeside(this, said, part, message, page);
  }

  removed(name, at) {
    return this.sentences.removed.replace("{name}", name).replace("{when}", this.moment.format(new Date(at)));
  }

  buildDay(at, key) {
    const day = this.dayTemplate.cloneNode(true);
    day.dataset.day = key;
    day.firstElementChild.textContent = this.dayName.format(new Date(at));
    return day;
  }

  lastShown() {
    return Array.from(this.list.querySelectorAll(".said[data-number]")).at(-1);
  }

  // -- what is not stored yet ----------------------------------------------------------------------------------

  pend(item) {
    const said = this.build({ ...item, side: "me" });
    said.classList.add("said--pending");
    said.dataset.clientId = item.client_id;
    showPending(this, said.querySelector('[data-part="files"]'), item.files || []);
    said.querySelector('[data-part="clock"]').textContent = this.sentences.pending;
    this.list.append(said);
    document.getElementById("nothing-yet")?.remove();
  }

  settle(clientId) {
    this.pending(clientId)?.remove();
  }

  // Refused: the words stay readable with the reason, over a reload too, until they are taken back to be changed.
  fail(clientId, reason, takeBack) {
    const said = this.pending(clientId);
    if (!said) return;
    said.classList.replace("said--pending", "said--failed");
    said.querySelector('[data-part="clock"]').textContent = this.sentences.failed;
    const why = document.createElement("p");
    why.className = "said__why";
    why.textContent = reason;
    const back = document.createElement("button");
    back.type = "button";
    back.className = "button button--quiet button--small";
    back.textContent = this.sentences.again;
    back.addEventListener("click", () => {
      takeBack();
      said.remove();
    });
    said.append(why, back);
  }

  pending(clientId) {
    return this.list.querySelector(`[data-client-id="${CSS.escape(clientId)}"]`);
  }

  // -- marks ---------------------------------------------------------------------------------------------------

  // The quiet “Read” stands at the last of my own messages that the other side has read.
  markRead(number) {
    this.readByOthers = Math.max(this.readByOthers, number);
    const mine = Array.from(this.list.querySelectorAll(".said--me[data-number]"));
    const marked = mine.filter((said) => Number(said.dataset.number) <= this.readByOthers).at(-1);
    for (const said of mine) said.querySelector('[data-part="mark"]').hidden = said !== marked;
  }

  // After earlier messages were put on top: a day is named once, above its first message.
  tidyDays() {
    let seen = "";
    for (const day of this.list.querySelectorAll(".talk__day")) {
      if (day.dataset.day === seen) day.remove();
      seen = day.dataset.day;
    }
  }
}

// Whether there is still time to edit it.
export function isEditable(said) {
  return Date.now() - new Date(said.dataset.at) < EDIT_WITHIN;
}

function follows(before, said) {
  const who = (one) => ["author", "company"].map((name) => one.querySelector(`[data-part="${name}"]`).textContent).join("\n");
  const gap = new Date(said.dataset.at) - new Date(before.dataset.at);
  return who(before) === who(said) && side(before) === side(said) && gap < SAME_BREATH;
}

function side(said) {
  return ["me", "us", "them"].find((name) => said.classList.contains(`said--${name}`));
}
