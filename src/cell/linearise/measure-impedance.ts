import { DomainError } from "../../base/errors.ts";
import { scanTimes } from "../../impedance/drift/scan-times.ts";
import { impedanceSpectrum } from "../../impedance/spectrum.ts";
import { cos, hypot, sin } from "../../numerics/elementary/index.ts";
import { NormalStream } from "../../numerics/random/normal-stream.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Control } from "../form/control.ts";
import type { ImpedanceRequest } from "../protocol/impedance-request.ts";
import { CellUnderTest } from "./cell-under-test.ts";
import { createSineAnalysis } from "./fourier.ts";
import { frequenciesOf } from "./frequencies.ts";
import { describeInstrument, type InstrumentSettings } from "./instrument.ts";
import type { InstrumentSpectrum } from "./instrument-spectrum.ts";
import { createPerturbation, type Perturbation } from "./perturbation.ts";
import { addLeads, digitise, type SineRecord, sampleVariances, sineOnLine } from "./records.ts";

export interface MeasurementOptions {
  /** When the measurement begins, in s; default 0. */
  readonly time?: number;
  /**
   * What is imposed meanwhile, under the sine, in the quantity of the amplitude: a constant or a ramp. Default: the current, or
   * the voltage, that the state has.
   */
  readonly control?: Control;
  /** s: points that would end later are not measured; default all are. */
  readonly until?: number;
}

/** Rounding of times that is forgiven, relative. */
const SAME_TIME = 1e-9;

/** Bounds of the relative tolerance that the accuracy asked for comes to. */
const TIGHTEST = 1e-12;
const LOOSEST = 1e-5;
/** V: a response is compared with the voltage of the cell, at least with this. */
const SMALL_VOLTAGE = 0.025;

/**
 * A spectrum as an instrument would measure it: frequency after frequency, each in the time that it takes, the bias held and the
 * state of the cell moving meanwhile; slow sines of finite amplitude integrated in time, fast ones from the linear response of
 * the moment; both sampled with noise and steps of the converters and analysed over whole periods.
 *
 * @param model its control is set meanwhile and put back
 * @throws DomainError for settings outside their range, or a control of another quantity than the amplitude
 */
export function measureImpedance(
  model: CellModel,
  state: Float64Array,
  request: ImpedanceRequest,
  settings: InstrumentSettings,
  options: MeasurementOptions = {},
): InstrumentSpectrum {
  const before = model.control;
  try {
    return new Measurement(model, state, request, settings, options).run();
  } finally {
    model.control = before;
  }
}

class Measurement {
  readonly #request: ImpedanceRequest;
  readonly #instrument: ReturnType<typeof describeInstrument>;
  readonly #frequency: Float64Array;
  readonly #start: number;
  readonly #until: number;
  readonly #control: Control;
  /** A/m² or V */
  readonly #amplitude: number;
  readonly #cell: CellUnderTest;
  readonly #perturbation: Perturbation;
  readonly #record: SineRecord;

  constructor(
    model: CellModel,
    state: Float64Array,
    request: ImpedanceRequest,
    settings: InstrumentSettings,
    { time = 0, control, until = Number.POSITIVE_INFINITY }: MeasurementOptions,
  ) {
    const { amplitude } = request;
    this.#request = request;
    this.#instrument = describeInstrument(settings);
    const { area, samplesPerPeriod, scan } = this.#instrument;
    this.#frequency = frequenciesOf(request);
    this.#start = time;
    this.#until = until;
    if (control && control.quantity !== amplitude.quantity) {
      throw new DomainError(
        `measureImpedance: a sine of the ${amplitude.quantity} cannot be laid over a control of the ${control.quantity}; leave the control out to hold the present ${amplitude.quantity}.`,
      );
    }
    const present = state[amplitude.quantity === "current" ? model.current : model.voltage];
    this.#control = control ?? { quantity: amplitude.quantity, value: present, slope: 0, start: time };
    this.#amplitude =
      amplitude.quantity === "current" && amplitude.unit === "A" ? amplitude.value / area : amplitude.value;
    if (!(this.#amplitude > 0 && Number.isFinite(this.#amplitude))) {
      throw new DomainError(`measureImpedance: amplitude ${amplitude.value}; it must be positive.`);
    }
    this.#perturbation = createPerturbation(model);
    this.#cell = new CellUnderTest(model, state, this.#tolerance(model, state));
    const samples = samplesPerPeriod * scan.periods;
    this.#record = { voltage: new Float64Array(samples), current: new Float64Array(samples) };
  }

  run(): InstrumentSpectrum {
    const { scan, samplesPerPeriod, driftCorrection, leads, integrateBelow } = this.#instrument;
    const frequency = this.#frequency;
    const count = frequency.length;
    const { end, middle } = scanTimes(frequency, { ...scan, start: this.#start });
    const analysis = createSineAnalysis(samplesPerPeriod, scan.periods, driftCorrection);
    const stream = new NormalStream(this.#instrument.noise.seed);
    const [voltageVariance, currentVariance] = sampleVariances(this.#instrument);
    const numbers = (): Float64Array<ArrayBuffer> => new Float64Array(count);
    const [real, imaginary, dcCurrent, dcVoltage] = Array.from({ length: 4 }, numbers);
    const [deviationRe, deviationIm] = [numbers(), numbers()];
    const [voltageDrift, secondHarmonic, thirdHarmonic] = Array.from({ length: 3 }, numbers);
    const integrated = Uint8Array.from(frequency, (f) => (f < integrateBelow ? 1 : 0));
    let begin = this.#start;
    let done = 0;
    let wanted = count;
    while (wanted > 0 && end[wanted - 1] > this.#until + SAME_TIME * Math.abs(this.#until)) wanted--;
    if (this.#cell.impose(this.#biasAt(begin), begin)) {
      for (; done < wanted; done++) {
        const f = frequency[done];
        const drift = integrated[done] ? this.#integrate(f, begin, end[done]) : this.#respond(f, end[done]);
        if (drift === null) break;
        addLeads(this.#record, leads, f, samplesPerPeriod);
        digitise(this.#record, this.#instrument, stream);
        const v = analysis.analyse(this.#record.voltage);
        const i = analysis.analyse(this.#record.current);
        const [iRe, iIm] = [i.real[0], i.imaginary[0]];
        const square = iRe * iRe + iIm * iIm;
        const zRe = (v.real[0] * iRe + v.imaginary[0] * iIm) / square;
        const zIm = (v.imaginary[0] * iRe - v.real[0] * iIm) / square;
        real[done] = zRe;
        imaginary[done] = zIm;
        // δZ = (δV − Z δI)/I₁
        const [wRe, wIm] = [iRe / square, -iIm / square];
        const [vRe, vIm] = analysis.variances(wRe, wIm);
        const [cRe, cIm] = analysis.variances(zRe * wRe - zIm * wIm, zRe * wIm + zIm * wRe);
        deviationRe[done] = Math.sqrt(voltageVariance * vRe + currentVariance * cRe);
        deviationIm[done] = Math.sqrt(voltageVariance * vIm + currentVariance * cIm);
        dcCurrent[done] = i.mean;
        dcVoltage[done] = v.mean;
        voltageDrift[done] = drift;
        const response = this.#request.amplitude.quantity === "current" ? v : i;
        const first = hypot(response.real[0], response.imaginary[0]);
        secondHarmonic[done] = hypot(response.real[1], response.imaginary[1]) / first;
        thirdHarmonic[done] = hypot(response.real[2], response.imaginary[2]) / first;
        begin = end[done];
      }
    }
    const failure = this.#cell.failure;
    return {
      request: this.#request,
      instrument: this.#instrument,
      spectrum: impedanceSpectrum(frequency.subarray(0, done), real.subarray(0, done), imaginary.subarray(0, done)),
      partDeviations: { real: deviationRe.slice(0, done), imaginary: deviationIm.slice(0, done) },
      standardDeviation: deviationRe.slice(0, done).map((d, k) => hypot(d, deviationIm[k]) / Math.SQRT2),
      time: end.slice(0, done),
      middle: middle.slice(0, done),
      dcCurrent: dcCurrent.slice(0, done),
      dcVoltage: dcVoltage.slice(0, done),
      voltageDrift: voltageDrift.slice(0, done),
      secondHarmonic: secondHarmonic.slice(0, done),
      thirdHarmonic: thirdHarmonic.slice(0, done),
      integrated: integrated.slice(0, done),
      startTime: this.#start,
      endTime: failure ? failure.time : begin,
      finalState: Float64Array.from(failure ? failure.lastState : this.#cell.state),
      failure,
      cut: failure === null && wanted < count ? this.#until : null,
    };
  }

  /** Fast: the linear response at the middle of the periods, on the line along which the cell drifts. Returns the drift in V. */
  #respond(frequency: number, end: number): number | null {
    const cell = this.#cell;
    const { area, samplesPerPeriod, scan, leads } = this.#instrument;
    const from = end - scan.periods / frequency;
    if (!cell.advance(from)) return null;
    const [v0, i0] = [cell.voltage, cell.current];
    if (!cell.advance(0.5 * (from + end))) return null;
    const [re, im] = this.#unitResponse(frequency, 0.5 * (from + end));
    if (!cell.advance(end)) return null;
    const [v1, i1] = [cell.voltage, cell.current];
    const a = this.#amplitude;
    const byCurrent = this.#request.amplitude.quantity === "current";
    const scale = byCurrent ? a : a / (re * re + im * im);
    const [vRe, vIm] = byCurrent ? [a * re, a * im] : [a, 0];
    const [iRe, iIm] = byCurrent ? [a, 0] : [scale * re, -scale * im];
    sineOnLine(v0, v1, vRe, vIm, samplesPerPeriod, this.#record.voltage);
    sineOnLine(area * i0, area * i1, area * iRe, area * iIm, samplesPerPeriod, this.#record.current);
    return v1 - v0 + leads.resistance * area * (i1 - i0);
  }

  /** Slow: the sine, switched on when the point begins, integrated in time. Returns the drift in V. */
  #integrate(frequency: number, begin: number, end: number): number | null {
    const cell = this.#cell;
    const { area, samplesPerPeriod, scan, start, leads } = this.#instrument;
    const onOrbit = start === "orbit";
    const omega = 2 * Math.PI * frequency;
    if (onOrbit) {
      this.#unitResponse(frequency, begin);
      this.#shift(0, 1);
    }
    const sine = { amplitude: this.#amplitude, frequency, phase: 0 };
    if (!cell.impose({ ...this.#biasAt(begin), sine }, begin)) return null;
    const from = end - scan.periods / frequency;
    const samples = this.#record.voltage.length;
    let first = 0;
    for (let k = 0; k < samples; k++) {
      if (!cell.advance(from + k / (samplesPerPeriod * frequency))) return null;
      if (k === 0) first = cell.voltage;
      this.#record.voltage[k] = cell.voltage;
      this.#record.current[k] = area * cell.current;
    }
    if (!cell.advance(end)) return null;
    const drift = cell.voltage - first + leads.resistance * (area * cell.current - this.#record.current[0]);
    if (onOrbit) this.#shift(omega * (end - begin), -1);
    return cell.impose(this.#biasAt(end), end) ? drift : null;
  }

  /** Adds sign · Im(δy e^{jφ}) for the sine's amplitude to the state, δy from the last response. */
  #shift(phase: number, sign: number): void {
    const { real, imaginary, model } = this.#perturbation;
    const { state } = this.#cell;
    let cosine = sign * this.#amplitude * cos(phase);
    let sine = sign * this.#amplitude * sin(phase);
    if (this.#request.amplitude.quantity === "voltage") {
      // δy/Z: (c + js)·(re − j im)/|Z|²
      const [re, im] = [real[model.voltage], imaginary[model.voltage]];
      const square = re * re + im * im;
      [cosine, sine] = [(cosine * re + sine * im) / square, (sine * re - cosine * im) / square];
    }
    for (let n = 0; n < state.length; n++) state[n] += cosine * imaginary[n] + sine * real[n];
  }

  /** Solves for δy per δi at the present state; [Re Z, Im Z] in Ω·m². */
  #unitResponse(frequency: number, time: number): readonly [number, number] {
    const perturbation = this.#perturbation;
    perturbation.at(time, this.#cell.state);
    perturbation.solve(0, 2 * Math.PI * frequency);
    const { voltage } = perturbation.model;
    return [perturbation.real[voltage], perturbation.imaginary[voltage]];
  }

  /** The bias without sine, counted from a time. */
  #biasAt(time: number): Control {
    const { quantity, value, slope, start } = this.#control;
    return { quantity, value: value + slope * (time - start), slope, start: time };
  }

  /** Relative tolerance that resolves the smallest response of the sines that are integrated. */
  #tolerance(model: CellModel, state: Float64Array): number {
    const { accuracy, integrateBelow } = this.#instrument;
    const slow = this.#frequency.filter((f) => f < integrateBelow);
    let response = this.#amplitude;
    if (this.#request.amplitude.quantity === "current") {
      this.#perturbation.at(this.#start, state);
      let smallest = Number.POSITIVE_INFINITY;
      for (const f of slow) {
        this.#perturbation.solve(0, 2 * Math.PI * f);
        const { real, imaginary } = this.#perturbation;
        smallest = Math.min(smallest, hypot(real[model.voltage], imaginary[model.voltage]));
      }
      response *= smallest;
    }
    const share = (accuracy * response) / Math.max(Math.abs(state[model.voltage]), SMALL_VOLTAGE);
    return slow.length === 0 ? LOOSEST : Math.min(LOOSEST, Math.max(TIGHTEST, share));
  }
}
