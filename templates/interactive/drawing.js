// Elements of the page and of drawings, always made of parts and never of text that is read as markup.
const one = (id) => document.getElementById(id);
const LONGEST_WHOLE = 24;

function svg(name, attributes, ...inner) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inner);
  return made;
}

// Text in its place, left alone where it stands there already; a long number may break behind its commas.
function put(place, text) {
  if (place.textContent === text) return undefined;
  if (text.length <= LONGEST_WHOLE || place.namespaceURI !== document.body.namespaceURI) return place.replaceChildren(text);
  return place.replaceChildren(...text.split(/(?<=[,/…] ?)/).flatMap((part) => [part, document.createElement("wbr")]));
}

function drawing(width, height, spoken) {
  const stripe = svg("path", { class: "stripe", d: "M0 6 L6 0" });
  const hatch = svg("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse" }, stripe);
  return svg("svg", { class: "chart", role: "img", "aria-label": spoken, viewBox: `0 0 ${width} ${height}` },
    svg("title", {}, spoken), svg("defs", {}, hatch));
}

const label = (x, y, text, anchor = "start", kind = "") => svg("text", { x, y, "text-anchor": anchor, class: kind }, text);

// The end of a text tells more than its beginning: of a path it is the layer.
const shortened = (text, longest) => (text.length <= longest ? text : `…${text.slice(1 - longest)}`);

// The logarithm to base ten of a whole number of any length, as good as a drawing needs it.
function log10(x) {
  const digits = x.toString();
  const head = digits.slice(0, 15);
  return Math.log10(Number(head)) + digits.length - head.length;
}
