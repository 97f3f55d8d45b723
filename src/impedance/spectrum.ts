import { DomainError } from "../base/errors.ts";

/** An impedance spectrum in the order in which it was measured. All arrays have one length. */
export interface ImpedanceSpectrum {
  /** f in Hz, > 0. */
  readonly frequency: Float64Array;
  /** Z' in Ω. */
  readonly real: Float64Array;
  /** Z'' in Ω, negative for a capacitive arc. */
  readonly imaginary: Float64Array;
}

/**
 * A spectrum from three sequences of equal length.
 * @throws DomainError if lengths differ, a frequency is not positive and finite, or an impedance is not finite
 */
export function impedanceSpectrum(
  frequency: ArrayLike<number>,
  real: ArrayLike<number>,
  imaginary: ArrayLike<number>,
): ImpedanceSpectrum {
  const n = frequency.length;
  if (real.length !== n || imaginary.length !== n) {
    throw new DomainError(
      `impedanceSpectrum: ${n} frequencies, ${real.length} real and ${imaginary.length} imaginary parts.`,
    );
  }
  for (let i = 0; i < n; i++) {
    const f = frequency[i] as number;
    if (!(f > 0 && Number.isFinite(f))) {
      throw new DomainError(`impedanceSpectrum: frequency ${f} Hz at point ${i}; a frequency is positive and finite.`);
    }
    if (!(Number.isFinite(real[i]) && Number.isFinite(imaginary[i]))) {
      throw new DomainError(`impedanceSpectrum: Z = ${real[i]} + j(${imaginary[i]}) Ω at ${f} Hz is not finite.`);
    }
  }
  return {
    frequency: Float64Array.from(frequency),
    real: Float64Array.from(real),
    imaginary: Float64Array.from(imaginary),
  };
}
