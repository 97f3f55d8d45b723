import { formatNumber } from "../../figures/format-number.ts";
import { hypot, log } from "../../numerics/elementary/index.ts";
import { type Combination, correlation, type Information } from "./information.ts";
import type { Problem } from "./problem.ts";
import { quantityWords } from "./words.ts";

/** Part of a combination (a unit vector) from which on a parameter belongs to it. */
const PART = 0.25;
/** Correlation from which on a pair is named even if each of the two is known. */
const TIED = 0.95;
/** Difference of two exponents, relative, up to which they count as equal. */
const EQUAL = 0.15;
/** Factor by which a proposed measurement must narrow a combination to be named. */
const HELPS = 2;

/** What the data do not tell, in sentences. @param proposed ∂(value/σ)/∂u of proposed measurements, column by column */
export function identifiabilitySentences(
  problem: Problem,
  information: Information,
  bound: Int8Array,
  proposed: Float64Array,
): string[] {
  const { parameters } = problem;
  const n = parameters.length;
  const said = new Set<string>();
  const sentences: string[] = [];
  for (const k of information.unseen) {
    const beside = parameters[k].prior === undefined ? "" : "; it stays with its prior";
    sentences.push(`${parameters[k].name}: no effect on any datum between ${range(problem, k)}${beside}.`);
  }
  bound.forEach((side, k) => {
    if (side === 0 || information.unseen.includes(k)) return;
    const where = side < 0 ? `lower bound, ${shown(problem, k, "from")}` : `upper bound, ${shown(problem, k, "to")}`;
    sentences.push(`${parameters[k].name}: at its ${where}; the data pull it beyond. Its uncertainty counts as none.`);
  });
  for (const combination of [...information.combinations].reverse()) {
    if (combination.verdict === "determined") continue;
    const members = membersOf(combination);
    const key = members.join(" ");
    said.add(key);
    sentences.push(
      `${combinationSentence(problem, information, combination, members)}${helpSentence(problem, combination, proposed)}.`,
    );
  }
  for (const k of information.free) {
    for (const l of information.free) {
      if (l <= k || said.has(`${k} ${l}`)) continue;
      const tie = correlation(information.covariance, n, k, l);
      if (Math.abs(tie) < TIED) continue;
      const direction = new Float64Array(n);
      direction[k] = Math.sqrt(information.covariance[k * n + k]);
      direction[l] = Math.sign(tie) * Math.sqrt(information.covariance[l * n + l]);
      sentences.push(
        `${parameters[k].name} and ${parameters[l].name}: ${together(problem, direction, [k, l])} is known better than either of the two (correlation ${formatNumber(tie, { digits: 2 })}).`,
      );
    }
  }
  return sentences;
}

function membersOf({ direction }: Combination): number[] {
  return Array.from(direction.keys()).filter((k) => Math.abs(direction[k]) >= PART);
}

function combinationSentence(
  problem: Problem,
  { covariance }: Information,
  { direction, deviation, verdict }: Combination,
  members: readonly number[],
): string {
  const { parameters } = problem;
  const names = members.map((k) => parameters[k].name);
  const weakly = verdict === "weakly determined";
  const part = Number.isFinite(deviation) ? `, to ${Math.round(100 * deviation)} % of the way between the bounds` : "";
  if (members.length === 1) {
    return `${names[0]}: ${weakly ? "determined weakly" : "not determined"} by the data${part}`;
  }
  if (members.length === 2) {
    const [k, l] = members;
    const tie = formatNumber(correlation(covariance, parameters.length, k, l), { digits: 2 });
    return `${names.join(" and ")}: ${weakly ? "beside their own values, weakly known, " : "only "}${together(problem, direction, members)} is determined (correlation ${tie})`;
  }
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}: they can be traded for one another; one combination of them is ${verdict}${part}`;
}

/** What stays the same when two parameters move along a direction: "their ratio", "a^1.4 / b". */
function together({ parameters }: Problem, direction: Float64Array, [k, l]: readonly number[]): string {
  const [a, b] = [parameters[k], parameters[l]];
  if (a.scale === "log" && b.scale === "log") {
    // ln a and ln b move by α and β: a^β / b^α does not.
    const alpha = direction[k] * log(a.to / a.from);
    const beta = direction[l] * log(b.to / b.from);
    const power = Math.abs(beta / alpha);
    if (Math.abs(power - 1) <= EQUAL) return alpha * beta > 0 ? "their ratio" : "their product";
    return `${a.name}^${formatNumber(power, { digits: 2 })} ${alpha * beta > 0 ? "/" : "·"} ${b.name}`;
  }
  if (a.scale === "linear" && b.scale === "linear") {
    const alpha = direction[k] * (a.to - a.from);
    const beta = direction[l] * (b.to - b.from);
    const factor = Math.abs(alpha / beta);
    const sign = alpha * beta > 0 ? "−" : "+";
    if (Math.abs(factor - 1) <= EQUAL) return sign === "−" ? "their difference" : "their sum";
    return `${a.name} ${sign} ${formatNumber(factor, { digits: 2 })} · ${b.name}`;
  }
  return "one combination of the two";
}

/** Which proposed measurement would narrow a combination most. */
function helpSentence(
  { proposed: rows }: Problem,
  { direction, deviation }: Combination,
  slopes: Float64Array,
): string {
  const count = rows.length;
  let best = -1;
  let most = 0;
  for (let i = 0; i < count; i++) {
    let slope = 0;
    for (let k = 0; k < direction.length; k++) slope += slopes[k * count + i] * direction[k];
    if (Math.abs(slope) > most) {
      most = Math.abs(slope);
      best = i;
    }
  }
  if (best < 0) return "";
  const after = 1 / hypot(most, 1 / deviation);
  if (!(deviation / after >= HELPS)) return "";
  return `; "${rows[best].datum.name}", if measured, would bring it to ${formatNumber(100 * after, { digits: 2 })} % of the way`;
}

function range(problem: Problem, k: number): string {
  return `${shown(problem, k, "from")} and ${shown(problem, k, "to")}`;
}

function shown({ parameters }: Problem, k: number, end: "from" | "to"): string {
  const { unit, [end]: value } = parameters[k];
  return quantityWords(value, unit);
}
