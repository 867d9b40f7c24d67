/* A picture with a blurred preview under it fades in when it is there; without this it simply appears. */

const fade = (image) => {
  if (image.complete) return;
  image.classList.add("is-coming");
  const show = () => image.classList.remove("is-coming");
  image.addEventListener("load", show, { once: true });
  image.addEventListener("error", show, { once: true });
};

document.querySelectorAll("img[data-fades]").forEach(fade);
document.addEventListener("htmx:load", (event) => event.target.querySelectorAll?.("img[data-fades]").forEach(fade));
