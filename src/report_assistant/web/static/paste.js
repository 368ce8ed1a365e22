// The sheet to paste on: a table keeps its rows and columns, for its markup is kept beside what is seen.
const dialog = element.querySelector("dialog"), box = dialog.querySelector("textarea"), kept = dialog.querySelector(".kept");
let rich = { text: "", markup: "" };

box.addEventListener("paste", (e) => {
  const markup = e.clipboardData.getData("text/html");
  if (!/<table/i.test(markup)) return;
  e.preventDefault();
  box.value = e.clipboardData.getData("text/plain") || "（已粘贴表格）";
  rich = { text: box.value, markup };
  kept.textContent = "已连同表格的行列一起粘贴";
});
box.addEventListener("input", () => { kept.textContent = ""; });
dialog.addEventListener("click", (e) => {
  const button = e.target.closest("button");
  if (!button) return;
  if (button.dataset.act) trigger("click", { act: button.dataset.act, written: box.value === rich.text ? rich.markup : box.value });
  dialog.close();
});
