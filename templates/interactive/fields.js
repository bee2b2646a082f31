// The fields of the sizes, and what is said at them.
const fields = [...document.querySelectorAll(".size")].map((group) => [...group.querySelectorAll(".field")].map((field) => ({
  slider: field.querySelector(".slider"), number: field.querySelector(".number"),
})));
let touched = 0;

function showFields(typed = null) {
  fields.forEach((pair, place) => pair.forEach(({ slider, number }, which) => {
    const value = scenarios[which][place];
    if (number !== typed) number.value = numeral(value);
    number.setAttribute("aria-valuenow", value.toString());
    slider.value = value > BigInt(slider.max) ? slider.max : value.toString();
    slider.setAttribute("aria-valuetext", numeral(value));
  }));
  if (one("compare")) one("compare").checked = comparing;
}

function lines(place, texts) {
  place.replaceChildren(...[...new Set(texts)].map((text) => {
    const line = document.createElement("p");
    line.textContent = text;
    return line;
  }));
}

// Each complaint stands at the size that was changed last, if it depends on it, else at the first that it depends on;
// one that depends on none stands above them all.
function complain(complaints) {
  const general = [];
  const at = fields.map(() => []);
  fields.forEach((pair) => pair.forEach(({ number }) => number.setAttribute("aria-invalid", "false")));
  for (const { text, sizes, which } of complaints) {
    sizes.forEach((place) => fields[place][which].number.setAttribute("aria-invalid", "true"));
    const home = sizes.includes(touched) ? touched : sizes[0];
    (home === undefined ? general : at[home]).push(text);
  }
  lines(one("messages"), general);
  at.forEach((texts, place) => lines(one(`wrong-${place}`), texts));
}

function misfits(found) {
  return found.flatMap(({ broken, sizes }, which) => (broken === null ? []
    : [{ text: comparing ? `${"AB"[which]}: ${broken}` : broken, sizes, which }]));
}
