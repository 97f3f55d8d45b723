import type { PhaseModel } from "../model/phase-model.ts";

/** Largest number of samples of one phase. */
const MOST_SAMPLES = 1500;
const FINEST = 12;

/** Site fractions of every end member: one constituent on each sublattice. */
export function endMembers(model: PhaseModel): Float64Array[] {
  return products(model, 1);
}

/** Site fractions on a regular grid of each sublattice, all combinations, as fine as their number allows. */
export function siteFractionSamples(model: PhaseModel): Float64Array[] {
  let divisions = FINEST;
  while (divisions > 1 && countProducts(model, divisions) > MOST_SAMPLES) divisions--;
  return products(model, divisions);
}

function countProducts(model: PhaseModel, divisions: number): number {
  return model.sublattices.reduce(
    (count, { constituents }) => count * simplex(constituents.length, divisions).length,
    1,
  );
}

function products(model: PhaseModel, divisions: number): Float64Array[] {
  let all: Float64Array[] = [new Float64Array(model.variables)];
  for (const { constituents, first } of model.sublattices) {
    const choices = simplex(constituents.length, divisions);
    all = all.flatMap((y) =>
      choices.map((choice) => {
        const next = y.slice();
        choice.forEach((count, i) => {
          next[first + i] = count / divisions;
        });
        return next;
      }),
    );
  }
  return all;
}

/** All ways to share `divisions` equal parts among `count` places. */
function simplex(count: number, divisions: number): number[][] {
  if (count === 1) return [[divisions]];
  const ways: number[][] = [];
  for (let k = divisions; k >= 0; k--) {
    for (const rest of simplex(count - 1, divisions - k)) ways.push([k, ...rest]);
  }
  return ways;
}
