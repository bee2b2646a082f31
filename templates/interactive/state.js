// The numbers of the sizes in A and in B, and the address that holds them: #c=64&f=3|c=128&f=3.
const MOST_DIGITS = 30;
const scenarios = [[...NETWORK.start], [...NETWORK.start]];
let comparing = false;

// A whole number of at least one, with or without commas between its thousands; else null.
function readNumber(text) {
  const digits = text.trim().replace(/[,\s_]/g, "").replace(/^0+(?=\d)/, "");
  return /^\d+$/.test(digits) && digits.length <= MOST_DIGITS && digits !== "0" ? BigInt(digits) : null;
}

function partOf(values) {
  return NETWORK.sizes.map((name, place) => `${encodeURIComponent(name)}=${values[place]}`).join("&");
}

function addressNow() {
  const [a, b] = scenarios;
  const untouched = !comparing && a.every((value, place) => value === NETWORK.start[place]);
  return untouched ? "" : `#${partOf(a)}${comparing ? `|${partOf(b)}` : ""}`;
}

// What an address says; the sizes that it leaves out take the place of `others`, and what is wrong is told.
function readPart(text, others, wrong) {
  const values = [...others];
  for (const piece of text.split("&").filter(Boolean)) {
    const cut = piece.indexOf("=");
    let name = piece.slice(0, cut < 0 ? undefined : cut);
    try { name = decodeURIComponent(name); } catch { /* it stays as it stands */ }
    const place = NETWORK.sizes.indexOf(name);
    const value = cut < 0 ? null : readNumber(piece.slice(cut + 1));
    if (place < 0) wrong.push(`The address names ${name.slice(0, 60)}, which is no size of this network.`);
    else if (value === null) wrong.push(`The address gives ${name} no whole number of at least 1 with at most ${MOST_DIGITS} digits.`);
    else values[place] = value;
  }
  return values;
}

function readAddress() {
  const wrong = [];
  const text = location.hash.slice(1);
  const known = text.includes("=") ? text : "";
  const [first, ...rest] = known.split("|");
  scenarios[0] = readPart(first, NETWORK.start, wrong);
  comparing = rest.length > 0;
  scenarios[1] = comparing ? readPart(rest[0], NETWORK.start, wrong) : [...scenarios[0]];
  return wrong;
}

let waiting = 0;
function writeAddress() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const address = addressNow();
    if (address !== location.hash) history.replaceState(null, "", address || location.pathname + location.search);
  }, 100);
}
