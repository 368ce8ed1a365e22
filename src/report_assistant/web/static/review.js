// A reading beside its source: the twins of a cell light up together, Esc leads back to the report.
let lit = null;
const twins = (ref) => element.querySelectorAll(`[data-cell="${CSS.escape(ref)}"]`);

function light(target) {
  const cell = target && target.closest ? target.closest("[data-cell]") : null;
  if (lit) for (const one of twins(lit)) one.classList.remove("twin");
  lit = cell ? cell.dataset.cell : null;
  if (lit) for (const one of twins(lit)) one.classList.add("twin");
}

element.addEventListener("mouseover", (e) => {
  light(e.target);
  const cell = e.target.closest("[data-cell]"), busy = element.contains(document.activeElement) && document.activeElement.matches("td input");
  if (cell && !busy) tell(element.querySelector(`td.typed[data-cell="${CSS.escape(cell.dataset.cell)}"] input`));
});
element.addEventListener("mouseleave", () => light(element.contains(document.activeElement) ? document.activeElement : null));
element.addEventListener("focusin", (e) => light(e.target));
element.addEventListener("keydown", (e) => {
  if (e.key === "Escape" && !e.target.matches("td input")) trigger("click", { act: "close" });
});
element.addEventListener("click", (e) => {
  const button = e.target.closest("button[data-act]");
  if (!button) return;
  const told = { act: button.dataset.act, arg: button.dataset.arg };
  const form = button.closest("[data-form]");
  if (form) for (const field of form.querySelectorAll("[name]")) told[field.name] = field.type === "checkbox" ? field.checked : field.value;
  trigger("click", told);
});
