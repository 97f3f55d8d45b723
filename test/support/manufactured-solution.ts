import { expect } from "vitest";
import type { CellModel, UnknownPlace } from "../../src/cell/form/cell-model.ts";
import { composeCell } from "../../src/cell/form/compose.ts";
import type { SubmodelDescription } from "../../src/cell/form/description.ts";
import { solubleSubmodels } from "../../src/cell/submodels/electrolyte/soluble-submodels.ts";
import { standardSubmodels } from "../../src/cell/submodels/registry.ts";
import type { DaeSystem } from "../../src/numerics/dae/dae-system.ts";
import { makeConsistent } from "../../src/numerics/dae/make-consistent.ts";
import { createRosenbrock } from "../../src/numerics/dae/rosenbrock.ts";

/** A field that shall be the solution: the component of a chain, or an unknown of the border (then z is 0). */
export interface ManufacturedField {
  /** "pool.concentration" */
  readonly name: string;
  value(z: number, time: number): number;
  /** ∂/∂t */
  rate(z: number, time: number): number;
  /**
   * Of a component: what passes a face at z in the direction of z, per area of the electrode, as the model has it without
   * discretisation; at the ends, what the model lets pass there. Of an unknown of the border: its whole balance, without argument z.
   */
  flux(z: number, time: number): number;
  /** What reactions add per volume; default 0. */
  production?(z: number, time: number): number;
  /** dV/dz, of which the volume of a cell is the integral; default 1. Written down by the test, not taken from the model. */
  thickening?(z: number): number;
  /** What a volume stores per unit of the field, the porosity; default 1. Of an unknown of the border: its mass, default 0. */
  readonly storage?: number;
}

/** ∫ dV by Gauss's rule with five nodes, exact up to degree 9 and to 1e-12 for smooth ones in thin cells. */
function volumeOf({ thickening }: ManufacturedField, from: number, to: number): number {
  if (thickening === undefined) return to - from;
  const half = 0.5 * (to - from);
  const middle = 0.5 * (to + from);
  const inner = Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3;
  const outer = Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3;
  const pair = (x: number): number => thickening(middle - x * half) + thickening(middle + x * half);
  const root = 13 * Math.sqrt(70);
  return (half * (512 * thickening(middle) + (322 + root) * pair(inner) + (322 - root) * pair(outer))) / 900;
}

/** c₀ (1 + a cos(πz/L + phase) e^{−t/T}) with its derivatives. */
export interface Wave {
  value(z: number, time: number): number;
  rate(z: number, time: number): number;
  slope(z: number, time: number): number;
}

export function wave(mean: number, amplitude: number, length: number, decay: number, phase = 0): Wave {
  const k = Math.PI / length;
  const fade = (time: number): number => mean * amplitude * Math.exp(-time / decay);
  return {
    value: (z, time) => mean + fade(time) * Math.cos(k * z + phase),
    rate: (z, time) => (-fade(time) / decay) * Math.cos(k * z + phase),
    slope: (z, time) => -fade(time) * k * Math.sin(k * z + phase),
  };
}

interface Placed {
  readonly field: ManufacturedField;
  readonly place: UnknownPlace;
}

/**
 * The model with sources that make the fields its solution: f(t, y) + V ∂c/∂t − (balance of the exact fields), with volumes and
 * storage of the fields, not of the model: a wrong mass of the model fails. What remains as error is that of the discretisation.
 */
function withSources(model: CellModel, placed: readonly Placed[], timeScale: number): DaeSystem {
  const volumes = placed.map(({ field, place: { mesh } }) =>
    mesh === undefined
      ? new Float64Array(0)
      : Float64Array.from(mesh.centers, (_, k) => volumeOf(field, mesh.faces[k], mesh.faces[k + 1])),
  );
  const addSources = (time: number, out: Float64Array): void => {
    for (const [p, { field, place }] of placed.entries()) {
      const { mesh, index, stride, cells } = place;
      const { storage = mesh === undefined ? 0 : 1 } = field;
      if (mesh === undefined) {
        out[index] += storage * field.rate(0, time) - field.flux(0, time);
        continue;
      }
      const { faces, centers } = mesh;
      let before = field.flux(faces[0], time);
      for (let k = 0, row = index; k < cells; k++, row += stride) {
        const after = field.flux(faces[k + 1], time);
        const volume = volumes[p][k];
        const produced = volume * (field.production?.(centers[k], time) ?? 0);
        out[row] += volume * storage * field.rate(centers[k], time) + (after - before) - produced;
        before = after;
      }
    }
  };
  const work = new Float64Array(model.layout.size);
  return {
    layout: model.layout,
    mass: model.mass,
    evaluate(time, state, out) {
      model.evaluate(time, state, out);
      addSources(time, out);
    },
    jacobian: (time, state, out) => model.jacobian(time, state, out),
    timeDerivative(time, state, out) {
      // The sources fade smoothly: differences of fourth order are exact to 1e-12 of them.
      model.timeDerivative?.(time, state, out);
      for (const [shift, weight] of [
        [-2, 1],
        [-1, -8],
        [1, 8],
        [2, -1],
      ]) {
        const h = 1e-3 * timeScale;
        work.fill(0);
        addSources(time + shift * h, work);
        for (let i = 0; i < out.length; i++) out[i] += (weight / (12 * h)) * work[i];
      }
    },
  };
}

/** Error of the fields at the end of a run from the exact start. */
export interface ManufacturedError {
  /** √(Σ V (c − exact)² / Σ V), all fields over their scales. */
  readonly meanSquare: number;
  readonly largest: number;
}

/**
 * @param fields scale: size of the field against which its error is counted
 * @param end s; also the time in which the sources change
 */
export function manufacturedError(
  model: CellModel,
  fields: readonly (ManufacturedField & { readonly scale: number })[],
  end: number,
  relativeTolerance = 1e-9,
): ManufacturedError {
  const placed = fields.map((field) => {
    const place = model.unknowns.find((each) => each.name === field.name);
    if (place === undefined) throw new Error(`no unknown ${field.name}`);
    return { field, place };
  });
  const system = withSources(model, placed, end);
  const state = model.initialState();
  for (const { field, place } of placed) {
    for (let k = 0; k < place.cells; k++) {
      state[place.index + k * place.stride] = field.value(place.mesh?.centers[k] ?? 0, 0);
    }
  }
  makeConsistent(system, 0, state);
  const integrator = createRosenbrock(system, {
    relativeTolerance,
    absoluteTolerance: model.absoluteTolerances(relativeTolerance),
  });
  integrator.start(0, state);
  const advance = integrator.advance(end);
  if (advance.kind !== "reached") throw new Error(JSON.stringify(advance).slice(0, 400));
  let sum = 0;
  let weights = 0;
  let largest = 0;
  for (const { field, place } of placed) {
    const { scale } = fields.find((each) => each.name === field.name) ?? { scale: 1 };
    for (let k = 0; k < place.cells; k++) {
      const exact = field.value(place.mesh?.centers[k] ?? 0, end);
      const error = Math.abs(integrator.state[place.index + k * place.stride] - exact) / scale;
      largest = Math.max(largest, error);
      const volume = place.mesh?.volumes[k] ?? 0;
      sum += volume * error * error;
      weights += volume;
    }
  }
  return { meanSquare: Math.sqrt(sum / weights), largest };
}

/** Observed orders log₂(e(N)/e(2N)) of the mean-square error. */
export function observedOrders(errors: readonly ManufacturedError[]): readonly number[] {
  return errors.slice(1).map((error, k) => Math.log2(errors[k].meanSquare / error.meanSquare));
}

/** Cells of the three meshes of {@link expectSecondOrder}. */
export const COUNTS: readonly number[] = [24, 48, 96];

/** A field with the size against which its error is counted. */
export type ScaledField = ManufacturedField & { readonly scale: number };

/** A cell at 298.15 K of any submodels. */
export function composeForOrder(submodels: readonly SubmodelDescription[]): CellModel {
  return composeCell(
    { schema: "liquidus.cell-model/1", name: "order", temperature: 298.15, submodels },
    { ...standardSubmodels, ...solubleSubmodels },
  );
}

/** Expects 2.00 ± 0.05 of the mean square and 1.9 of the largest error, on the two finer meshes. */
export function expectSecondOrder(errorOf: (cells: number) => ManufacturedError): void {
  const errors = COUNTS.map(errorOf);
  const orders = observedOrders(errors);
  const found = JSON.stringify({ orders, errors });
  expect(Math.abs((orders.at(-1) ?? 0) - 2), found).toBeLessThan(0.05);
  expect(Math.log2(errors[1].largest / errors[2].largest), found).toBeGreaterThan(1.9);
}
