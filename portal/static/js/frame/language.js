// Whose browser prefers another language that this page speaks is shown the way to it, until they chose one themselves.
const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
const spoken = [document.documentElement.lang.slice(0, 2)];
const others = [...document.querySelectorAll("[data-other-language]")];
const best = wanted.find((code) => spoken.includes(code) || others.some((one) => one.lang === code));
const way = others.find((one) => one.lang === best);
if (way && !localStorage.getItem("language-chosen")) way.hidden = false;
document.addEventListener("submit", ({ target }) => {
  if (target.matches("form.preferences")) localStorage.setItem("language-chosen", target.elements.language.value);
});
