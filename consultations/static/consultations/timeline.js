// The timeline: messages are shown once each and in the order of their numbers, whatever order they arrive in.

import { fillWords } from "./link_parts.js";

const SAME_BREATH = 5 * 60_000;

export class Timeline {
  constructor(list, { language, zone, last, readByOthers, sentences }) {
    this.list = list;
    this.last = last;
    this.readByOthers = readByOthers;
    this.sentences = sentences;
    this.ahead = new Map(); // arrived before the ones that come before them
    this.saidTemplate = document.getElementById("said").content.querySelector("li");
    this.dayTemplate = document.getElementById("day").content.querySelector("li");
    this.clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
    this.dayName = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "full", timeZone: zone });
    this.dayKey = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeZone: zone });
  }

  // Take a message from the server. Returns those that could be shown now: none, one, or it and what waited for it.
  take(message) {
    if (message.number > this.last) this.ahead.set(message.number, message);
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
    return this.ahead.size > 0;
  }

  show(message) {
    document.getElementById("nothing-yet")?.remove();
    const said = this.build(message);
    said.id = `m${message.number}`;
    said.dataset.number = message.number;
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
    part("company").textContent = message.company_name || "";
    fillWords(part("words"), message.body, Boolean(message.plain_links));
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
    said.querySelector('[data-part="clock"]').textContent = this.sentences.pending;
    this.list.append(said);
    document.getElementById("nothing-yet")?.remove();
  }

  settle(clientId) {
    this.pending(clientId)?.remove();
  }

  // Refused: the words stay readable with the reason, until they are taken back into the composer.
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
      takeBack(said.querySelector('[data-part="words"]').textContent);
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

function follows(before, said) {
  const who = (one) => ["author", "company"].map((name) => one.querySelector(`[data-part="${name}"]`).textContent).join("\n");
  const gap = new Date(said.dataset.at) - new Date(before.dataset.at);
  return who(before) === who(said) && side(before) === side(said) && gap < SAME_BREATH;
}

function side(said) {
  return ["me", "us", "them"].find((name) => said.classList.contains(`said--${name}`));
}
