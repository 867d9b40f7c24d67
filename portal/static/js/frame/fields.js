// Small helps in forms: a counter below long texts, and a button that shows the password. Words come from the page.
const words = document.documentElement.dataset;

for (const field of document.querySelectorAll("textarea[maxlength]")) {
  const limit = Number(field.getAttribute("maxlength"));
  const counter = document.createElement("output");
  counter.className = "counter num";
  const show = () => {
    const left = limit - field.value.length;
    counter.textContent = `${field.value.length} / ${limit}`;
    counter.classList.toggle("counter--full", left <= 0);
    counter.hidden = left > limit / 2;
  };
  field.addEventListener("input", show);
  field.after(counter);
  show();
}

// The field itself is not moved: whoever types already would lose the cursor.
for (const field of document.querySelectorAll(".password > input")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet";
  button.setAttribute("aria-pressed", "false");
  button.textContent = words.showPassword;
  button.addEventListener("click", () => {
    const show = field.type === "password";
    field.type = show ? "text" : "password";
    button.setAttribute("aria-pressed", String(show));
    button.textContent = show ? words.hidePassword : words.showPassword;
  });
  field.after(button);
}

// After a refused form the summary is read first.
document.querySelector(".error-summary")?.focus();
