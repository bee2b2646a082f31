// What the totals, the tables and the formulas show of A and of B.
const NONE = "–";
const countText = (count) => (count === undefined ? NONE : numeral(count));

// The line with numbers stands in the page for A; for B the same one is added behind it.
document.querySelectorAll(".with-numbers").forEach((line) => {
  const other = line.cloneNode(true);
  other.classList.add("b");
  other.dataset.letter = "b";
  other.querySelector(".mark").textContent = "B";
  other.querySelector(".now-a").className = "now-b";
  line.after(other);
});

function showTotals(a, b) {
  for (const [letter, values, found] of [["a", scenarios[0], a], ["b", scenarios[1], b]]) {
    document.querySelectorAll(`.now-${letter}`).forEach((place, index) => {
      put(place, found.broken === null ? numeral(found.totals[index % NETWORK.quantities.length]) : NONE);
    });
    document.querySelectorAll(`[data-letter="${letter}"] [data-place]`).forEach((place) => {
      put(place, numeral(values[Number(place.dataset.place)]));
    });
  }
}

function showSides(a, b) {
  [...one("total-table").tBodies[0].rows].forEach((row, place) => {
    const [first, second] = [a, b].map((found) => (found.broken === null ? found.totals[place] : undefined));
    const both = first !== undefined && second !== undefined;
    put(row.cells[1], countText(first));
    put(row.cells[2], countText(second));
    put(row.cells[3], both ? numeral(plus(second, negative(first))) : NONE);
    put(row.cells[4], both ? ratioText(second, first) : NONE);
  });
}

// One line of the table of layers: of a layer, or of them all; undefined where there is no number.
function showRow(row, found, whole, layer) {
  const cells = [...row.cells].slice(3);
  const times = NETWORK.repeats ? cells.shift() : null;
  const [shape, params, share, ...others] = cells;
  if (layer) {
    if (times) put(times, found ? numeral(found.times) : NONE);
    put(shape, found ? [found.first, found.last].filter(Boolean).map(shapeText).join(" … ") : NONE);
  }
  [params, ...others].forEach((cell, place) => {
    put(cell, found ? numeral(found.counts[place]) : NONE);
    cell.classList.toggle("zero", Boolean(found) && found.counts[place] === 0n);
  });
  put(share, found && whole !== 0n ? percentText(tenthsOf(found.counts[0], whole)) : NONE);
  share.classList.toggle("zero", Boolean(found) && found.counts[0] === 0n);
}

function showLayers(...scenario) {
  const bodies = [...one("layer-table").tBodies];
  scenario.forEach((found, which) => {
    const known = found.broken === null;
    bodies.slice(0, -1).forEach((body, place) => {
      showRow(body.rows[which], known ? found.layers[place] : undefined, known ? found.totals[0] : 0n, true);
    });
    const last = bodies[bodies.length - 1].rows[which];
    showRow(last, known ? { counts: found.totals } : undefined, known ? found.totals[0] : 0n, false);
  });
}
