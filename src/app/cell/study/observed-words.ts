import type { ObservedValue } from "../../../study/studies/observables/observe.ts";
import { offText, publishedText } from "../../../study/studies/study-sentences.ts";

/** Standard deviations beyond which a number does not agree with the given one. */
const AGREES = 2;

/** Whether a number agrees with the given one; what cannot be judged is a fact. */
export function verdictOf(one: ObservedValue): "holds" | "mind" | "fact" {
  const off = offText(one);
  if (off === "agrees") return "holds";
  if (off === "differs") return "mind";
  return one.residual === null ? "fact" : Math.abs(one.residual) <= AGREES ? "holds" : "mind";
}

/** "given 10 ± 1.5 mAh cm⁻², 0.17 σ off.", and why there is no number, or what is to be said of it. */
export function restOf(one: ObservedValue): string {
  const { published, residual, reason, remark } = one;
  const off = residual === null ? "" : `, ${offText(one)} σ off`;
  const given = published === null ? "" : `given ${publishedText(one)}${off}. `;
  const said = reason ?? remark;
  return `${given}${said === null ? "" : `${said.charAt(0).toUpperCase()}${said.slice(1).replace(/\.?$/, ".")}`}`.trim();
}
