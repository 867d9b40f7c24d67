// Writing in a community: what is pasted from an office program becomes Markdown, and @ offers members' names.
// Without this the words go in as plain text, and a name is typed in full.

const INLINE = { B: "**", STRONG: "**", I: "*", EM: "*", S: "~~", DEL: "~~" };

const clean = (text) => text.replace(/\s+/g, " ");

// Word marks bold by style, and hides list markers in comments and empty spans.
const mark = (node) => {
  const style = node.getAttribute?.("style") || "";
  if (INLINE[node.tagName]) return /font-weight:\s*(normal|400)/i.test(style) ? "" : INLINE[node.tagName];
  return node.tagName === "SPAN" && /font-weight:\s*(bold|[6-9]00)/i.test(style) ? "**" : "";
};

const address = (node) => {
  const href = node.getAttribute("href") || "";
  return /^(https?:|mailto:|tel:)/i.test(href) ? href.replace(/[()\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, "0")}`) : "";
};

const inside = (node) => [...node.childNodes].map(inline).join("");

function inline(node) {
  if (node.nodeType === Node.TEXT_NODE) return clean(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE || ["STYLE", "SCRIPT", "META", "LINK", "TITLE"].includes(node.tagName)) return "";
  if (node.tagName === "BR") return "\n";
  const text = inside(node);
  const words = text.trim();
  if (!words) return text ? " " : "";
  if (node.tagName === "A" && address(node)) return `[${words}](${address(node)})`;
  const sign = mark(node);
  return sign ? text.replace(words, () => `${sign}${words}${sign}`) : text;
}

function list(node, depth) {
  let number = Number(node.getAttribute("start")) || 1;
  const lines = [];
  for (const item of node.children) {
    if (["UL", "OL"].includes(item.tagName)) lines.push(list(item, depth + 1));
    if (item.tagName !== "LI") continue;
    const nested = [...item.children].filter((child) => ["UL", "OL"].includes(child.tagName));
    const words = [...item.childNodes].filter((child) => !nested.includes(child)).map(inline).join("").trim();
    lines.push(`${"   ".repeat(depth)}${node.tagName === "OL" ? `${number++}.` : "-"} ${words.replace(/\n+/g, " ")}`);
    lines.push(...nested.map((child) => list(child, depth + 1)));
  }
  return lines.join("\n");
}

function table(node) {
  const rows = [...node.rows].map((row) => [...row.cells].map((cell) => inside(cell).replace(/\s+/g, " ").trim().replaceAll("|", "\\|")));
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (!width) return "";
  const line = (row) => `| ${[...row, ...Array(width - row.length).fill("")].join(" | ")} |`;
  return [line(rows[0]), `|${" --- |".repeat(width)}`, ...rows.slice(1).map(line)].join("\n");
}

const BLOCKS = new Set(["P", "DIV", "SECTION", "ARTICLE", "BLOCKQUOTE", "PRE", "H1", "H2", "H3", "H4", "H5", "H6", "UL", "OL", "TABLE", "BODY"]);

function blocks(node, out) {
  let line = "";
  const flush = () => {
    if (line.trim()) out.push(line.trim());
    line = "";
  };
  for (const child of node.childNodes) {
    if (!BLOCKS.has(child.tagName) && !child.querySelector?.("p, div, ul, ol, table, h1, h2, h3, h4, h5, h6")) {
      line += inline(child);
      continue;
    }
    flush();
    if (["UL", "OL"].includes(child.tagName)) out.push(list(child, 0));
    else if (child.tagName === "TABLE") out.push(table(child));
    else if (/^H[1-6]$/.test(child.tagName || "")) out.push(`### ${inside(child).trim()}`);
    else if (/MsoListParagraph/.test(child.className)) out.push(`- ${inside(child).trim().replace(/^(?:[·•o§-]|\d+[.)])\s*/, "")}`);
    else blocks(child, out);
  }
  flush();
  return out;
}

export function markdownOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html"); // inert: nothing in it is run or fetched
  return blocks(page.body, [])
    .filter((block) => block.trim())
    .join("\n\n")
    .replace(/\n\n(?=- )(?<=\n- [^\n]*\n\n)/g, "\n");
}

function insert(field, text) {
  field.focus();
  if (document.execCommand?.("insertText", false, text)) return; // keeps the browser's undo
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function paste(event) {
  const html = event.clipboardData?.getData("text/html");
  if (!html || html.length > 2_000_000 || event.clipboardData.files.length) return;
  if (!/<(b|strong|i|em|a|ul|ol|table|h[1-6])[\s>]|font-weight|MsoList/i.test(html)) return; // plain words paste as they are
  const text = markdownOf(html);
  if (!text) return;
  event.preventDefault();
  insert(event.target, text);
}

const begun = (field) => /(?:^|\s)@([^\s@][^@\n]{0,40})?$/u.exec(field.value.slice(0, field.selectionStart));

class Names {
  constructor(field, url) {
    Object.assign(this, { field, url, list: null, timer: 0, asked: 0 });
    field.addEventListener("input", () => this.soon());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  soon() {
    clearTimeout(this.timer);
    const found = begun(this.field);
    if (!found?.[1]) return this.close();
    this.timer = setTimeout(() => this.ask(found[1]), 200);
  }

  async ask(words) {
    const asked = ++this.asked;
    try {
      const answer = await fetch(`${this.url}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
      if (!answer.ok || asked !== this.asked) return;
      this.show((await answer.json()).names);
    } catch {
      this.close(); // without a connection the name is typed in full
    }
  }

  show(names) {
    this.close();
    if (!names.length) return;
    this.list = document.createElement("ul");
    this.list.className = "talk-names";
    this.list.setAttribute("role", "listbox");
    for (const name of names) {
      const item = document.createElement("li");
      item.setAttribute("role", "option");
      const button = document.createElement("button");
      button.type = "button";
      button.tabIndex = -1;
      button.textContent = name;
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => this.take(name));
      item.append(button);
      this.list.append(item);
    }
    this.field.after(this.list);
    this.choose(0);
  }

  choose(step) {
    const items = [...this.list.children];
    const now = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
    const next = now < 0 ? 0 : (now + step + items.length) % items.length;
    items.forEach((item, index) => item.setAttribute("aria-selected", String(index === next)));
  }

  key(event) {
    if (!this.list || event.isComposing) return;
    if (event.key === "Escape") this.close();
    else if (event.key === "ArrowDown") this.choose(1);
    else if (event.key === "ArrowUp") this.choose(-1);
    else if (event.key === "Enter" || event.key === "Tab") this.list.querySelector("[aria-selected='true'] button").click();
    else return;
    event.preventDefault();
  }

  take(name) {
    const found = begun(this.field);
    this.close();
    if (!found) return;
    const end = this.field.selectionStart;
    this.field.setSelectionRange(end - (found[1] || "").length, end);
    insert(this.field, `${name} `);
    this.close();
  }

  close() {
    this.asked += 1;
    this.list?.remove();
    this.list = null;
  }
}

for (const field of document.querySelectorAll("[data-talk-words]")) {
  field.addEventListener("paste", paste);
  const url = field.form?.dataset.talkNames;
  if (url) new Names(field, url);
}
