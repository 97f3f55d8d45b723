import { DomainError } from "../../base/errors.ts";
import { cos, sin } from "../../numerics/elementary/index.ts";

/** The excitation frequency and its harmonics that are told apart. */
export const HARMONICS = 3;

/** Amplitudes X_h of x(t) = mean + slope·(t − middle) + Re Σ X_h e^{jhωt} over whole periods, t from the first sample. */
export interface FourierAmplitudes {
  /** Entry h − 1 belongs to h ω, h = 1 … 3. */
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  readonly mean: number;
  /** Per sample; 0 where no drift was corrected. */
  readonly slope: number;
}

/** Analyses evenly spaced samples over whole periods. */
export interface SineAnalysis {
  readonly perPeriod: number;
  readonly periods: number;
  /**
   * Variances of Re (w X₁) and Im (w X₁) over that of one sample of white noise, for a fixed complex w: |w|² 2/N each, and with
   * drift correction (Re wL)²/Σr² and (Im wL)²/Σr², L the amplitude of the straight line and r what of it no sine can pass for.
   */
  variances(wRe: number, wIm: number): readonly [number, number];
  /** @param samples perPeriod · periods numbers, the last one a sample before the end of the last period */
  analyse(samples: Float64Array): FourierAmplitudes;
}

/**
 * X_h = (2/N) Σ x_k e^{−jhωt_k}. With drift correction a straight line is fitted together with the harmonics by least squares
 * and taken off: a linear drift then leaves no trace in X, and X has more noise, mostly in one direction (`variances`): the line
 * looks like a sine that begins at 0. Without, a slope of s per
 * sample adds s / sin(π h / perPeriod) to |X_h|.
 *
 * @throws DomainError for fewer than 8 samples per period, or no whole number of periods
 */
export function createSineAnalysis(perPeriod: number, periods: number, driftCorrection: boolean): SineAnalysis {
  if (!(Number.isInteger(perPeriod) && perPeriod >= 8 && Number.isInteger(periods) && periods >= 1)) {
    throw new DomainError(
      `createSineAnalysis: ${perPeriod} samples in each of ${periods} periods; take at least 8 samples and a whole number of periods.`,
    );
  }
  const count = perPeriod * periods;
  const cosines = Float64Array.from({ length: perPeriod }, (_, k) => cos((2 * Math.PI * k) / perPeriod));
  const sines = Float64Array.from({ length: perPeriod }, (_, k) => sin((2 * Math.PI * k) / perPeriod));
  const amplitudes = (samples: Float64Array): { real: Float64Array; imaginary: Float64Array; mean: number } => {
    const real = new Float64Array(HARMONICS);
    const imaginary = new Float64Array(HARMONICS);
    let mean = 0;
    for (let k = 0; k < count; k++) mean += samples[k];
    mean /= count;
    for (let h = 1; h <= HARMONICS; h++) {
      let re = 0;
      let im = 0;
      for (let k = 0; k < count; k++) {
        const place = (h * k) % perPeriod;
        const x = samples[k] - mean;
        re += x * cosines[place];
        im -= x * sines[place];
      }
      real[h - 1] = (2 / count) * re;
      imaginary[h - 1] = (2 / count) * im;
    }
    return { real, imaginary, mean };
  };
  // The straight line less its mean and its harmonics: what of it no sine can pass for.
  const line = Float64Array.from({ length: count }, (_, k) => k - (count - 1) / 2);
  const ofLine = amplitudes(line);
  const rest = Float64Array.from(line, (value, k) => {
    let left = value;
    for (let h = 1; h <= HARMONICS; h++) {
      const place = (h * k) % perPeriod;
      left -= ofLine.real[h - 1] * cosines[place] - ofLine.imaginary[h - 1] * sines[place];
    }
    return left;
  });
  const square = rest.reduce((sum, value) => sum + value * value, 0);
  const ofSlope = driftCorrection ? 1 / square : 0;
  return {
    perPeriod,
    periods,
    variances(wRe, wIm) {
      const plain = (2 / count) * (wRe * wRe + wIm * wIm);
      const lineRe = wRe * ofLine.real[0] - wIm * ofLine.imaginary[0];
      const lineIm = wRe * ofLine.imaginary[0] + wIm * ofLine.real[0];
      return [plain + ofSlope * lineRe * lineRe, plain + ofSlope * lineIm * lineIm];
    },
    analyse(samples) {
      if (samples.length !== count) {
        throw new DomainError(
          `SineAnalysis: ${samples.length} samples; ${periods} periods of ${perPeriod} are expected.`,
        );
      }
      const { real, imaginary, mean } = amplitudes(samples);
      if (!driftCorrection) return { real, imaginary, mean, slope: 0 };
      let slope = 0;
      for (let k = 0; k < count; k++) slope += (samples[k] - mean) * rest[k];
      slope /= square;
      for (let h = 0; h < HARMONICS; h++) {
        real[h] -= slope * ofLine.real[h];
        imaginary[h] -= slope * ofLine.imaginary[h];
      }
      return { real, imaginary, mean, slope };
    },
  };
}
