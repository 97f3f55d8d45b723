import { DomainError } from "../../base/errors.ts";
import type { CellModel, UnknownPlace } from "../form/cell-model.ts";
import type { CellImpedance, ComplexSeries, DropImpedance, TransferFunction } from "./cell-impedance.ts";
import { createDropGradients } from "./drop-gradients.ts";
import { highFrequencyResistance, type LowFrequencyLimit, lowFrequencyLimit, steadyResistance } from "./limits.ts";
import { createPerturbation } from "./perturbation.ts";

export interface LinearisationOptions {
  /** s; matters only to a model whose equations contain the time. Default: the start of the control in force. */
  readonly time?: number;
  /** Unknowns, "submodel.unknown", whose response to the current is wanted too. */
  readonly transfer?: readonly string[];
  /** Default true. False: the total alone, `drops` is empty and the series of `electrodes` have no numbers. */
  readonly parts?: boolean;
}

/** Impedance of one cell model at any state, with memory that is taken once. */
export interface Linearisation {
  readonly model: CellModel;
  /**
   * Z = δV/δi in Ω·m² alone, into arrays that are given; nothing is allocated.
   * @param frequency Hz
   * @throws DomainError for a frequency that is not positive; ConvergenceError where (jωM − J) is singular
   */
  total(state: Float64Array, frequency: Float64Array, real: Float64Array, imaginary: Float64Array, time?: number): void;
  /** Z with its parts. @throws as `total`; DomainError for an unknown name */
  impedance(state: Float64Array, frequency: Float64Array, options?: LinearisationOptions): CellImpedance;
  /** Z(ω → ∞) in Ω·m²: the differential unknowns stand still, the algebraic ones follow. */
  highFrequencyResistance(state: Float64Array, time?: number): number;
  /** Z(ω → 0). */
  lowFrequencyLimit(state: Float64Array, time?: number): LowFrequencyLimit;
  /** dV/di of steady states in Ω·m². @throws DomainError where the cell stores charge without bound */
  steadyResistance(state: Float64Array, time?: number): number;
  /** Forgets what was learnt of the matrices before, which shows in the last digits. */
  forget(): void;
}

/**
 * Linearises a cell model: for a small current δi e^{jωt} the unknowns move by δy e^{jωt} with
 *
 *     (jωM − J) δy = e,   J = ∂f/∂y at the state, the row of the control replaced by δi = 1;   Z = δV.
 *
 * The control mode of the model does not matter. At a state in motion the equations are frozen there: Z is that of
 * M δy' = J δy with the J of this instant.
 */
export function createLinearisation(model: CellModel): Linearisation {
  const perturbation = createPerturbation(model);
  const gradients = createDropGradients(model);
  const { voltage, drops } = model;
  const { border } = model.layout;
  const dropsInBorder = gradients.indices.every((index) => index < border);
  let omegas = new Float64Array(0);
  const angular = (frequency: Float64Array): Float64Array => {
    if (omegas.length !== frequency.length) omegas = new Float64Array(frequency.length);
    for (let k = 0; k < omegas.length; k++) omegas[k] = 2 * Math.PI * frequency[k];
    return omegas;
  };

  const linearise = (state: Float64Array, time: number | undefined): void =>
    perturbation.at(time ?? model.control.start, state);

  return {
    model,
    total(state, frequency, real, imaginary, time) {
      const count = frequency.length;
      if (real.length !== count || imaginary.length !== count) {
        throw new DomainError(
          `Linearisation.total: ${count} frequencies, room for ${real.length} real and ${imaginary.length} imaginary parts.`,
        );
      }
      requirePositive(frequency);
      linearise(state, time);
      const response = perturbation.sweep(angular(frequency));
      for (let k = 0, at = voltage; k < count; k++, at += border) {
        real[k] = response.real[at];
        imaginary[k] = response.imaginary[at];
      }
    },
    impedance(state, frequency, options = {}) {
      requirePositive(frequency);
      const count = frequency.length;
      const places = (options.transfer ?? []).map((name) => placeOf(model, name));
      linearise(state, options.time);
      gradients.at(state);
      const total = series(count);
      const asked = options.parts === false ? [] : drops;
      const parts: DropImpedance[] = asked.map(({ name, submodel, electrode }) => ({
        name,
        submodel,
        electrode,
        ...series(count),
      }));
      const transfer: TransferFunction[] = places.map(({ name, unit, cells }) => ({
        name,
        unit,
        cells,
        ...series(count * cells),
      }));
      const { starts, indices, derivatives } = gradients;
      const alone = dropsInBorder && places.every(({ index }) => index < border);
      const { real: dyReal, imaginary: dyImaginary } = alone ? perturbation.sweep(angular(frequency)) : perturbation;
      for (let k = 0; k < count; k++) {
        if (!alone) perturbation.solve(0, 2 * Math.PI * frequency[k]);
        const base = alone ? k * border : 0;
        total.real[k] = dyReal[base + voltage];
        total.imaginary[k] = dyImaginary[base + voltage];
        for (let d = 0; d < parts.length; d++) {
          let re = 0;
          let im = 0;
          for (let at = starts[d]; at < starts[d + 1]; at++) {
            re += derivatives[at] * dyReal[base + indices[at]];
            im += derivatives[at] * dyImaginary[base + indices[at]];
          }
          parts[d].real[k] = re;
          parts[d].imaginary[k] = im;
        }
        for (let n = 0; n < places.length; n++) {
          const { index, stride, cells } = places[n];
          for (let c = 0, from = base + index; c < cells; c++, from += stride) {
            transfer[n].real[k * cells + c] = dyReal[from];
            transfer[n].imaginary[k * cells + c] = dyImaginary[from];
          }
        }
      }
      const of = (electrode: DropImpedance["electrode"]): ComplexSeries =>
        sum(
          parts.filter((part) => part.electrode === electrode),
          options.parts === false ? 0 : count,
        );
      return {
        frequency: Float64Array.from(frequency),
        total,
        drops: parts,
        electrodes: { working: of("working"), counter: of("counter"), shared: of(undefined) },
        transfer,
      };
    },
    highFrequencyResistance(state, time) {
      linearise(state, time);
      return highFrequencyResistance(perturbation);
    },
    lowFrequencyLimit(state, time) {
      linearise(state, time);
      return lowFrequencyLimit(perturbation);
    },
    steadyResistance(state, time) {
      linearise(state, time);
      return steadyResistance(perturbation);
    },
    forget: () => perturbation.forget(),
  };
}

function series(count: number): { real: Float64Array; imaginary: Float64Array } {
  return { real: new Float64Array(count), imaginary: new Float64Array(count) };
}

function sum(parts: readonly ComplexSeries[], count: number): ComplexSeries {
  const total = series(count);
  for (const { real, imaginary } of parts) {
    for (let k = 0; k < count; k++) {
      total.real[k] += real[k];
      total.imaginary[k] += imaginary[k];
    }
  }
  return total;
}

function placeOf({ unknowns }: CellModel, name: string): UnknownPlace {
  const place = unknowns.find((unknown) => unknown.name === name);
  if (place) return place;
  throw new DomainError(
    `Linearisation: no unknown "${name}"; this cell has ${unknowns.map((unknown) => unknown.name).join(", ")}.`,
  );
}

function requirePositive(frequency: Float64Array): void {
  for (let k = 0; k < frequency.length; k++) {
    if (!(frequency[k] > 0 && frequency[k] < Number.POSITIVE_INFINITY)) {
      throw new DomainError(
        `Linearisation: frequency ${frequency[k]} Hz at point ${k}; a frequency is positive and finite. For Z(0) ask lowFrequencyLimit.`,
      );
    }
  }
}
