import type { CellModel } from "../../src/cell/form/cell-model.ts";
import type { CellDescription, SubmodelDescription } from "../../src/cell/form/description.ts";
import type { MeshDescription } from "../../src/cell/form/options.ts";
import { separatorBenchmark } from "../../src/cell/models/r2.ts";

/** An ion as data. */
export interface IonData {
  readonly name: string;
  readonly charge: number;
  readonly diffusivity: number;
  readonly initial?: number | readonly number[];
}

/** What tests vary of a separator. */
export interface SeparatorChoices {
  readonly thickness?: number;
  readonly temperature?: number;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly connect?: Readonly<Record<string, string>>;
}

/** A separator between two electrodes that exchange the first ion. */
export function separator(
  ions: readonly IonData[],
  mesh: MeshDescription,
  more: readonly SubmodelDescription[] = [],
  { thickness = 1e-3, temperature = 298.15, parameters = {}, connect = {} }: SeparatorChoices = {},
): CellDescription {
  const first = { [ions[0].name]: 1 };
  const surface = {
    kind: "electrode-ion-flux",
    parameters: {},
    options: { stripping: { kind: "fixed", shares: first }, plating: { kind: "concentration", preferences: first } },
    connect: { liquid: "separator.liquid" },
  };
  return {
    schema: "liquidus.cell-model/1",
    name: "separator",
    temperature,
    submodels: [
      {
        name: "separator",
        kind: "nernst-planck-separator",
        parameters: { thickness, ...parameters },
        options: { ions, mesh },
        connect,
      },
      { ...surface, name: "working surface", electrode: "working" },
      { ...surface, name: "counter surface", electrode: "counter" },
      ...more,
    ],
  };
}

/** R2 with pores that fill, its potential counted. */
export function fillingBenchmark(mesh: MeshDescription, molarVolume: number, porosity = 0.5): CellDescription {
  const description = separatorBenchmark({ mesh, potential: "counted" });
  return {
    ...description,
    submodels: description.submodels.map((submodel) =>
      submodel.name === "separator"
        ? {
            ...submodel,
            parameters: { ...submodel.parameters, porosity },
            connect: { precipitate: "salt.precipitate" },
          }
        : submodel.name === "salt"
          ? { ...submodel, parameters: { ...submodel.parameters, molarVolume } }
          : submodel,
    ),
  };
}

/** What the model gives for every balance at time 0. */
export function balances(model: CellModel, state: Float64Array): Float64Array {
  const out = new Float64Array(state.length);
  model.evaluate(0, state, out);
  return out;
}

/** Writes one component of the chain at every centre. */
export function fill(model: CellModel, name: string, state: Float64Array, value: (z: number) => number): void {
  const place = model.unknowns.find((each) => each.name === name);
  if (place?.mesh === undefined) throw new Error(name);
  for (let k = 0; k < place.cells; k++) state[place.index + k * place.stride] = value(place.mesh.centers[k]);
}

/** Nine cells, the last 4.5 times as thick as the first. */
export const graded: MeshDescription = { kind: "graded", cells: 9, grading: 1.5 };
