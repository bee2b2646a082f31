// Fields, sliders and buttons: what they change, and everything that follows from it.
const fields = [...document.querySelectorAll(".size")].map((group) => [...group.querySelectorAll(".field")].map((field) => ({
  slider: field.querySelector(".slider"), number: field.querySelector(".number"),
})));

function showField({ slider, number }, value, typed) {
  if (!typed) number.value = value.toString();
  number.setAttribute("aria-valuenow", value.toString());
  number.setAttribute("aria-invalid", "false");
  slider.value = value > BigInt(slider.max) ? slider.max : value.toString();
  slider.setAttribute("aria-valuetext", value.toString());
}

function tell(texts) {
  one("messages").replaceChildren(...[...new Set(texts)].map((text) => {
    const line = document.createElement("p");
    line.textContent = text;
    return line;
  }));
}

function show(wrong = []) {
  document.body.classList.toggle("one", !comparing);
  const [a, b] = scenarios.map(worked);
  const broken = comparing ? [a, b].flatMap(({ broken: text }, which) => (text === null ? [] : [`${"AB"[which]}: ${text}`]))
    : a.broken === null ? [] : [a.broken];
  tell([...wrong, ...broken]);
  showTotals(a, b);
  showLayers(a, b);
  showShares(a, b);
  showGrowth();
  writeAddress();
}

function showFields(typed = null) {
  fields.forEach((pair, place) => pair.forEach((field, which) => showField(field, scenarios[which][place], field.number === typed)));
  if (one("compare")) one("compare").checked = comparing;
}

function change(which, place, value, typed = null) {
  scenarios[which][place] = value;
  if (!comparing) scenarios[1] = [...scenarios[0]];
  showFields(typed);
  show();
}

const STEPS = {
  ArrowUp: (value) => value + 1n, ArrowDown: (value) => value - 1n,
  PageUp: (value) => value * 2n, PageDown: (value) => value / 2n, Home: () => 1n,
};

function typed(which, place, number) {
  const value = readNumber(number.value);
  if (value !== null) return change(which, place, value, number);
  number.setAttribute("aria-invalid", "true");
  return tell([`${NETWORK.sizes[place]} is a whole number of at least 1 with at most ${MOST_DIGITS} digits; it stays ${numeral(scenarios[which][place])}.`]);
}

function pressed(event, which, place) {
  const step = STEPS[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.key === "Home" && event.target.selectionStart > 0) return;
  const value = step(scenarios[which][place]);
  event.preventDefault();
  if (value >= 1n && value.toString().length <= MOST_DIGITS) change(which, place, value);
}

fields.forEach((pair, place) => pair.forEach(({ slider, number }, which) => {
  number.disabled = false;
  slider.addEventListener("input", () => change(which, place, BigInt(slider.value)));
  number.addEventListener("input", () => typed(which, place, number));
  number.addEventListener("change", () => { showFields(); show(); });
  number.addEventListener("keydown", (event) => pressed(event, which, place));
}));

function always(action) {
  return () => { action(); showFields(); show(); };
}

if (fields.length) {
  one("compare").addEventListener("change", always(() => { comparing = one("compare").checked; scenarios[1] = [...scenarios[0]]; }));
  one("reset").addEventListener("click", always(() => { comparing = false; scenarios.forEach((_, which) => { scenarios[which] = [...NETWORK.start]; }); }));
  one("copy").addEventListener("click", always(() => { scenarios[1] = [...scenarios[0]]; }));
  one("swap").addEventListener("click", always(() => { scenarios.reverse(); }));
  one("grown").addEventListener("change", showGrowth);
}
one("shown").addEventListener("change", () => show());

function open() {
  const wrong = readAddress();
  showFields();
  show(wrong);
}

// Closed parts are printed too.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  opened.forEach((part) => { part.open = true; });
});
addEventListener("afterprint", () => opened.forEach((part) => { part.open = false; }));
addEventListener("resize", () => { showShares(...scenarios.map(worked)); showGrowth(); });
addEventListener("hashchange", () => { if (location.hash.includes("=")) open(); });
document.body.classList.remove("still");
open();
