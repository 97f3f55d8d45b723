import type { PhaseModel } from "../model/phase-model.ts";

const SHARES = [0.1, 0.3, 0.5, 0.8] as const;
const TEMPERATURES = 3;
/** Largest difference of two energies that are one, in J per mole of atoms, and as a share of them. */
const EQUAL = 1e-6;
const ROUNDING = 1e-11;

/**
 * The phase of which another is the disordered state: with the same fractions on every sublattice its Gibbs energy per mole
 * of atoms is that of the other, which then is nowhere below it. The two curves coincide where there is no order, so that
 * one of them has to go.
 *
 * @returns null where there is none
 */
export function orderedTwin(model: PhaseModel, others: readonly PhaseModel[], pressure: number): PhaseModel | null {
  const pair = mixedPair(model);
  if (!pair) return null;
  return others.find((other) => other !== model && isDisorderedStateOf(model, other, pair, pressure)) ?? null;
}

/** The two constituents of the only sublattice that mixes. */
function mixedPair({ sublattices }: PhaseModel): readonly [string, string] | null {
  const mixed = sublattices.filter(({ constituents }) => constituents.length > 1);
  const [a, b, c] = mixed[0]?.constituents ?? [];
  return mixed.length === 1 && a !== undefined && b !== undefined && c === undefined ? [a, b] : null;
}

function isDisorderedStateOf(
  model: PhaseModel,
  other: PhaseModel,
  pair: readonly [string, string],
  pressure: number,
): boolean {
  const mixing = other.sublattices.filter(({ constituents }) => pair.every((name) => constituents.includes(name)));
  if (mixing.length < 2) return false;
  const low = Math.max(model.temperatureRange[0], other.temperatureRange[0]);
  const high = Math.min(model.temperatureRange[1], other.temperatureRange[1]);
  // where it is not defined, the other could be
  if (!(high > low) || model.temperatureRange[0] < low || model.temperatureRange[1] > high) return false;
  for (let k = 0; k < TEMPERATURES; k++) {
    const temperature = low + ((high - low) * (k + 0.5)) / TEMPERATURES;
    for (const share of SHARES) {
      const one = energyPerAtom(model, pair, share, temperature, pressure);
      const two = energyPerAtom(other, pair, share, temperature, pressure);
      if (!(Math.abs(one - two) <= EQUAL + ROUNDING * Math.abs(one))) return false;
    }
  }
  return true;
}

function energyPerAtom(
  model: PhaseModel,
  [a, b]: readonly [string, string],
  share: number,
  temperature: number,
  pressure: number,
): number {
  const { variables, sublattices, composition } = model;
  const y = new Float64Array(variables);
  for (const { first, constituents } of sublattices) {
    const mixes = constituents.includes(a) && constituents.includes(b);
    constituents.forEach((name, i) => {
      y[first + i] = mixes ? (name === a ? 1 - share : name === b ? share : 0) : constituents.length === 1 ? 1 : 0;
    });
    if (!mixes && constituents.length > 1) return Number.NaN;
  }
  let atoms = 0;
  for (let i = 0; i < composition.length; i++) atoms += (composition[i] as number) * (y[i % variables] as number);
  return model.at(temperature, pressure).energy(y) / atoms;
}
