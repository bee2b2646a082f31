// What the tables show of A and of B.
const NONE = "–";
const countText = (count) => (count === undefined ? NONE : numeral(count));

function showTotals(a, b) {
  [...one("total-table").tBodies[0].rows].forEach((row, place) => {
    const [first, second] = [a, b].map((found) => (found.broken === null ? found.totals[place] : undefined));
    const both = first !== undefined && second !== undefined;
    put(row.cells[1], countText(first));
    put(row.cells[2], countText(second));
    put(row.cells[3], both ? numeral(plus(second, negative(first))) : NONE);
    put(row.cells[4], both ? ratioText(second, first) : NONE);
  });
  put(one("answer"), a.broken === null ? numeral(a.totals[0]) : "no number of");
  for (const [kind, found] of [[".now-a", a], [".now-b", b]]) {
    document.querySelectorAll(kind).forEach((place, index) => put(place, found.broken === null ? numeral(found.totals[index]) : NONE));
  }
}

function showRow(row, layer, totals) {
  const [shape, ...cells] = [...row.cells].slice(3);
  if (layer !== null) put(shape, layer === undefined ? NONE : [layer.first, layer.last].filter(Boolean).map(shapeText).join(" … "));
  const counts = layer === null ? totals : layer && layer.counts;
  const [params, share, ...others] = cells;
  [params, ...others].forEach((cell, place) => put(cell, counts ? numeral(counts[place]) : NONE));
  if (layer === null) return;
  const whole = counts && totals[0] !== 0n;
  put(share, whole ? percentText(tenthsOf(counts[0], totals[0])) : NONE);
}

function showLayers(...found) {
  const bodies = [...one("layer-table").tBodies];
  bodies.forEach((body, place) => {
    const isTotal = place === bodies.length - 1;
    found.forEach(({ broken, layers, totals }, scenario) => {
      const layer = isTotal ? null : broken === null ? layers[place] : undefined;
      showRow(body.rows[scenario], layer, totals);
    });
  });
}
