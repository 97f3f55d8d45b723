import { DomainError } from "../../../base/errors.ts";
import { parseQuantity } from "../../../units/quantity.ts";
import type { SimulateDocument } from "../../simulate.ts";

/** A moment of a run: a time, and the recorded point that stands for it. */
export interface Moment {
  /** s */
  readonly time: number;
  /** Index into the series: of the two points at a switch the one that is meant. */
  readonly point: number;
  readonly segment: number;
}

/** What moments are found in. */
export interface RunCourse {
  readonly segments: SimulateDocument["segments"];
  readonly series: Pick<SimulateDocument["series"], "time" | "segment">;
  readonly protocol: Pick<SimulateDocument["protocol"], "protocol" | "sentences">;
}

const FORM =
  'a moment is "start", "end", a time as in 35 s, "end of step 2", "start of step plating", "end of step stairs at 0.55 mA/cm2", or "35 s after end of step 2"';

/**
 * The moment of a run that a text names: `start`, `end`, `90 s`, `end of step 2.1`, `start of step plating`, `end of segment 7`,
 * `1 h after end of step 2`. A step that ran more than once (in a repeat, as a staircase) starts with its first and ends with its
 * last segment; `end of step 2.1 pass 30` names one of a repeat, `end of step stairs at 0.55 mA/cm2` one by its current, without
 * regard to its sign. At the start of a step the current has already been switched on.
 *
 * @throws DomainError for a text that names no moment, or a step that the protocol does not have
 */
export function momentOf(document: RunCourse, text: string): Moment | null {
  const { series } = document;
  const last = series.time.length - 1;
  const plain = text.trim();
  if (/^start$/i.test(plain)) return { time: series.time[0] ?? 0, point: 0, segment: 0 };
  if (/^end$/i.test(plain)) return { time: series.time[last] ?? 0, point: last, segment: series.segment[last] ?? 0 };
  const match =
    /^(?:(.+?)\s+(after|before)\s+(?:the\s+)?)?(start|end)(?:\s+of\s+(step|segment)\s+(.+?)(?:\s+pass\s+(\d+)|\s+at\s+([\d.+-].*?))?)?$/i.exec(
      plain,
    );
  if (match === null) {
    const time = /^[+-]?[\d.]/.test(plain) ? timeOf(plain) : Number.NaN;
    if (Number.isNaN(time)) throw new DomainError(`"${text}" names no moment: ${FORM}.`);
    return atTime(document, (series.time[0] ?? 0) + time);
  }
  const [, distance, side, edge = "", kind, name, pass, current] = match;
  const base =
    kind === undefined || name === undefined
      ? (momentOf(document, edge) as Moment)
      : edgeOf(document, edge.toLowerCase(), kind.toLowerCase(), name.replace(/^"|"$/g, ""), pass, current);
  const shift = distance === undefined ? null : timeOf(distance);
  if (base === null || shift === null) return base;
  const sign = side?.toLowerCase() === "before" ? -1 : 1;
  return atTime(document, base.time + sign * shift);
}

/**
 * Checks a text before a run: whether it names a moment, of a step that the protocol has.
 * @param segments of the protocol if no limit ends it earlier
 * @throws DomainError as `momentOf`, and for a number of a segment that cannot be
 */
export function checkMoment(protocol: RunCourse["protocol"], segments: number, text: string): void {
  const empty = { time: new Float64Array(0), segment: new Int32Array(0) };
  momentOf({ segments: [], series: empty, protocol }, text);
  const name = /\bof\s+segment\s+(.+)$/i.exec(text.trim())?.[1];
  if (name === undefined || (/^\d+$/.test(name) && Number(name) >= 1 && Number(name) <= segments)) return;
  throw new DomainError(`"${text}": the protocol has no segment "${name}"; its segments are 1 to ${segments}.`);
}

/** Whether a moment stands for the end of a step that the run did not come to: a limit, a short or a failure ended it within. */
export function isCutShort(
  { series, segments, end }: SimulateDocument,
  { segment, time }: Moment,
  text: string,
): boolean {
  if (end.kind === "completed" || !/end\s+of\s+(?:step|segment)\b/i.test(text)) return false;
  return segment === segments.length - 1 && time >= (series.time.at(-1) ?? 0);
}

/** Relative difference within which two currents are one. */
const SAME_CURRENT = 1e-6;

function currentDensityOf(text: string): number {
  return parseQuantity(text, "currentDensity");
}

/**
 * Which moments of a step there are, for the sentence that one of them is not: passes or currents of its segments up to where the run
 * ended. Null for a text that names no step.
 */
export function momentsOfStep({ segments, protocol }: RunCourse, text: string): string | null {
  const name = /\bof\s+step\s+(.+?)(?:\s+(?:pass\s+\d+|at\s+[\d.+-].*))?$/i.exec(text.trim())?.[1];
  if (name === undefined) return null;
  const path = pathOf(protocol, name.replace(/^"|"$/g, ""));
  const own = segments.filter(
    ({ step }) => step === path || step.startsWith(`${path} `) || step.startsWith(`${path}.`),
  );
  if (own.length === 0) return `step ${name} was not begun`;
  const passes = own.flatMap(({ step }) => /pass (\d+) of \d+/.exec(step)?.[1] ?? []);
  const currents = [...new Set(own.map(({ endCurrent }) => Number((Math.abs(endCurrent) / 10).toPrecision(6))))];
  const ends = (list: readonly (number | string)[]): string =>
    list.length > 1 ? `${list[0]} to ${list.at(-1)}` : `${list[0]}`;
  const said = [
    ...(passes.length > 0 ? [`pass ${ends(passes)}`] : []),
    ...(currents.length > 1 ? [`at ${ends(currents)} mA/cm2 ("end of step ${name} at ${currents[0]} mA/cm2")`] : []),
  ];
  return `of step ${name} the run has ${said.length === 0 ? "start and end" : said.join(", and ")}`;
}

function timeOf(text: string): number {
  return parseQuantity(text, "time");
}

/** The recorded point of a time: the last one up to it; null beyond the run. */
function atTime({ series }: RunCourse, time: number): Moment | null {
  const { time: times, segment } = series;
  const slack = 1e-9 * Math.max(1, Math.abs(time));
  if (time > (times.at(-1) ?? 0) + slack || time < (times[0] ?? 0) - slack) return null;
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((times[middle] as number) <= time + slack) low = middle;
    else high = middle - 1;
  }
  return { time, point: low, segment: segment[low] ?? 0 };
}

function edgeOf(
  { segments, series, protocol }: RunCourse,
  edge: string,
  kind: string,
  name: string,
  pass: string | undefined,
  current: string | undefined,
): Moment | null {
  const density = current === undefined ? null : Math.abs(currentDensityOf(current));
  const number = kind === "segment" ? Number(name) - 1 : Number.NaN;
  const path = kind === "segment" ? "" : pathOf(protocol, name);
  const found = segments.flatMap(({ step, endCurrent }, k) => {
    if (density !== null && Math.abs(Math.abs(endCurrent) - density) > SAME_CURRENT * density) return [];
    if (kind === "segment") return k === number ? [k] : [];
    const own = step === path || step.startsWith(`${path} `) || step.startsWith(`${path}.`);
    const inPass = pass === undefined || new RegExp(`pass ${pass} of \\d+(?:,|\\))`).test(step);
    return own && inPass ? [k] : [];
  });
  const chosen = edge === "start" ? found[0] : found.at(-1);
  if (chosen === undefined) return null;
  const points = series.segment;
  const first = lowerBound(points, chosen);
  const after = lowerBound(points, chosen + 1);
  const point = edge === "start" ? first : after - 1;
  return { time: series.time[point] ?? 0, point, segment: chosen };
}

/** First index whose value is not below; the values rise. */
function lowerBound(values: Int32Array, wanted: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** "2.1" of a step by its number or by its name. */
function pathOf({ protocol, sentences }: RunCourse["protocol"], name: string): string {
  const numbers = sentences.flatMap(({ number }) => (number === null ? [] : [number]));
  if (numbers.includes(name)) return name;
  const named = namedSteps(protocol.steps, "");
  const found = named.find((one) => one.name === name);
  if (found !== undefined) return found.path;
  const known = [...named.map((one) => one.name), ...numbers];
  throw new DomainError(`The protocol has no step "${name}"; it has ${known.slice(0, 40).join(", ")}.`);
}

type Steps = SimulateDocument["protocol"]["protocol"]["steps"];

function namedSteps(steps: Steps, before: string): { readonly name: string; readonly path: string }[] {
  return steps.flatMap((step, k) => {
    const path = `${before}${k + 1}`;
    const own = step.name === undefined ? [] : [{ name: step.name, path }];
    return step.kind === "repeat" ? [...own, ...namedSteps(step.steps, `${path}.`)] : own;
  });
}

/** A recorded course at a moment, linear between the points on either side. */
export function valueAt(document: SimulateDocument, values: Float64Array, { time, point }: Moment): number {
  const { time: times } = document.series;
  const [t0, t1] = [times[point] ?? time, times[point + 1] ?? time];
  const [v0, v1] = [values[point] ?? Number.NaN, values[point + 1] ?? Number.NaN];
  if (!(time > t0 && t1 > t0)) return v0;
  return v0 + ((v1 - v0) * (time - t0)) / (t1 - t0);
}
