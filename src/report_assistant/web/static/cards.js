// A list of cards: a button tells what it is for, and what stands in the fields of its form.
element.addEventListener("click", (e) => {
  const button = e.target.closest("button[data-act]");
  if (!button) return;
  const told = { act: button.dataset.act, arg: button.dataset.arg };
  const form = button.closest("[data-form]");
  if (form) for (const field of form.querySelectorAll("[name]")) told[field.name] = field.value;
  trigger("click", told);
});
