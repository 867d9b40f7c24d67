// The files that will go with the next message: chosen, dropped or pasted, each can be taken away again.

const MOST = 5;
const MOST_BYTES = 10 * 1024 * 1024;

export class Chosen {
  constructor(form, sentences, complain) {
    this.input = form.elements.papers;
    this.list = document.getElementById("chosen");
    this.sentences = sentences;
    this.complain = complain;
    this.files = [];
    this.input.addEventListener("change", () => {
      this.add(this.input.files);
      this.input.value = "";
    });
    form.elements.body.addEventListener("paste", (event) => {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      this.add(event.clipboardData.files);
    });
    form.addEventListener("dragover", (event) => event.preventDefault());
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      this.add(event.dataTransfer.files);
    });
    this.add(this.input.files); // what the browser kept over a reload
  }

  add(files) {
    for (const file of files) {
      if (this.files.length >= MOST) this.complain(this.sentences.too_many_files);
      else if (file.size > MOST_BYTES) this.complain(this.sentences.too_heavy.replace("{name}", file.name));
      else this.files.push(file);
    }
    this.show();
  }

  show() {
    this.list.hidden = !this.files.length;
    this.list.replaceChildren(
      ...this.files.map((file) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.className = "icon-button";
        button.textContent = "×";
        button.setAttribute("aria-label", this.sentences.take_away.replace("{name}", file.name));
        button.addEventListener("click", () => {
          this.files = this.files.filter((one) => one !== file);
          this.show();
        });
        item.append(file.name, button);
        return item;
      }),
    );
  }

  // Gives them away: the next message begins without any.
  take() {
    const taken = this.files;
    this.files = [];
    this.show();
    return taken;
  }
}
