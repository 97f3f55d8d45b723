import { DomainError } from "../../base/errors.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";

/** @throws DomainError naming the first point whose frequency is not positive and finite, or whose Z is not finite */
export function requireFinite(caller: string, { frequency, real, imaginary }: ImpedanceSpectrum): void {
  for (let k = 0; k < frequency.length; k++) {
    if (!(frequency[k] > 0 && Number.isFinite(frequency[k]))) {
      throw new DomainError(
        `${caller}: frequency ${frequency[k]} Hz at point ${k}; a frequency is positive and finite. Leave that point out.`,
      );
    }
    if (!(Number.isFinite(real[k]) && Number.isFinite(imaginary[k]))) {
      throw new DomainError(
        `${caller}: Z = ${real[k]} + j(${imaginary[k]}) Ω at ${frequency[k]} Hz (point ${k}) is not finite; leave that point out.`,
      );
    }
  }
}
