// The whole page: language, light colours, Enter while composing, what is not yet saved, locating, downloads.
document.documentElement.lang = "zh-CN";
(() => {
  const asked = new URL(location.href);
  if (asked.searchParams.get("__theme") !== "light") {
    asked.searchParams.set("__theme", "light");
    history.replaceState(null, "", asked);
  }

  // An Enter that chooses a candidate in an input method must not send anything.
  for (const kind of ["keydown", "keypress", "keyup"]) {
    window.addEventListener(kind, (e) => {
      if (e.key === "Enter" && (e.isComposing || e.keyCode === 229)) e.stopImmediatePropagation();
    }, true);
  }

  // A box is dirty while it is edited, sent when it was left, and neither once the server has answered.
  const EDITED = ".narrative textarea, .grid td input";
  const dirty = new Set(), sent = new Set();
  const show = () => {
    for (const box of dirty) if (!box.isConnected) dirty.delete(box);
    const refused = [...dirty].some((box) => box.matches("input:invalid") && box !== document.activeElement);
    document.body.classList.toggle("typing", dirty.size + sent.size > 0);
    document.body.classList.toggle("refused", refused);
  };
  window.addEventListener("input", (e) => {
    if (!e.target.matches(EDITED)) return;
    sent.delete(e.target);
    dirty.add(e.target);
    show();
  }, true);
  window.addEventListener("focusout", (e) => {
    const box = e.target;
    if (!dirty.has(box)) return;
    const isCell = box.matches("input");
    if (isCell && !box.checkValidity()) {
      const said = document.querySelector("#said p.done");
      if (said) said.classList.add("stale");  // words on an earlier box must not pass for this one's
      setTimeout(show);  // only then does the box no longer have the focus
      return;
    }
    dirty.delete(box);
    if (!isCell || box.value !== box.defaultValue) sent.add(box);
    show();
  }, true);
  window.addEventListener("beforeunload", (e) => { if (document.body.classList.contains("typing")) e.preventDefault(); });

  // A file that is too large is refused before it travels, on the page: a box of the browser's own can be switched off.
  function refuse(words) {
    const card = document.createElement("div"), told = document.createElement("p"), close = document.createElement("button");
    card.id = "too-large";
    card.className = "cards";
    card.setAttribute("role", "alert");
    told.textContent = words;
    close.textContent = "知道了";
    close.addEventListener("click", () => card.remove());
    card.append(told, close);
    document.querySelector(".gradio-container").append(card);
    close.focus();
  }
  window.addEventListener("change", (e) => {
    if (e.target.type !== "file") return;
    const earlier = document.querySelector("#too-large");
    if (earlier) earlier.remove();
    const large = Array.from(e.target.files).find((file) => file.size > 20 * 1024 * 1024);
    if (!large) return;
    e.stopImmediatePropagation();
    e.target.value = "";
    refuse(`“${large.name}”有 ${(large.size / 1024 / 1024).toFixed(1)} MB，超过 20 MB，没有导入。请删去图片后另存，再导入。`);
  }, true);

  // 定位: the browser goes to the place by itself; a quoted piece of text is also selected in its box.
  window.addEventListener("click", (e) => {
    const link = e.target.closest && e.target.closest("a.locate");
    if (!link) return;
    e.preventDefault();
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!place) return;
    place.scrollIntoView({ block: "center" });
    place.classList.add("found");
    setTimeout(() => place.classList.remove("found"), 2400);
    const box = place.querySelector("input") || document.querySelector(`#${CSS.escape(place.id.replace("place-", "text-"))} textarea`);
    if (!box) return;
    box.focus({ preventScroll: true });
    const at = link.dataset.quote ? box.value.indexOf(link.dataset.quote) : -1;
    if (at >= 0) box.setSelectionRange(at, at + link.dataset.quote.length);
  });

  // The fold at the foot of the contents opens downwards, out of sight: what it holds is brought up.
  window.addEventListener("click", (e) => {
    const fold = e.target.closest && e.target.closest("#reports");
    if (fold && e.target.closest("button.label-wrap")) setTimeout(() => fold.parentElement.scrollTo({ top: fold.offsetTop }), 80);
  });

  window.reportAssistant = {
    answered(file) {
      const failed = document.querySelector("#said .trouble");
      for (const box of sent) if (failed) dirty.add(box);
      sent.clear();
      const said = document.querySelector("#said p.stale");
      if (said) said.classList.remove("stale");
      show();
      // While a sheet lies over the desk, the keyboard does not reach what is beneath it.
      const desk = document.querySelector("#desk"), sheet = document.querySelector("#review section");
      if (desk && desk.inert !== Boolean(sheet)) {
        desk.inert = Boolean(sheet);
        const first = sheet ? sheet.querySelector("button[aria-pressed=true]") : document.querySelector("#open-review");
        if (first) first.focus();
      }
      if (!file || !file.url) return;
      const link = document.createElement("a");
      link.href = file.url;
      link.download = file.orig_name || "";
      document.body.append(link);
      link.click();
      link.remove();
    },
  };
})();
