import { exp, log } from "../../numerics/elementary/index.ts";
import type { FittedModel } from "./fitted-model.ts";
import type { Candidate, FormName } from "./form.ts";
import { FORMS } from "./form.ts";
import { processTop } from "./process-top.ts";
import type { Addition } from "./score.ts";

/** Half the distance in ln τ of the two processes that one is split into. */
const SPLIT = 0.8;

export function candidatesOf(model: FittedModel): readonly Candidate[] {
  let at = 0;
  return model.forms.map((form) => {
    const logTau = model.theta[at++];
    const exponents = Array.from(model.theta.subarray(at, at + form.free.length));
    at += form.free.length;
    return { form, logTau, exponents };
  });
}

export function added(model: FittedModel, { logTau }: Addition, name: FormName): readonly Candidate[] {
  const exponents = name === "log-normal" ? [0.8] : [0.85];
  return [...candidatesOf(model), { form: FORMS[name], logTau, exponents }];
}

export function replaced(candidates: readonly Candidate[], i: number, by: readonly Candidate[]): readonly Candidate[] {
  return candidates.flatMap((c, k) => (k === i ? by : [c]));
}

export function splits(model: FittedModel): readonly (readonly Candidate[])[] {
  const now = candidatesOf(model);
  return now.map((c, i) => {
    const exponents = [Math.min(0.95, c.exponents[0] + 0.08)];
    return replaced(now, i, [
      { form: c.form, logTau: c.logTau - SPLIT, exponents },
      { form: c.form, logTau: c.logTau + SPLIT, exponents },
    ]);
  });
}

/** Standard deviation of ln τ that stands for the width of a process. */
function widthOf({ form, exponents }: Candidate): number {
  switch (form.name) {
    case "cole-cole":
    case "havriliak-negami":
      return Math.max(0.15, 2.2 * Math.sqrt(Math.max(0, 1 / (exponents[0] * exponents[0]) - 1)) * 0.8);
    case "log-normal":
      return exponents[0];
    case "barriers":
      return Math.sqrt(exponents[1] ** 2 + exponents[0] ** 2 / 12);
    case "gerischer":
      return 1.2;
    default:
      return 0.1;
  }
}

/** ln τ of the maximum of the density. */
function topOfCandidate({ form, logTau, exponents }: Candidate): number {
  if (form.name !== "havriliak-negami") return logTau;
  return log(processTop({ shape: "havriliak-negami", tau: exp(logTau), exponents }));
}

/** Two cole-cole processes in place of one that is wide or skewed: half its width on either side of the maximum. */
export function halves(c: Candidate): readonly Candidate[] {
  const form = FORMS["cole-cole"];
  const middle = topOfCandidate(c);
  const width = Math.max(SPLIT, widthOf(c));
  const skewed = c.form.name === "havriliak-negami" || c.form.name === "gerischer";
  const [below, above] = skewed ? [-1.6 * width, 0.2] : [-width, width];
  return [
    { form, logTau: middle + below, exponents: [0.85] },
    { form, logTau: middle + above, exponents: [0.85] },
  ];
}

/** The process in another form, of about the same place and width. */
export function reshaped(c: Candidate, name: FormName): Candidate {
  const form = FORMS[name];
  const width = widthOf(c);
  const alpha = Math.min(0.97, Math.max(0.5, 1 / Math.sqrt(1 + (width / 1.76) ** 2)));
  switch (name) {
    case "cole-cole":
      return { form, logTau: topOfCandidate(c), exponents: [alpha] };
    case "havriliak-negami":
      return { form, logTau: c.logTau + 0.4, exponents: [Math.min(0.97, alpha + 0.07), 0.75] };
    case "log-normal":
      return { form, logTau: c.logTau, exponents: [Math.max(0.1, width)] };
    case "barriers":
      return { form, logTau: c.logTau, exponents: [Math.max(0.3, 2.2 * width), Math.max(0.1, 0.5 * width)] };
    case "gerischer":
      return { form, logTau: c.logTau + 0.8, exponents: [] };
    default:
      return { form, logTau: c.logTau, exponents: [] };
  }
}
