// The field to write in: Enter sends, half-composed Korean does not, and nothing typed is lost by a reload.

import { Chosen } from "./chosen.js";
import { Mentions } from "./mentions.js";

export class Composer {
  constructor(form, { ref, own, limit, sentences, onSend, onTyping }) {
    this.form = form;
    this.field = form.elements.body;
    this.problem = document.getElementById("words-problem");
    this.draftKey = `draft:${own}:${ref}`;
    this.limit = limit;
    this.sentences = sentences;
    this.onSend = onSend;
    this.context = document.getElementById("context");
    this.task = undefined; // something else than a new message: an edit
    this.context.querySelector('[data-part="cancel"]').addEventListener("click", (event) => {
      event.preventDefault();
      this.cancel();
    });
    this.chosen = new Chosen(form, sentences, (reason) => this.complain(reason));
    const names = document.getElementById("names");
    form.prepend(names);
    this.mentions = new Mentions(this.field, names);
    this.restore();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("input", () => {
      this.complain(this.isTooLong(this.field.value.trim()) ? sentences.too_long : "");
      this.grow();
      this.keepDraft();
      if (this.field.value.trim()) onTyping();
    });
    this.grow();
  }

  key(event) {
    if (this.mentions.key(event)) return undefined;
    if (event.key === "Escape" && !this.context.hidden && !event.isComposing) return this.cancel();
    const isComposing = event.isComposing || event.keyCode === 229; // a syllable is still being put together
    const hasKeyboard = matchMedia("(hover: hover) and (pointer: fine)").matches;
    if (event.key !== "Enter" || event.shiftKey || isComposing || !hasKeyboard) return undefined;
    event.preventDefault();
    return this.send();
  }

  // The field serves another task until it is sent or cancelled; what was typed before comes back afterwards.
  // `onSend(words)` gives true, or the reason why it could not be done.
  begin({ label, body, onSend }) {
    this.kept = this.task ? this.kept : this.field.value;
    this.task = onSend;
    this.context.querySelector('[data-part="what"]').textContent = label;
    this.context.hidden = false;
    this.fill(body);
    this.field.focus();
  }

  // The next message answers that one.
  answer(number, label) {
    this.end();
    this.form.elements.reply_to.value = number;
    this.context.querySelector('[data-part="what"]').textContent = label;
    this.context.hidden = false;
    this.field.focus();
  }

  cancel() {
    if (this.task) return this.end();
    this.form.elements.reply_to.value = "";
    this.context.hidden = true;
    return this.field.focus();
  }

  end() {
    if (!this.task) return;
    this.form.elements.reply_to.value = "";
    this.task = undefined;
    this.context.hidden = true;
    this.complain("");
    this.fill(this.kept || "");
    this.keepDraft();
    this.field.focus();
  }

  fill(words) {
    this.field.value = words;
    this.grow();
  }

  async finish(body) {
    const task = this.task;
    const reason = await task(body);
    if (this.task !== task) return;
    if (reason === true) this.end();
    else this.complain(reason);
  }

  send() {
    const body = this.field.value.trim();
    if (!body && (this.task || !this.chosen.files.length)) return this.complain(this.sentences.empty);
    if (this.isTooLong(body)) return this.complain(this.sentences.too_long);
    if (this.task) return this.finish(body);
    this.fill("");
    this.keepDraft();
    this.complain("");
    const replyTo = Number(this.form.elements.reply_to.value) || undefined;
    this.onSend(body, { replyTo, files: this.chosen.take() });
    this.cancel();
    return undefined;
  }

  isTooLong(body) {
    return body.length > this.limit && Array.from(body).length > this.limit;
  }

  // What was refused comes back, its words before those typed since.
  takeBack(body, files = []) {
    this.end();
    this.fill([body, this.field.value].filter(Boolean).join("\n"));
    this.keepDraft();
    this.chosen.add(files);
    this.field.focus();
  }

  complain(reason) {
    this.problem.textContent = reason;
    this.field.toggleAttribute("aria-invalid", Boolean(reason));
  }

  grow() {
    if (CSS.supports("field-sizing", "content")) return;
    this.field.style.blockSize = "auto";
    this.field.style.blockSize = `${this.field.scrollHeight + 2}px`;
  }

  keepDraft() {
    if (this.task) return;
    try {
      if (this.field.value) sessionStorage.setItem(this.draftKey, this.field.value);
      else sessionStorage.removeItem(this.draftKey);
    } catch {
      // no storage, no draft
    }
  }

  restore() {
    try {
      const draft = sessionStorage.getItem(this.draftKey) || "";
      const isAdded = new URLSearchParams(location.search).has("show") && draft && !draft.includes(this.field.value.trim());
      this.field.value = isAdded ? `${draft}\n${this.field.value}` : this.field.value || draft;
    } catch {
      // no storage, no draft
    }
  }
}
