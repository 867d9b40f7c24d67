// What people do with messages that are there: answer, mark, edit and delete them. By the addresses of the plain forms.

import { shortWords } from "./beside.js";
import { isEditable } from "./timeline.js";

const LATE = 15_000;

export class Acts {
  constructor({ room, form, composer, timeline, sentences, onChange }) {
    Object.assign(this, { form, composer, timeline, sentences, onChange });
    this.dialog = document.getElementById("delete-dialog");
    room.addEventListener("click", (event) => this.click(event));
    room.addEventListener("keydown", (event) => event.key === "Escape" && this.close(event.target.closest(".said__menu")));
    room.addEventListener("toggle", (event) => this.opened(event.target), true);
    document.addEventListener("click", (event) => this.closeOthers(event.target.closest(".said__menu")));
    this.dialog?.querySelector('[data-part="yes"]').addEventListener("click", () => this.erase());
  }

  click(event) {
    const control = event.target.closest("[data-act]");
    const does = control && this[`do_${control.dataset.act}`];
    if (!does || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.close(control.closest(".said__menu"));
    does.call(this, control.closest(".said"), control);
  }

  opened(menu) {
    if (!menu.open || !menu.matches(".said__menu")) return;
    const edit = menu.querySelector('[data-act="edit"]');
    edit.hidden ||= !isEditable(menu.closest(".said"));
  }

  close(menu) {
    if (!menu?.open) return;
    menu.open = false;
    menu.querySelector("summary").focus({ preventScroll: true });
  }

  closeOthers(own) {
    for (const menu of document.querySelectorAll(".said__menu[open]")) if (menu !== own) menu.open = false;
  }

  do_edit(said, control) {
    const body = said.querySelector('[data-part="words"]').textContent;
    this.composer.begin({
      label: this.sentences.editing,
      body,
      onSend: (words) => (words === body ? true : this.send(control.href, { body: words })),
    });
  }

  do_reply(said) {
    const part = (name) => said.querySelector(`[data-part="${name}"]`).textContent;
    const words = shortWords(this.timeline, { body: part("words") });
    this.composer.answer(said.dataset.number, this.sentences.replying.replace("{name}", part("author")).replace("{words}", words));
  }

  async do_mark(said, control) {
    const reason = await this.send(control.formAction, { [control.name]: control.value });
    this.composer.complain(reason === true ? "" : reason);
  }

  do_delete(said, control) {
    this.address = control.href;
    this.complain("");
    this.dialog.showModal();
  }

  async erase() {
    const reason = await this.send(this.address, {});
    if (reason === true) this.dialog.close();
    else this.complain(reason);
  }

  complain(reason) {
    this.dialog.querySelector('[data-part="problem"]').textContent = reason;
  }

  // True when it is done, else the reason for the person.
  async send(address, fields) {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(address, { method: "POST", body: data, headers, signal: AbortSignal.timeout(LATE) });
      const told = await answer.json();
      if (!answer.ok) return told.message || this.sentences.not_done;
      this.onChange(told.message);
      return true;
    } catch {
      return this.sentences.not_done;
    }
  }
}
