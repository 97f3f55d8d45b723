import type { OracleSetting } from "./oracle.ts";
import { CASES, type CaseName, caseSpectrum } from "./workload/cases.ts";

/** The true noise of a case: its relative noise times the exact |Z|. */
export function proportional(name: CaseName): OracleSetting {
  const exact = caseSpectrum(name);
  const deviation = exact.real.map((re, k) => CASES[name].noise * Math.hypot(re, exact.imaginary[k]));
  return { deviation };
}
