import type { ModelSublattice, PhaseAtTemperature, PhaseModel, ThermalDerivatives } from "../model/phase-model.ts";

/** Site fraction of what a restriction leaves out: y ln y is 0 in double precision. */
const NOTHING = 1e-300;

const known = new WeakMap<PhaseModel, Map<string, PhaseModel | null>>();

/**
 * The phase without some components: constituents that hold one of them are left out, and so are those that no neutral state
 * of the rest can contain. Returns the model itself where nothing changes, and null where the phase cannot form.
 *
 * @param kept symbols of the components that stay
 */
export function restrictModel(model: PhaseModel, kept: readonly string[]): PhaseModel | null {
  const key = kept.join(" ");
  let found = known.get(model);
  if (found === undefined) {
    found = new Map();
    known.set(model, found);
  }
  let restricted = found.get(key);
  if (restricted === undefined) {
    restricted = restrict(model, kept);
    found.set(key, restricted);
  }
  return restricted;
}

function restrict(model: PhaseModel, kept: readonly string[]): PhaseModel | null {
  const n = model.variables;
  const rows = kept.map((symbol) => model.components.indexOf(symbol));
  const stays = new Array<boolean>(n).fill(true);
  model.components.forEach((symbol, c) => {
    if (kept.includes(symbol)) return;
    for (let i = 0; i < n; i++) if (model.composition[c * n + i] !== 0) stays[i] = false;
  });
  if (!keepNeutral(model, stays)) return null;
  const variables: number[] = [];
  const sublattices: ModelSublattice[] = [];
  for (const { first, constituents, sites } of model.sublattices) {
    const here = constituents.flatMap((_, k) => (stays[first + k] ? [first + k] : []));
    if (here.length === 0) return null;
    sublattices.push({ sites, constituents: here.map((i) => constituents[i - first]), first: variables.length });
    variables.push(...here);
  }
  const composition = Float64Array.from(rows.flatMap((row) => variables.map((i) => model.composition[row * n + i])));
  if (!composition.some((moles) => moles > 0)) return null;
  if (variables.length === n && kept.length === model.components.length) return model;
  const charge =
    model.charge === null ? null : Float64Array.from(variables.map((i) => (model.charge as Float64Array)[i]));
  const compositionIsFixed = kept.every((_, row) =>
    sublattices.every(({ first, constituents }) =>
      constituents.every(
        (_, k) => composition[row * variables.length + first + k] === composition[row * variables.length + first],
      ),
    ),
  );
  const part: PhaseModel = {
    name: model.name,
    components: kept,
    sublattices,
    variables: variables.length,
    composition,
    charge: charge?.some((q) => q !== 0) ? charge : null,
    isStoichiometric: compositionIsFixed,
    temperatureRange: model.temperatureRange,
    at: (temperature, pressure) => restrictPhase(part, model.at(temperature, pressure), variables),
  };
  return part;
}

/** Leaves out what only a charged phase could hold; false where no neutral state is left. */
function keepNeutral(model: PhaseModel, stays: boolean[]): boolean {
  const charge = model.charge;
  if (charge === null) return true;
  const lowest: number[] = [];
  const highest: number[] = [];
  for (const { first, constituents } of model.sublattices) {
    const here = constituents.flatMap((_, k) => (stays[first + k] ? [charge[first + k]] : []));
    if (here.length === 0) return false;
    lowest.push(Math.min(...here));
    highest.push(Math.max(...here));
  }
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const close = 1e-9 * (sum(highest.map(Math.abs)) + sum(lowest.map(Math.abs)));
  if (sum(lowest) > close || sum(highest) < -close) return false;
  const only = sum(lowest) >= -close ? lowest : sum(highest) <= close ? highest : null;
  if (only === null) return true;
  model.sublattices.forEach(({ first, constituents }, s) => {
    constituents.forEach((_, k) => {
      if (Math.abs(charge[first + k] - only[s]) > close) stays[first + k] = false;
    });
  });
  return true;
}

function restrictPhase(model: PhaseModel, whole: PhaseAtTemperature, variables: readonly number[]): PhaseAtTemperature {
  const all = whole.model.variables;
  const n = variables.length;
  const y = new Float64Array(all).fill(NOTHING);
  const wholeGradient = new Float64Array(all);
  const wholeHessian = new Float64Array(all * all);
  const place = (siteFractions: Float64Array): Float64Array => {
    for (let i = 0; i < n; i++) y[variables[i]] = siteFractions[i];
    return y;
  };
  const take = (from: Float64Array, to: Float64Array): void => {
    for (let i = 0; i < n; i++) to[i] = from[variables[i]];
  };
  return {
    model,
    temperature: whole.temperature,
    pressure: whole.pressure,
    energy: (siteFractions) => whole.energy(place(siteFractions)),
    gradient(siteFractions, gradient) {
      const energy = whole.gradient(place(siteFractions), wholeGradient);
      take(wholeGradient, gradient);
      return energy;
    },
    hessian(siteFractions, gradient, hessian) {
      const energy = whole.hessian(place(siteFractions), wholeGradient, wholeHessian);
      take(wholeGradient, gradient);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) hessian[i * n + j] = wholeHessian[variables[i] * all + variables[j]];
      }
      return energy;
    },
    thermal(siteFractions): ThermalDerivatives {
      const { energy, slope, curvature, mixed } = whole.thermal(place(siteFractions));
      const part = new Float64Array(n);
      take(mixed, part);
      return { energy, slope, curvature, mixed: part };
    },
  };
}
