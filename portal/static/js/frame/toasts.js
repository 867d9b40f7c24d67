// A toast can be put away; it never leaves by itself, so that nobody has to hurry to read it.
document.addEventListener("click", (event) => {
  const button = event.target.closest(".toast [data-dismiss]");
  if (button) button.closest(".toast").remove();
});
for (const button of document.querySelectorAll(".toast [data-dismiss]")) button.hidden = false;
