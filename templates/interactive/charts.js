// Bars of shares, and the growth with one size on two logarithmic scales; B is hatched or dashed, so no colour is needed.
const MOST_BARS = 30, PITCH = 24, THICK = 14, LONGEST_LABEL = 30, DOUBLINGS = 6n;

const roomOf = (place) => Math.max(300, Math.min(place.clientWidth || 640, 960));

function showShares(...scenario) {
  const shown = Number(one("shown").value);
  const title = NETWORK.quantities[shown];
  const found = scenario.filter((each) => each.broken === null && each.totals[shown] !== 0n);
  const place = one("share-chart");
  if (!found.length) {
    one("share-caption").textContent = `There is nothing to show of ${title}.`;
    return place.replaceChildren();
  }
  const bars = NETWORK.layers.map(({ path }, index) => ({ path, counts: found.map((each) => each.layers[index].counts[shown]) }))
    .filter(({ counts }) => counts.some((count) => count !== 0n));
  const kept = bars.map((bar) => bar.counts.reduce((x, y) => most(x, y))).sort((x, y) => Number(compared(y, x) > 0n) - Number(compared(y, x) < 0n))[MOST_BARS - 1];
  const large = kept === undefined ? bars : bars.filter((bar) => bar.counts.some((count) => compared(count, kept) >= 0n)).slice(0, MOST_BARS);
  const left = bars.length - large.length;
  one("share-caption").textContent = `${title} of each layer, and its share of them all`
    + (comparing ? " (A plain, B hatched)" : "") + (left ? `; ${left} smaller ones are in the table only.` : ".");
  return place.replaceChildren(shareDrawing(roomOf(place), large, found.map((each) => each.totals[shown]), title));
}

function shareDrawing(width, bars, totals, title) {
  const labels = bars.map(({ path }) => shortened(path, width < 520 ? 13 : LONGEST_LABEL));
  const start = 12 + 7.6 * Math.max(...labels.map((text) => text.length));
  const room = Math.max(40, width - start - 70);
  const top = bars.flatMap((bar) => bar.counts).reduce((x, y) => most(x, y));
  const high = PITCH + (totals.length - 1) * THICK;
  const spoken = `${title}: ${bars.map((bar) => `${bar.path} ${bar.counts.map(numeral).join(" and ")}`).join("; ")}`;
  const chart = drawing(width, high * bars.length, spoken);
  bars.forEach((bar, index) => {
    chart.append(label(start - 8, index * high + high / 2 + 4, labels[index], "end"));
    bar.counts.forEach((count, scenario) => {
      const y = index * high + 5 + scenario * THICK;
      const long = room * Number(floored(times(100000n, count), top)) / 100000;
      chart.append(svg("rect", { class: scenario ? "hatched" : "bar", x: start, y, width: long.toFixed(2), height: THICK - (totals.length > 1 ? 2 : 0) }));
      chart.append(label(start + long + 6, y + 11, percentText(tenthsOf(count, totals[scenario]))));
    });
  });
  chart.append(svg("line", { class: "axis", x1: start, x2: start, y1: 0, y2: high * bars.length }));
  return chart;
}

// The size at hand halved and doubled some times, each with what the network then has; undefined where it cannot be.
function grownPoints(values, size, shown) {
  const here = values[size];
  const sizes = [];
  for (let by = DOUBLINGS; by > 0n; by -= 1n) if (here >> by > 0n) sizes.push(here >> by);
  sizes.push(here);
  for (let by = 1n; by <= DOUBLINGS; by += 1n) sizes.push(here << by);
  return [...new Set(sizes)].map((x) => {
    const found = worked(values.map((value, place) => (place === size ? x : value)));
    return { x, y: found.broken === null ? found.totals[shown] : undefined };
  });
}

function showGrowth() {
  if (!one("grown")) return;
  const [size, shown] = [Number(one("grown").value), Number(one("shown").value)];
  const [name, title] = [NETWORK.sizes[size], NETWORK.quantities[shown]];
  const curves = (comparing ? scenarios : scenarios.slice(0, 1)).map((values) => grownPoints(values, size, shown));
  const drawn = curves.map((points) => points.filter(({ y }) => y !== undefined && compared(y, 0n) > 0n));
  one("growth-caption").textContent = `${title} as ${shortened(name, 40)} grows, both on logarithmic scales`
    + (comparing ? " (A drawn through, B dashed)" : "") + "; the ring marks the number now.";
  const place = one("growth-chart");
  const all = drawn.flat();
  if (all.length) place.replaceChildren(growthDrawing(roomOf(place), drawn, all, size, title, `${title} as ${name} grows; the table below has the numbers`));
  else place.replaceChildren();
  growthTable(curves, name, title);
}

function growthTable(curves, name, title) {
  const table = one("growth-table");
  const heads = [shortened(name, 40), comparing ? `${title}, A` : title, `${title}, B`];
  heads.forEach((text, index) => put(table.tHead.rows[0].cells[index], text));
  const every = [...new Set(curves.flat().map(({ x }) => x))].sort((a, b) => (a < b ? -1 : 1));
  const rows = every.map((x) => {
    const row = document.createElement("tr");
    const cells = [numeral(x), ...[0, 1].map((scenario) => {
      const point = curves[scenario] && curves[scenario].find((each) => each.x === x);
      return point ? (point.y === undefined ? "does not fit" : numeral(point.y)) : "";
    })];
    cells.forEach((text, index) => {
      const cell = document.createElement("td");
      cell.className = index === 2 ? "number b" : "number";
      put(cell, text);
      row.append(cell);
    });
    return row;
  });
  table.tBodies[0].replaceChildren(...rows);
}

const raisedDigits = (n) => String(n).replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);
const tick = (times, exponent) => (exponent < 5 ? numeral(times * 10n ** BigInt(exponent)) : `${times === 1n ? "" : `${times} · `}10${raisedDigits(exponent)}`);

// The decades that hold some logarithms, few of them with steps between, and where each lies in the drawing.
function scale(logs, from, to) {
  const low = Math.floor(Math.min(...logs));
  const high = Math.max(low + 1, Math.ceil(Math.max(...logs)));
  const stride = Math.ceil((high - low) / 8);
  const ticks = [];
  for (let at = low; at <= high; at += stride) {
    for (const times of high - low < 3 && at < high ? [1n, 2n, 5n] : [1n]) ticks.push({ log: at + Math.log10(Number(times)), text: tick(times, at) });
  }
  return { ticks, at: (log) => from + (to - from) * (log - low) / (high - low) };
}

const LEFT = 62, RIGHT = 24, ABOVE = 34, BELOW = 52, HIGH = 350;

function growthDrawing(width, curves, all, size, title, spoken) {
  const across = scale(all.map(({ x }) => log10(x)), LEFT, width - RIGHT);
  const up = scale(all.map(({ y }) => log10(floored(y, 1n) || 1n)), HIGH - BELOW, ABOVE);
  const chart = drawing(width, HIGH, spoken);
  chart.append(label(0, 14, title, "start", "axis-name"));
  chart.append(label((LEFT + width - RIGHT) / 2, HIGH - 6, shortened(NETWORK.sizes[size], 40), "middle", "axis-name"));
  for (const { log, text } of up.ticks) {
    chart.append(svg("line", { class: "grid", x1: LEFT, x2: width - RIGHT, y1: up.at(log), y2: up.at(log) }));
    chart.append(label(LEFT - 6, up.at(log) + 4, text, "end"));
  }
  for (const { log, text } of across.ticks) {
    chart.append(svg("line", { class: "grid", x1: across.at(log), x2: across.at(log), y1: ABOVE, y2: HIGH - BELOW }));
    chart.append(label(across.at(log), HIGH - BELOW + 18, text, "middle"));
  }
  curves.forEach((points, scenario) => growthCurve(chart, points, scenario, scenarios[scenario][size], across, up, width));
  return chart;
}

function growthCurve(chart, points, scenario, now, across, up, width) {
  const places = points.map(({ x, y }) => [across.at(log10(x)), up.at(log10(floored(y, 1n) || 1n))]);
  const path = places.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" ");
  chart.append(svg("polyline", { class: scenario ? "curve dashed" : "curve", points: path }));
  places.forEach(([x, y], index) => {
    chart.append(svg("circle", { class: scenario ? "point hollow" : "point", cx: x, cy: y, r: 3.2 }));
    if (points[index].x === now) chart.append(svg("circle", { class: "here", cx: x, cy: y, r: 8 }));
  });
  const end = places[places.length - 1];
  if (comparing && end) chart.append(label(Math.min(end[0] + 8, width - 12), end[1] + (scenario ? -8 : 16), "AB"[scenario]));
}
