// What fields, sliders and buttons change, and everything that follows from it.
function show(wrong = []) {
  document.body.classList.toggle("one", !comparing);
  const found = (comparing ? scenarios : scenarios.slice(0, 1)).map(worked);
  const [a, b = a] = found;
  complain([...wrong.map((text) => ({ text, sizes: [], which: 0 })), ...misfits(found)]);
  showTotals(a, b);
  if (comparing) showSides(a, b);
  showLayers(...found);
  showShares(...found);
  showGrowth();
  writeAddress();
}

function change(which, place, value, typed = null) {
  touched = place;
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
  touched = place;
  const stays = numeral(scenarios[which][place]);
  const text = `${NETWORK.sizes[place]} is a whole number of at least 1 with at most ${MOST_DIGITS} digits; it stays ${stays}.`;
  return complain([{ text, sizes: [place], which }]);
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

addEventListener("resize", () => show());
addEventListener("hashchange", () => { if (location.hash.includes("=")) open(); });
document.body.classList.remove("still");
open();
