import { ConvergenceError, DomainError } from "../../base/errors.ts";
import { log, pow } from "../../numerics/elementary/index.ts";

/** How activity coefficients of the ions are estimated: not at all, limiting law, or Davies' extension of it. */
export type IonActivityModel = "ideal" | "debye-hueckel" | "davies";

/** Solubility of a 1:1 salt MX in a solvent. Concentrations in mol/m³ count as c/c° with c° = 1000 mol/m³. */
export interface SaltSolvent {
  readonly name: string;
  /** K */
  readonly temperature: number;
  /** Relative permittivity; null where it is not known: then only `ideal` can be computed. */
  readonly permittivity: number | null;
  /** At saturation with the salt alone, (mol/L)²; null where nobody has measured it: give one. */
  readonly solubilityProduct: number | null;
  /** Where a missing value must lie, or the limits of error of a known one. */
  readonly range: readonly [low: number, high: number];
  /** `thermodynamic`: c_M c_X γ±²; `concentration`: c_M c_X, the square of a measured solubility, turned into the other by the activity model. */
  readonly kind: "thermodynamic" | "concentration";
  readonly source: string;
}

/** What is dissolved beside the solid, mol/m³. */
export interface SaltSolution {
  /** All M⁺ in the system, solid included. */
  readonly cation: number;
  /** All X⁻ in the system, solid included. */
  readonly anion: number;
  /** Concentration of one kind of the 1:1 ions that do not precipitate: Σ c z²/2 of them; default 0. */
  readonly otherIonicStrength?: number;
}

/** Equilibrium of a solution with the solid salt. */
export interface SaltSaturation {
  /**
   * c_M c_X γ±² over its value at saturation: above 1 the solution, all salt dissolved, is supersaturated. The largest value while
   * the salt dissolves: where an activity model lets it fall again at high concentration, it has left its range.
   */
  readonly supersaturation: number;
  /** Solid per volume of solution, mol/m³; 0 while everything stays dissolved. */
  readonly precipitated: number;
  /** mol/m³ in solution at equilibrium. */
  readonly cation: number;
  readonly anion: number;
  /** mol/m³ at equilibrium. */
  readonly ionicStrength: number;
  /** Mean ionic activity coefficient at equilibrium. */
  readonly activityCoefficient: number;
  /** False where the ionic strength is beyond what the activity model holds for, at equilibrium or with all salt dissolved. */
  readonly isWithinModel: boolean;
  readonly iterations: number;
}

const STANDARD = 1000;
/** Ionic strength in mol/L up to which a model holds in water; scaled to other solvents with (ε T)³. */
const LIMIT: Readonly<Record<IonActivityModel, number>> = { ideal: 0.001, "debye-hueckel": 0.01, davies: 0.5 };
const WATER = 78.4 * 298.15;
const MOST_ITERATIONS = 200;
const TOLERANCE = 1e-13;

/**
 * log₁₀ γ± of a 1:1 electrolyte: −A √I, or −A (√I/(1 + √I) − 0.3 I) (C. W. Davies, Ion Association (1962), eq. 3.14), with
 * A = 1.8246·10⁶ (εT)^(−3/2) and I in mol/L.
 *
 * @param ionicStrength mol/m³
 * @throws DomainError where a permittivity is needed and not known
 */
export function meanActivityCoefficient(model: IonActivityModel, ionicStrength: number, solvent: SaltSolvent): number {
  if (model === "ideal") return 1;
  if (solvent.permittivity === null) {
    throw new DomainError(`activity coefficients in ${solvent.name}: its permittivity is not known; use "ideal".`);
  }
  const a = 1.8246e6 / pow(solvent.permittivity * solvent.temperature, 1.5);
  const strength = ionicStrength / STANDARD;
  const root = Math.sqrt(strength);
  return pow(10, -a * (model === "davies" ? root / (1 + root) - 0.3 * strength : root));
}

/**
 * How much of a 1:1 salt MX is solid in a solution that has other ions too: (c_M − s)(c_X − s) γ±² = K. The limiting laws let
 * c γ± fall again at high concentration, where no solution can follow: of several roots the one of least dissolved salt is taken,
 * found from the dilute side.
 *
 * @param solubilityProduct (mol/L)², of the solvent's kind; default: the solvent's
 * @throws DomainError for negative concentrations, or a solvent whose solubility product is not known and not given
 */
export function saltSaturation(
  solution: SaltSolution,
  solvent: SaltSolvent,
  model: IonActivityModel = "ideal",
  solubilityProduct: number | null = solvent.solubilityProduct,
): SaltSaturation {
  const { cation, anion, otherIonicStrength = 0 } = solution;
  if (!(cation >= 0 && anion >= 0 && otherIonicStrength >= 0)) {
    throw new DomainError(`saltSaturation: ${cation}, ${anion} and ${otherIonicStrength} mol/m³ must not be negative.`);
  }
  if (solubilityProduct === null || !(solubilityProduct > 0)) throw unknownProduct(solvent);
  const all = Math.min(cation, anion);
  const excess = Math.abs(cation - anion);
  const strength = (dissolved: number): number => excess / 2 + dissolved + otherIonicStrength;
  const coefficient = (dissolved: number): number => meanActivityCoefficient(model, strength(dissolved), solvent);
  const saturated = solvent.kind === "concentration" ? STANDARD * Math.sqrt(solubilityProduct) : 0;
  const product = solubilityProduct * meanActivityCoefficient(model, saturated, solvent) ** 2;
  const ratio = (dissolved: number): number =>
    ((dissolved / STANDARD) * ((excess + dissolved) / STANDARD) * coefficient(dissolved) ** 2) / product;
  const { root, largest, iterations } = firstReaching(ratio, 1, all);
  const dissolved = root ?? all;
  const scale = solvent.permittivity === null ? 1 : pow((solvent.permittivity * solvent.temperature) / WATER, 3);
  return {
    supersaturation: largest,
    precipitated: all - dissolved,
    cation: cation - (all - dissolved),
    anion: anion - (all - dissolved),
    ionicStrength: strength(dissolved),
    activityCoefficient: coefficient(dissolved),
    isWithinModel: strength(all) / STANDARD <= LIMIT[model] * scale,
    iterations,
  };
}

/**
 * Molarity in mol/m³ of the saturated solution of the salt alone: the least c with c² γ±(c)² = K.
 * @throws DomainError where the activity model gives no such concentration below 100 mol/L, or K is not known
 */
export function saltSolubility(
  solvent: SaltSolvent,
  model: IonActivityModel = "ideal",
  solubilityProduct: number | null = solvent.solubilityProduct,
): number {
  if (solubilityProduct === null || !(solubilityProduct > 0)) throw unknownProduct(solvent);
  const ideal = STANDARD * Math.sqrt(solubilityProduct);
  if (solvent.kind === "concentration" || model === "ideal") return ideal;
  const activity = (c: number): number => c * meanActivityCoefficient(model, c, solvent);
  const { root } = firstReaching(activity, ideal, 100 * STANDARD);
  if (root === null) {
    throw new DomainError(`saltSolubility: ${model} gives no saturation in ${solvent.name} below 100 mol/L.`);
  }
  return root;
}

/** Least dissolved amount that is looked at, relative to the largest, and the factor from one to the next. */
const SMALLEST = 1e-15;
const STEP = 1.02;

/**
 * Least c in ]0, limit] at which a function that is 0 at c = 0 reaches a value: steps of 2 % from the dilute side, then bisection.
 * A maximum that exceeds the value over less than a step is not seen. `largest` is that of all steps and of the limit.
 */
function firstReaching(
  value: (c: number) => number,
  target: number,
  limit: number,
): { readonly root: number | null; readonly largest: number; readonly iterations: number } {
  if (limit === 0) return { root: null, largest: 0, iterations: 0 };
  const steps = Math.ceil(-log(SMALLEST) / log(STEP));
  let largest = 0;
  let bracket: [number, number] | null = null;
  let before = 0;
  for (let k = steps; k >= 0; k--) {
    const c = limit * pow(STEP, -k);
    const here = value(c);
    largest = Math.max(largest, here);
    if (bracket === null && here > target) bracket = [before, c];
    before = c;
  }
  if (bracket === null) return { root: null, largest, iterations: steps };
  let [low, high] = bracket;
  let iterations = steps;
  while (high - low > TOLERANCE * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (++iterations > steps + MOST_ITERATIONS) {
      throw new ConvergenceError(
        `saltSaturation: dissolved between ${low} and ${high} mol/m³ after ${iterations} steps.`,
      );
    }
    if (value(middle) > target) high = middle;
    else low = middle;
  }
  return { root: (low + high) / 2, largest, iterations };
}

function unknownProduct({ name, range: [low, high] }: SaltSolvent): DomainError {
  return new DomainError(
    `the solubility product in ${name} is not known: give one, between ${low} and ${high} (mol/L)² by what is known.`,
  );
}
