// <button data-dialog="id"> opens <dialog id>; without JavaScript the same button submits or links on its own.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
    return;
  }
  const closer = event.target.closest("[data-close]");
  const dialog = event.target.closest("dialog");
  if (dialog && (closer || event.target === dialog)) {
    event.preventDefault();
    dialog.close();
  }
});

// <form data-confirm="Remove this product?"> asks once more in words the template wrote.
document.addEventListener("submit", (event) => {
  const question = event.submitter?.dataset.confirm || event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});
