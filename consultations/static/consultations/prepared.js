// A prepared reply goes where the cursor stands; without this script the page comes back with it in an empty field.

const form = document.querySelector("[data-prepared]");

form?.addEventListener("submit", async (event) => {
  const ref = form.elements.reply.value;
  const words = document.getElementById("words");
  event.preventDefault();
  if (!ref || !words) return;
  const answer = await fetch(form.dataset.prepared.replace("REF", encodeURIComponent(ref))).catch(() => null);
  if (!answer?.ok) {
    if (!words.value) form.submit();
    return;
  }
  const { body } = await answer.json();
  words.setRangeText(body, words.selectionStart, words.selectionEnd, "end");
  words.dispatchEvent(new Event("input", { bubbles: true }));
  words.focus();
  form.reset();
});
