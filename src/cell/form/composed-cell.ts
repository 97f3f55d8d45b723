import { ConvergenceError, DomainError } from "../../base/errors.ts";
import { makeConsistent } from "../../numerics/dae/make-consistent.ts";
import type { ArrowLayout } from "../../numerics/linear/layout.ts";
import type { CellModel, ComposedSubmodel } from "./cell-model.ts";
import { clear, clearedRanges } from "./cleared-ranges.ts";
import type { Control } from "./control.ts";
import { controlRow } from "./control-row.ts";
import type { CellDescription, SubmodelDescription } from "./description.ts";
import { collectInventories } from "./inventories.ts";
import { CHARGE, CURRENT, nameAt, type Places, placeAt, VOLTAGE } from "./places.ts";
import type { BoundSubmodel } from "./submodel.ts";
import { suggest } from "./suggest.ts";

const REST: Control = { quantity: "current", value: 0, slope: 0, start: 0 };

/** What `composeCell` has worked out. */
export interface Composition {
  readonly description: CellDescription;
  readonly layout: ArrowLayout;
  readonly places: Places;
  readonly bound: readonly BoundSubmodel[];
  readonly submodels: readonly ComposedSubmodel[];
  recompose(description: CellDescription): CellModel;
}

/** The functions of the composed cell: each a loop over the submodels, and the three rows of the cell itself. */
export function assembleModel({ description, layout, places, bound, submodels, recompose }: Composition): CellModel {
  const { unknowns, mass, initial, scale } = places;
  const drops = bound.flatMap(({ drops: own = [] }, k) =>
    own.map((drop) => ({
      ...drop,
      submodel: submodels[k]?.name ?? "",
      electrode: submodels[k]?.electrode,
    })),
  );
  const voltageSlots = drops.map(({ depends, submodel, name }) =>
    Int32Array.from(depends, (index) => {
      const slot = layout.slot(VOLTAGE, index);
      if (slot >= 0) return slot;
      throw new DomainError(
        `composeCell: the drop "${name}" of "${submodel}" depends on ${nameAt(unknowns, index)}, but the submodel declares no coupling of cell.voltage with that chain.`,
      );
    }),
  );
  const dependencies = drops.map(({ depends }) => Int32Array.from(depends));
  const gradient = new Float64Array(layout.size);
  const timed = bound.filter((submodel) => submodel.timeDerivative !== undefined);
  const border = layout.border;
  const voltageByVoltage = VOLTAGE * border + VOLTAGE;
  const chargeByCurrent = CHARGE * border + CURRENT;
  const row = controlRow(REST, border);
  const count = bound.length;
  const blocks = clearedRanges(layout, bound);
  const ordered = [
    ...bound.filter(({ sets }) => sets !== undefined),
    ...bound.filter(({ sets }) => sets === undefined),
  ];
  const dropCount = drops.length;

  const sumOfDrops = (state: Float64Array): number => {
    let sum = 0;
    for (let k = 0; k < dropCount; k++) sum += drops[k].value(state);
    return sum;
  };

  const accumulate = (time: number, state: Float64Array, out: Float64Array): void => {
    for (let k = 0; k < count; k++) ordered[k].evaluate(time, state, out);
    out[CURRENT] += row.residual(time, state);
    out[VOLTAGE] += sumOfDrops(state) - state[VOLTAGE];
    out[CHARGE] += state[CURRENT];
  };

  const model: CellModel = {
    description,
    layout,
    mass: { kind: "diagonal", values: mass },
    unknowns,
    bounds: unknowns.flatMap((place) => (place.bounds === undefined ? [] : [{ ...place, bounds: place.bounds }])),
    submodels,
    current: CURRENT,
    voltage: VOLTAGE,
    charge: CHARGE,
    drops,
    inventories: collectInventories(bound),
    get control(): Control {
      return row.control;
    },
    set control(control: Control) {
      row.set(control);
    },
    get autonomous() {
      return timed.length === 0 && row.constant;
    },
    evaluate(time, state, out) {
      out.fill(0);
      accumulate(time, state, out);
    },
    accumulate,
    jacobian(time, state, out) {
      clear(out, blocks);
      for (let k = 0; k < count; k++) ordered[k].jacobian(time, state, out);
      for (let k = 0; k < dropCount; k++) {
        drops[k].gradient(state, gradient);
        const indices = dependencies[k];
        const slots = voltageSlots[k];
        for (let d = 0; d < indices.length; d++) {
          const index = indices[d];
          const slot = slots[d];
          out[slot] += gradient[index];
          gradient[index] = 0;
        }
      }
      row.jacobian(state, out);
      out[voltageByVoltage] -= 1;
      out[chargeByCurrent] += 1;
    },
    timeDerivative(time, state, out) {
      out.fill(0);
      for (const submodel of timed) submodel.timeDerivative?.(time, state, out);
      out[CURRENT] += row.timeDerivative(time);
    },
    initialState() {
      const state = initial.slice();
      state[VOLTAGE] = sumOfDrops(state);
      const inForce = row.control;
      row.set(REST);
      const { converged, message } = makeConsistent(model, 0, state);
      row.set(inForce);
      if (converged) return state;
      throw new ConvergenceError(
        `The initial values of "${description.name}" lead to no state at rest: ${message ?? "no reason is known"}`,
      );
    },
    absoluteTolerances: (relativeTolerance) => scale.map((size) => size * relativeTolerance),
    withParameters: (changes) => recompose(changeParameters(description, submodels, changes)),
    indexOf(name) {
      const index = places.find(name);
      if (index >= 0) return index;
      throw new DomainError(
        `"${description.name}" has no unknown "${name}". ${suggest(
          name,
          unknowns.map((place) => place.name),
        )}`,
      );
    },
    nameOf: (index) => [nameAt(unknowns, index), placeAt(unknowns, index)?.unit ?? "?"],
  };
  return model;
}

function changeParameters(
  description: CellDescription,
  submodels: readonly ComposedSubmodel[],
  changes: Readonly<Record<string, number>>,
): CellDescription {
  const known = [
    "temperature",
    ...submodels.flatMap(({ name, parameters }) => Object.keys(parameters).map((own) => `${name}.${own}`)),
  ];
  for (const name of Object.keys(changes)) {
    if (!known.includes(name)) {
      throw new DomainError(`"${description.name}" has no parameter "${name}". ${suggest(name, known)}`);
    }
  }
  const change = (submodel: SubmodelDescription): SubmodelDescription => {
    const prefix = `${submodel.name}.`;
    const own = Object.entries(changes).filter(([name]) => name.startsWith(prefix));
    if (own.length === 0) return submodel;
    const changed = Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]));
    const { provenance, ...rest } = submodel;
    const stated = Object.entries(provenance ?? {}).filter(([name]) => !Object.hasOwn(changed, name));
    return {
      ...rest,
      parameters: { ...submodel.parameters, ...changed },
      ...(stated.length === 0 ? {} : { provenance: Object.fromEntries(stated) }),
    };
  };
  const { temperature = description.temperature } = changes;
  return { ...description, temperature, submodels: description.submodels.map(change) };
}
