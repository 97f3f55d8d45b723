import { mechanisms, parameterSets, solidElectrolyteCell } from "../../src/cell/families/index.ts";
import type { CellModel } from "../../src/cell/form/cell-model.ts";
import { composeCell } from "../../src/cell/form/compose.ts";
import type { Trajectory } from "../../src/cell/simulate/trajectory.ts";
import { NormalStream } from "../../src/numerics/random/normal-stream.ts";
import { type DrawOutcome, drawProtocol, runDrawOn } from "./random-draws.ts";

/** Cells of the pool. */
const CELLS = 12;
/** Factor by which a number of the set may differ, to both sides, uniform in the logarithm. */
const SPREAD = 3;
/** V: beyond it no metal is left that a current asks for; most protocols stop there. */
const RANGE = 2;
const sets = Object.values(parameterSets);

/** A cell of the family: set, composition and switches at random, every number moved within the range that its parameter has. */
export function drawFamilyCell(random: NormalStream): { readonly cell: CellModel; readonly about: string } {
  const set = sets[Math.floor(sets.length * random.uniform())];
  const alloy = set.working.other !== undefined;
  // Within the liquid: 0.3 to 0.65 of Na, half to once the Mg that is given.
  const moleFraction = alloy ? set.moleFraction * (0.48 + 0.55 * random.uniform()) : set.moleFraction;
  const has = (name: string): boolean => Object.keys(set.parameters).some((key) => key.startsWith(`${name}.`));
  // Those that the set has numbers for; a film takes the place of the store, and a filament grows from a deposit.
  const switches: Record<string, boolean> = {};
  for (const name of mechanisms) {
    const known = set.mechanisms[name] === true || (name === "film" && has("film"));
    const on = random.uniform() < (name === "film" ? 0.3 : 0.7);
    switches[name] = known && (on || name === "diffusion");
  }
  if (switches.film) switches.store = false;
  if (!switches.deposit) switches.filament = false;
  const about = `${set.name}, x = ${moleFraction}, ${mechanisms.filter((name) => switches[name]).join(" + ")}`;
  const base = composeCell(solidElectrolyteCell({ set, moleFraction, mechanisms: switches, cells: CELLS }));
  const changes: Record<string, number> = {};
  for (const { name, parameters } of base.submodels) {
    for (const [key, { value, lower, upper, status }] of Object.entries(parameters)) {
      const factor = SPREAD ** (2 * random.uniform() - 1);
      if (status === "computed" || value === 0) continue;
      const moved = value * factor;
      if (moved > (lower ?? 0) && moved < (upper ?? Number.POSITIVE_INFINITY) && !COUPLED.test(key))
        changes[`${name}.${key}`] = moved;
    }
  }
  return { cell: base.withParameters(changes), about };
}

/** Numbers that several submodels share, or that are fractions near an end. */
const COUPLED =
  /Concentration|Volume|Contact$|Activity|Fraction$|area|zeroCharge|number|order|exponent|transfer|symmetry/i;

/** One draw on the family, by the Rosenbrock method and by Radau. */
export function runFamilyDraw(seed: number): DrawOutcome & { readonly about: string } {
  const random = new NormalStream(seed);
  const { cell, about } = drawFamilyCell(random);
  return { ...runDrawOn(seed, cell, drawProtocol(random), judge, RANGE), about };
}

/** A failure has a reason where the metal that was asked for is not there: the voltage has left every range, then or in a segment before. */
function judge(cell: CellModel, { end, finalState, states }: Trajectory): DrawOutcome["kind"] {
  if (end.kind === "completed") return "completed";
  if (end.kind === "stopped-by-limit") return "stopped by a limit";
  if (/ W\/m²/.test(end.message)) return "power that the cell cannot give";
  const beyond = (state: Float64Array): boolean => Math.abs(state[cell.voltage]) > RANGE;
  if (beyond(finalState) || states.some(({ state }) => beyond(state))) return "supply of metal used up";
  return "other";
}
