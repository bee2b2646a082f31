// Exact numbers: a whole one is a BigInt, any other a fraction in lowest terms whose divisor is above one.
const overOf = (x) => (typeof x === "bigint" ? x : x.over);
const underOf = (x) => (typeof x === "bigint" ? 1n : x.under);
const isWhole = (x) => typeof x === "bigint";
const absolute = (x) => (x < 0n ? -x : x);

function ratio(over, under) {
  if (under === 0n) throw new RangeError("a division by zero");
  let [a, b] = [absolute(over), absolute(under)];
  while (b) [a, b] = [b, a % b];
  if (under < 0n) a = -a;
  return under === a ? over / a : { over: over / a, under: under / a };
}

function plus(...terms) {
  return terms.reduce((a, b) => (isWhole(a) && isWhole(b)
    ? a + b : ratio(overOf(a) * underOf(b) + overOf(b) * underOf(a), underOf(a) * underOf(b))));
}

function times(...factors) {
  return factors.reduce((a, b) => (isWhole(a) && isWhole(b)
    ? a * b : ratio(overOf(a) * overOf(b), underOf(a) * underOf(b))));
}

const negative = (x) => times(-1n, x);
const divided = (a, b) => ratio(overOf(a) * underOf(b), underOf(a) * overOf(b));
const compared = (a, b) => overOf(a) * underOf(b) - overOf(b) * underOf(a);
const least = (...many) => many.reduce((a, b) => (compared(b, a) < 0n ? b : a));
const most = (...many) => many.reduce((a, b) => (compared(b, a) > 0n ? b : a));

// BigInt divides towards zero; rounding down goes one further where something was cut off below zero.
function floored(a, b) {
  const [over, under] = [overOf(a) * underOf(b), underOf(a) * overOf(b)];
  if (under === 0n) throw new RangeError("a division by zero");
  const cut = over / under;
  return over % under !== 0n && over < 0n !== under < 0n ? cut - 1n : cut;
}

const raised = (a, b) => -floored(negative(a), b);

function power(base, exponent) {
  if (!isWhole(exponent)) throw new RangeError("an exponent that is no whole number");
  const large = absolute(overOf(base));
  const simple = large < 2n && isWhole(base);
  if (!simple && BigInt(large.toString(2).length) * absolute(exponent) > MOST_BITS) {
    throw new RangeError("a power that is too large");
  }
  const by = simple ? absolute(exponent) % 2n + (exponent === 0n ? 0n : 2n) : absolute(exponent);
  const [over, under] = [overOf(base) ** by, underOf(base) ** by];
  return exponent < 0n ? ratio(under, over) : ratio(over, under);
}

// One bound on all that is added up while the network is worked out once.
let steps = 0n;

function counted(count) {
  if (!isWhole(count) || count < 0n) throw new RangeError("a sum whose number of terms is no whole number");
  return count;
}

function summed(count, nodes, body) {
  steps += counted(count) * nodes;
  if (steps > MOST_STEPS) throw new RangeError("a sum that is too long to add up");
  let sum = 0n;
  for (let index = 0n; index < count; index += 1n) sum = plus(sum, body(index));
  return sum;
}

const closed = (count, form) => (counted(count) === 0n ? 0n : form());
