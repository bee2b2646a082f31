// A network worked out for the numbers of its sizes: what is broken, or every shape, count and total.
const MOST_CHECKED = 2000n;

const HOLDS = {
  at_least: (a, b) => compared(a, b) >= 0n,
  divides: (a, b) => isWhole(divided(b, a)),
  equal: (a, b) => compared(a, b) === 0n,
  whole: (a) => isWhole(a),
};

// A condition at every repetition; of very many, at the first ones and at the last.
function each(start, count, body) {
  const end = start + count;
  const near = count > MOST_CHECKED ? start + MOST_CHECKED : end;
  for (let index = start; index < near; index += 1n) body(index);
  if (near < end) body(end - 1n);
}

function brokenBy(condition, values) {
  let told = null;
  condition.sides(values, (a, b) => {
    if (told !== null || HOLDS[condition.rule](a, b)) return;
    let sides = [a, b];
    told = NETWORK.rules[condition.rule].replace(/\{\}/g, () => numeral(sides.shift()));
  });
  return told === null ? null : `${condition.where}: ${told}: ${condition.why}.`;
}

function worked(values) {
  steps = 0n;
  let [where, sizes] = ["", []];
  try {
    for (const condition of NETWORK.conditions) {
      [where, sizes] = [`${condition.where}: `, condition.sizes];
      const broken = brokenBy(condition, values);
      if (broken !== null) return { broken, sizes };
    }
    sizes = [];
    const layers = NETWORK.layers.map((layer) => {
      where = `${layer.path}: `;
      return {
        times: layer.times && layer.times(values),
        first: layer.first(values),
        last: layer.last && layer.last(values),
        counts: layer.counts.map((count) => count(values)),
      };
    });
    const totals = NETWORK.quantities.map((_, place) => plus(0n, ...layers.map((layer) => layer.counts[place])));
    return { broken: null, layers, totals };
  } catch (wrong) {
    if (!(wrong instanceof RangeError)) throw wrong;
    return { broken: `${where}this needs ${wrong.message}.`, sizes };
  }
}

// Numbers as they are read: thousands apart, a true minus sign.
function numeral(x) {
  if (!isWhole(x)) return `${numeral(x.over)}/${numeral(x.under)}`;
  const digits = absolute(x).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  return x < 0n ? `−${digits}` : digits;
}

const shapeText = (dims) => `(${dims.map(numeral).join(", ")})`;
const tenthsOf = (part, whole) => floored(plus(times(2000n, part), whole), times(2n, whole));
const percentText = (tenths) => `${tenths / 10n}.${tenths % 10n}\u00a0%`;

// A ratio in lowest terms, and about how much that is, cut to three decimals.
function ratioText(over, under) {
  if (compared(under, 0n) === 0n) return "–";
  const exact = divided(over, under);
  if (isWhole(exact)) return numeral(exact);
  const thousandths = floored(times(1000n, exact), 1n);
  const about = `${numeral(thousandths / 1000n)}.${String(thousandths % 1000n).padStart(3, "0")}`;
  return `${numeral(exact)} ≈ ${about}`;
}
