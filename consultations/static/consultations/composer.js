// The field to write in: Enter sends, half-composed Korean does not, and nothing typed is lost by a reload.

export class Composer {
  constructor(form, { ref, limit, sentences, onSend, onTyping }) {
    this.form = form;
    this.field = form.elements.body;
    this.problem = document.getElementById("words-problem");
    this.draftKey = `draft:${ref}`;
    this.limit = limit;
    this.sentences = sentences;
    this.onSend = onSend;
    this.restore();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("input", () => {
      this.complain("");
      this.grow();
      this.keepDraft();
      if (this.field.value.trim()) onTyping();
    });
    this.grow();
  }

  key(event) {
    const isComposing = event.isComposing || event.keyCode === 229; // a syllable is still being put together
    const hasKeyboard = matchMedia("(hover: hover) and (pointer: fine)").matches;
    if (event.key !== "Enter" || event.shiftKey || isComposing || !hasKeyboard) return;
    event.preventDefault();
    this.send();
  }

  send() {
    const body = this.field.value.trim();
    if (!body) return this.complain(this.sentences.empty);
    if (Array.from(body).length > this.limit) return this.complain(this.sentences.too_long);
    this.field.value = "";
    this.grow();
    this.keepDraft();
    this.complain("");
    this.onSend(body);
    this.field.focus();
    return undefined;
  }

  // Refused words come back, before what was typed since.
  takeBack(body) {
    this.field.value = [body, this.field.value].filter(Boolean).join("\n");
    this.grow();
    this.keepDraft();
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
    try {
      if (this.field.value) sessionStorage.setItem(this.draftKey, this.field.value);
      else sessionStorage.removeItem(this.draftKey);
    } catch {
      // no storage, no draft
    }
  }

  restore() {
    try {
      this.field.value ||= sessionStorage.getItem(this.draftKey) || "";
    } catch {
      // no storage, no draft
    }
  }
}
