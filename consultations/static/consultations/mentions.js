// Behind an @ the people of the room are offered: arrows choose, Enter takes, Escape leaves the words as they are.

const ASKED = /(?:^|[\s(])@([^@\n]{0,40})$/;
const MOST = 8;

export class Mentions {
  constructor(field, list) {
    this.field = field;
    this.list = list;
    this.options = Array.from(list.children);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-expanded", "false");
    field.addEventListener("input", () => this.offer());
    field.addEventListener("blur", () => this.close());
    list.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the field keeps the focus
      const option = event.target.closest("li");
      if (option) this.take(option);
    });
  }

  get isOpen() {
    return !this.list.hidden;
  }

  get shown() {
    return this.options.filter((option) => !option.hidden);
  }

  asked() {
    return ASKED.exec(this.field.value.slice(0, this.field.selectionStart))?.[1].toLocaleLowerCase();
  }

  offer() {
    const asked = this.asked();
    let count = 0;
    for (const option of this.options) {
      const name = option.dataset.name.toLocaleLowerCase();
      const fits = asked !== undefined && (name.startsWith(asked) || name.split(" ").some((word) => word.startsWith(asked)));
      option.hidden = !fits || count >= MOST;
      if (fits) count += 1;
    }
    this.list.hidden = !count;
    this.field.setAttribute("aria-expanded", String(Boolean(count)));
    this.choose(count ? this.shown[0] : undefined);
  }

  choose(option) {
    this.chosen = option;
    for (const one of this.options) one.setAttribute("aria-selected", String(one === option));
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  // Whether the key was for the list.
  key(event) {
    if (!this.isOpen || event.isComposing) return false;
    const shown = this.shown;
    const place = shown.indexOf(this.chosen);
    if (event.key === "ArrowDown") this.choose(shown[(place + 1) % shown.length]);
    else if (event.key === "ArrowUp") this.choose(shown[(place + shown.length - 1) % shown.length]);
    else if (event.key === "Enter" || event.key === "Tab") this.take(this.chosen);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    return true;
  }

  take(option) {
    const end = this.field.selectionStart;
    const start = this.field.value.lastIndexOf("@", end - 1);
    this.field.setRangeText(`@${option.dataset.name} `, start, end, "end");
    this.close();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.choose(undefined);
  }
}
