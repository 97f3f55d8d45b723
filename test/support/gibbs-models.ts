import type {
  ModelSublattice,
  PhaseAtTemperature,
  PhaseModel,
  ThermalDerivatives,
} from "../../src/thermo/model/phase-model.ts";

/** A function of temperature with its first two derivatives. */
export type Thermal = (temperature: number) => readonly [value: number, slope: number, curvature: number];

/** a + b T */
export const linear =
  (a: number, b = 0): Thermal =>
  (t) => [a + b * t, b, 0];

export const plus =
  (...terms: readonly Thermal[]): Thermal =>
  (t) =>
    terms
      .map((term) => term(t))
      .reduce<readonly [number, number, number]>((s, v) => [s[0] + v[0], s[1] + v[1], s[2] + v[2]], [0, 0, 0]);

export const times =
  (factor: number, term: Thermal): Thermal =>
  (t) => {
    const [v, d, c] = term(t);
    return [factor * v, factor * d, factor * c];
  };

/** a + b T + c T ln T + Σ dᵢ Tⁱ */
export const polynomial =
  (a: number, b: number, c: number, powers: Readonly<Record<string, number>> = {}): Thermal =>
  (t) => {
    let value = a + b * t + c * t * Math.log(t);
    let slope = b + c * (1 + Math.log(t));
    let curvature = c / t;
    for (const [power, factor] of Object.entries(powers)) {
      const n = Number(power);
      value += factor * t ** n;
      slope += factor * n * t ** (n - 1);
      curvature += factor * n * (n - 1) * t ** (n - 2);
    }
    return [value, slope, curvature];
  };

/** One function below a temperature, another from it on. */
export const pieces =
  (at: number, below: Thermal, above: Thermal): Thermal =>
  (t) =>
    t < at ? below(t) : above(t);

export interface SolutionOptions {
  readonly name: string;
  readonly components: readonly [string, string];
  /** Gibbs energies of the pure components. */
  readonly ends: readonly [Thermal, Thermal];
  /** Redlich-Kister coefficients of (y_first − y_second)^v. */
  readonly interactions?: readonly Thermal[];
  readonly gasConstant?: number;
  readonly temperatureRange?: readonly [number, number];
}

/** Substitutional solution of two components. */
export function solutionModel(options: SolutionOptions): PhaseModel {
  const {
    name,
    components,
    ends,
    interactions = [],
    gasConstant = 8.314462618,
    temperatureRange = [1, 6000],
  } = options;
  const model: PhaseModel = {
    name,
    components,
    sublattices: [{ sites: 1, constituents: components, first: 0 }],
    variables: 2,
    composition: Float64Array.of(1, 0, 0, 1),
    charge: null,
    isStoichiometric: false,
    temperatureRange,
    at(temperature, pressure = 101325): PhaseAtTemperature {
      const values = ends.map((end) => end(temperature));
      const mixing = interactions.map((term) => term(temperature));
      const rt = gasConstant * temperature;
      const sum = (y: Float64Array, part: 0 | 1 | 2): number => {
        const a = y[0] as number;
        const b = y[1] as number;
        let total = a * (values[0]?.[part] ?? 0) + b * (values[1]?.[part] ?? 0);
        for (const [v, term] of mixing.entries()) total += a * b * (a - b) ** v * term[part];
        return total;
      };
      const derivative = (y: Float64Array, part: 0 | 1 | 2): [number, number] => {
        const a = y[0] as number;
        const b = y[1] as number;
        let da = values[0]?.[part] ?? 0;
        let db = values[1]?.[part] ?? 0;
        for (const [v, term] of mixing.entries()) {
          const p = (a - b) ** v;
          const q = v === 0 ? 0 : v * (a - b) ** (v - 1);
          da += term[part] * (b * p + a * b * q);
          db += term[part] * (a * p - a * b * q);
        }
        return [da, db];
      };
      const entropy = (y: Float64Array) =>
        (y[0] as number) * Math.log(y[0] as number) + (y[1] as number) * Math.log(y[1] as number);
      const gradient = (y: Float64Array, out: Float64Array): number => {
        const d = derivative(y, 0);
        out[0] = d[0] + rt * (1 + Math.log(y[0] as number));
        out[1] = d[1] + rt * (1 + Math.log(y[1] as number));
        return sum(y, 0) + rt * entropy(y);
      };
      return {
        model,
        temperature,
        pressure,
        energy: (y) => sum(y, 0) + rt * entropy(y),
        gradient,
        hessian(y, out, hessian) {
          const a = y[0] as number;
          const b = y[1] as number;
          let aa = rt / a;
          let bb = rt / b;
          let ab = 0;
          for (const [v, term] of mixing.entries()) {
            const p = (a - b) ** v;
            const q = v === 0 ? 0 : v * (a - b) ** (v - 1);
            const r = v < 2 ? 0 : v * (v - 1) * (a - b) ** (v - 2);
            aa += term[0] * (2 * b * q + a * b * r);
            bb += term[0] * (-2 * a * q + a * b * r);
            ab += term[0] * (p + (a - b) * q - a * b * r);
          }
          hessian[0] = aa;
          hessian[1] = ab;
          hessian[2] = ab;
          hessian[3] = bb;
          return gradient(y, out);
        },
        thermal(y): ThermalDerivatives {
          const d = derivative(y, 1);
          const mixed = Float64Array.of(
            d[0] + gasConstant * (1 + Math.log(y[0] as number)),
            d[1] + gasConstant * (1 + Math.log(y[1] as number)),
          );
          return {
            energy: sum(y, 0) + rt * entropy(y),
            slope: sum(y, 1) + gasConstant * entropy(y),
            curvature: sum(y, 2),
            mixed,
          };
        },
      };
    },
  };
  return model;
}

/** A phase of one composition: `amounts` moles of each component per formula unit, `energy` per formula unit. */
export function compoundModel(
  name: string,
  components: readonly [string, string],
  amounts: readonly [number, number],
  energy: Thermal,
  temperatureRange: readonly [number, number] = [1, 6000],
): PhaseModel {
  const used = components.flatMap((symbol, k) => ((amounts[k] as number) > 0 ? [{ symbol, k }] : []));
  const variables = used.length;
  const composition = new Float64Array(2 * variables);
  used.forEach(({ k }, i) => {
    composition[k * variables + i] = amounts[k] as number;
  });
  const sublattices: ModelSublattice[] = used.map(({ symbol, k }, i) => ({
    sites: amounts[k] as number,
    constituents: [symbol],
    first: i,
  }));
  const model: PhaseModel = {
    name,
    components,
    sublattices,
    variables,
    composition,
    charge: null,
    isStoichiometric: true,
    temperatureRange,
    at(temperature, pressure = 101325) {
      const [value, slope, curvature] = energy(temperature);
      return {
        model,
        temperature,
        pressure,
        energy: () => value,
        gradient: (_, gradient) => {
          gradient.fill(value / variables);
          return value;
        },
        hessian: (_, gradient, hessian) => {
          gradient.fill(value / variables);
          hessian.fill(0);
          return value;
        },
        thermal: () => ({ energy: value, slope, curvature, mixed: new Float64Array(variables) }),
      };
    },
  };
  return model;
}
