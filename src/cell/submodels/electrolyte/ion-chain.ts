import { DomainError } from "../../../base/errors.ts";
import { pow } from "../../../numerics/elementary/index.ts";
import type { BorderCoupling, ChainLayout } from "../../../numerics/linear/layout.ts";
import { FARADAY, GAS_CONSTANT } from "../../../units/constants.ts";
import type { Mesh } from "../../form/mesh.ts";
import type { IonSet } from "./ion.ts";

/** Cells filled with a liquid of ions, ready for the kernels: where each unknown stands, and the geometry between the cells. */
export interface IonChain {
  readonly ions: IonSet;
  readonly chain: ChainLayout;
  /** Offset of each kept ion within a cell. */
  readonly offsets: Int32Array;
  /** Offset of the precipitate that fills the pores, −1 where none does. */
  readonly precipitate: number;
  /** V_m of the precipitate in m³/mol */
  readonly molarVolume: number;
  /** b of D_effective = ε^b D */
  readonly bruggeman: number;
  /** Index of cell.current. */
  readonly current: number;
  /** Slots of ∂f(cell)/∂(current): that of cell k, component a at currentSlot + k·m + a. */
  readonly currentSlot: number;
  /** RT/F in V */
  readonly thermalVoltage: number;
  /** Of face k between cells k and k + 1: weight of cell k + 1 in the linear interpolation to the face. */
  readonly weight: Float64Array;
  /**
   * Resistances of half cells with open pores: distance over relative area and ε₀^b, in m. From the face at the start of cell k to its
   * centre: half[2k]; from there to the face at its end: half[2k + 1].
   */
  readonly half: Float64Array;
  /** 1 / (half[2k + 1] + half[2k + 2]) of face k in 1/m, pores open. */
  readonly conductance: Float64Array;
  /** Distance from the start to the first centre over that from there to the second; the same at the end. */
  readonly startRatio: number;
  readonly endRatio: number;
}

/** Where the unknowns of an {@link IonChain} stand, and what fills its pores. */
export interface IonChainPlaces {
  readonly chain: ChainLayout;
  readonly mesh: Mesh;
  readonly offsets: Int32Array;
  readonly precipitate: number;
  readonly current: number;
  readonly temperature: number;
  /** ε₀ */
  readonly porosity: number;
  readonly bruggeman: number;
  readonly molarVolume: number;
}

/** @throws DomainError for cells whose equations do not contain the current */
export function ionChain(submodel: string, ions: IonSet, places: IonChainPlaces): IonChain {
  const { chain, mesh, temperature, porosity, bruggeman } = places;
  const { faces, centers, faceAreas, cells } = mesh;
  const column: BorderCoupling | undefined = chain.columns.find((each) => each.unknown === places.current);
  if (column === undefined || column.cells < cells) {
    throw new DomainError(
      `${submodel}: the balances of its cells must be coupled with cell.current, all ${cells} of them`,
    );
  }
  const open = pow(porosity, bruggeman);
  const half = new Float64Array(2 * cells);
  for (let k = 0; k < cells; k++) {
    half[2 * k] = (centers[k] - faces[k]) / (faceAreas[k] * open);
    half[2 * k + 1] = (faces[k + 1] - centers[k]) / (faceAreas[k + 1] * open);
  }
  const weight = new Float64Array(cells - 1);
  const conductance = new Float64Array(cells - 1);
  for (let k = 0; k < cells - 1; k++) {
    weight[k] = (faces[k + 1] - centers[k]) / (centers[k + 1] - centers[k]);
    conductance[k] = 1 / (half[2 * k + 1] + half[2 * k + 2]);
  }
  return {
    ions,
    chain,
    offsets: places.offsets,
    precipitate: places.precipitate,
    molarVolume: places.molarVolume,
    bruggeman,
    current: places.current,
    currentSlot: column.slot,
    thermalVoltage: (GAS_CONSTANT * temperature) / FARADAY,
    weight,
    half,
    conductance,
    startRatio: (centers[0] - faces[0]) / (centers[1] - centers[0]),
    endRatio: (faces[cells] - centers[cells - 1]) / (centers[cells - 1] - centers[cells - 2]),
  };
}
