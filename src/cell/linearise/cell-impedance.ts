import { DomainError } from "../../base/errors.ts";
import { type ImpedanceSpectrum, impedanceSpectrum } from "../../impedance/spectrum.ts";
import type { ElectrodeRole } from "../conventions.ts";

/** Complex numbers, one for each frequency. */
export interface ComplexSeries {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** Impedance of a cell model, per area of the working electrode. All series have the length of `frequency`. */
export interface CellImpedance {
  /** Hz, in the order asked for. */
  readonly frequency: Float64Array;
  /** Z = δV/δi in Ω·m². */
  readonly total: ComplexSeries;
  /** δ(drop)/δi in Ω·m² of each part of the cell voltage; their sum is `total`. */
  readonly drops: readonly DropImpedance[];
  /** Sums of the drops in Ω·m²: of each electrode, and of what belongs to neither. */
  readonly electrodes: {
    readonly working: ComplexSeries;
    readonly counter: ComplexSeries;
    readonly shared: ComplexSeries;
  };
  /** δ(unknown)/δi of the unknowns asked for, in the order asked for. */
  readonly transfer: readonly TransferFunction[];
}

export interface DropImpedance extends ComplexSeries {
  /** Name of the drop within its submodel. */
  readonly name: string;
  readonly submodel: string;
  readonly electrode: ElectrodeRole | undefined;
}

/** Response of one unknown, or of one component in every cell of a chain, to the current. */
export interface TransferFunction extends ComplexSeries {
  /** "submodel.unknown" */
  readonly name: string;
  /** Unit of the unknown; the numbers are in this unit per A/m². */
  readonly unit: string;
  /** 1 for an unknown without place. The number of frequency k in cell c stands at k · cells + c. */
  readonly cells: number;
}

/**
 * An areal impedance as a spectrum in Ω, as an instrument would give it.
 * @param area of the working electrode in m²
 * @throws DomainError for an area that is not positive
 */
export function inOhms(frequency: Float64Array, areal: ComplexSeries, area: number): ImpedanceSpectrum {
  if (!(area > 0 && Number.isFinite(area))) {
    throw new DomainError(`inOhms: area ${area} m²; give the area of the working electrode, a positive number.`);
  }
  return impedanceSpectrum(
    frequency,
    areal.real.map((z) => z / area),
    areal.imaginary.map((z) => z / area),
  );
}
