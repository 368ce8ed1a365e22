// One table: numbers go out when a box is left, Enter and arrows move, a block from a spreadsheet is spread.
const half = (text) => text.replace(/[０-９．]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/[,，](?=\d{3}(?!\d))|\s/g, "");
const centre = (cell) => { const r = cell.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]; };

function send(changed) {
  const cells = {};
  for (const box of changed) {
    box.value = half(box.value);
    if (box.checkValidity() && box.value !== box.defaultValue) cells[box.dataset.ref] = box.value;
    else if (!box.checkValidity()) {
      box.dispatchEvent(new Event("input", { bubbles: true }));  // a pasted text is no typing: the chip must know of it
      tell(box);
    }
  }
  if (Object.keys(cells).length) trigger("input", { cells });
}

function tell(box) {
  const line = element.querySelector(".hint");
  if (!line) return;
  const d = box && box.dataset;
  const refused = box && box.matches("input") && !box.checkValidity() ? "　只能填数字，这一格还没有保存（按 Esc 恢复原数）" : "";
  line.textContent = d ? `${d.told}${d.trouble ? "　" + d.trouble : ""}${refused}` : line.dataset.idle;
  line.classList.toggle("wrong", Boolean(refused || (d && d.trouble)));
}

// The nearest cell in one direction; a pasted block also steps over locked totals, the keyboard does not.
function neighbour(cell, dx, dy, kind = "td.typed") {
  const [x, y] = centre(cell);
  let best = null, nearest = Infinity;
  for (const other of element.querySelectorAll(kind)) {
    const [ox, oy] = centre(other), along = dx ? (ox - x) * dx : (oy - y) * dy, aside = Math.abs(dx ? oy - y : ox - x);
    if (other !== cell && along > 1 && aside < 4 && along < nearest) { nearest = along; best = other; }
  }
  return best;
}

element.addEventListener("change", (e) => { if (e.target.matches("td input")) send([e.target]); });
element.addEventListener("focusin", (e) => {
  if (e.target.matches("td input, td output")) { tell(e.target); if (e.target.select) e.target.select(); }
});
element.addEventListener("focusout", () => tell(null));
element.addEventListener("keydown", (e) => {
  const box = e.target;
  if (!box.matches("td input") || e.isComposing || e.keyCode === 229) return;
  const atStart = box.selectionStart === 0, atEnd = box.selectionEnd === box.value.length;
  const moves = { Enter: [0, 1], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  if (atStart) moves.ArrowLeft = [-1, 0];
  if (atEnd) moves.ArrowRight = [1, 0];
  if (e.key === "Escape") { box.value = box.defaultValue; tell(box); return; }
  if (!moves[e.key]) return;
  e.preventDefault();
  const next = neighbour(box.parentElement, ...moves[e.key]);
  if (next) next.firstChild.focus(); else box.blur();
});
element.addEventListener("paste", (e) => {
  const text = e.clipboardData.getData("text/plain");
  if (!e.target.matches("td input") || !/[\t\n]/.test(text.trim())) return;
  e.preventDefault();
  const filled = [];
  let first = e.target.parentElement;
  for (const line of text.replace(/\r/g, "").replace(/\n$/, "").split("\n")) {
    let cell = first;
    for (const value of line.split("\t")) {
      if (!cell) break;
      const box = cell.querySelector("input");
      if (box) { box.value = value.trim(); filled.push(box); }
      cell = neighbour(cell, 1, 0, "td");
    }
    first = first && neighbour(first, 0, 1, "td");
  }
  send(filled);
});
