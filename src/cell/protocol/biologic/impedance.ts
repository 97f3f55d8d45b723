import { log10, pow } from "../../../numerics/elementary/index.ts";
import type { ImpedanceRequest } from "../impedance-request.ts";
import type { DrivingStep, Step } from "../protocol.ts";
import type { Current, Voltage } from "../quantities.ts";
import { currentStep, loopOf } from "./constant.ts";
import { nestSequences } from "./sequences.ts";
import { measuredSweepTime } from "./sweep-time.ts";
import {
  emptySequence,
  noteUntranslated,
  type TechniqueTranslator,
  type Translation,
  voltageOf,
} from "./translation.ts";

/** Points that no instrument takes in one sweep, or in a decade of it. */
const MOST_POINTS = 1000;

/** The frequencies and the amplitude of a sequence; null, with a note, where something is not known. */
function requestOf(
  { settings, notes, table }: Translation,
  sequence: number,
  amplitude: ImpedanceRequest["amplitude"] | null,
): ImpedanceRequest | null {
  const from = settings.quantity("fi", "unit fi", "frequency", sequence);
  const to = settings.quantity("ff", "unit ff", "frequency", sequence);
  const points = settings.number("Nd", sequence) ?? 0;
  if (!from || !to || points <= 0 || points > MOST_POINTS || amplitude === null || !(amplitude.value > 0)) {
    notes.push(`The spectra of sequence ${sequence} are not translated: fi, ff, Nd or the amplitude is not known.`);
    return null;
  }
  noteUntranslated({ settings, notes, table }, sequence, ["lim_nb", "corr"]);
  const mode = settings.value("Mode", sequence);
  if (mode !== null && mode !== 0 && mode !== "Single sine")
    notes.push(`Mode ${mode} of sequence ${sequence} is read as single sines.`);
  const spacing = settings.value("spacing", sequence);
  if (spacing === 0 || spacing === "Linear")
    notes.push(`The frequencies of sequence ${sequence} are spaced linearly; they are asked for in decades.`);
  const count = settings.value("Points", sequence);
  const perDecade = count === null || count === 1 || (typeof count === "string" && /decade/.test(count));
  const decades = Math.abs(log10(from / to));
  const pointsPerDecade =
    perDecade || decades === 0 ? points : Number((Math.max(points - 1, 1) / decades).toPrecision(6));
  return { from, to, pointsPerDecade, amplitude };
}

/** Least time of a sweep: the periods that are waited for and averaged at each frequency. */
function leastSweepTime({ from, to, pointsPerDecade }: ImpedanceRequest, periods: number): number {
  const count = Math.floor(Math.abs(log10(from / to)) * pointsPerDecade + 1e-9) + 1;
  const ratio = pow(10, (from > to ? -1 : 1) / pointsPerDecade);
  let time = 0;
  for (let k = 0; k < count; k++) time += periods / (from * pow(ratio, k));
  return Number(time.toPrecision(6));
}

/** Steps of a sequence that waits at a bias and then takes a spectrum under it. */
function biased(
  translation: Translation,
  sequence: number,
  request: ImpedanceRequest,
  waiting: readonly Step[],
  underBias: (duration: number) => DrivingStep,
): { readonly once: readonly Step[]; readonly sweep: Step } {
  const { settings, notes, table } = translation;
  const periods = (settings.number("Na", sequence) ?? 1) + (settings.number("pw", sequence) ?? 0);
  const measured = measuredSweepTime(table);
  const duration = measured ?? leastSweepTime(request, periods);
  notes.push(
    measured === null
      ? `A sweep of sequence ${sequence} is given the ${duration} s of its periods; the instrument needs longer.`
      : `A sweep of sequence ${sequence} is given the ${duration} s that it took in this file.`,
  );
  return { once: waiting, sweep: { ...underBias(duration), impedance: { request, when: "during" } } };
}

/** Says how long a spectrum at rest took, which the protocol takes in an instant. */
function noteTime({ notes, table }: Translation, sequence: number): void {
  const time = measuredSweepTime(table);
  if (time !== null)
    notes.push(
      `A sweep of sequence ${sequence} took ${time} s in this file, at rest; the protocol takes it in an instant.`,
    );
}

/** nc cycles of a sequence that goes to itself repeat the sweep and not the wait before it. */
function withCycles(
  translation: Translation,
  sequence: number,
  once: readonly Step[],
  sweep: Step,
): {
  readonly steps: readonly Step[];
  readonly goto: number;
  readonly times: number;
} {
  const { goto, times } = loopOf(translation, sequence);
  if (times > 0 && goto === sequence) {
    return { steps: [...once, { kind: "repeat", count: times + 1, steps: [sweep] }], goto, times: 0 };
  }
  return { steps: [...once, sweep], goto, times };
}

function holdFor(voltage: Voltage, duration: number): DrivingStep {
  return { kind: "hold", voltage, duration };
}

/** Potentiostatic impedance: hold E for tE, then the spectra at E. At open circuit and without tE a spectrum at rest. */
export const potentiostaticImpedance: TechniqueTranslator = {
  titles: ["potentio electrochemical impedance spectroscopy"],
  first: "Mode",
  steps(translation) {
    const { settings, notes } = translation;
    const sequences = Array.from({ length: settings.sequences("fi") }, (_, i) => {
      const amplitude = settings.number("Va (mV)", i);
      const request = requestOf(
        translation,
        i,
        amplitude === null ? null : { quantity: "voltage", value: Number((amplitude * 1e-3).toPrecision(15)) },
      );
      const voltage = voltageOf(translation, "E (V)", i);
      const wait = settings.seconds("tE (h:m:s)", i) ?? 0;
      if (request === null || voltage === null) return { steps: [], ...loopOf(translation, i) };
      const atRest = typeof voltage === "object" && voltage.vsOpenCircuit === 0;
      if (atRest && wait === 0) noteTime(translation, i);
      if (atRest && wait === 0) return withCycles(translation, i, [], { kind: "impedance", request });
      const waiting = wait > 0 ? [holdFor(voltage, wait)] : [];
      const { once, sweep } = biased(translation, i, request, waiting, (duration) => holdFor(voltage, duration));
      return withCycles(translation, i, once, sweep);
    });
    return nestSequences(sequences, notes);
  },
};

function galvanoAmplitude(translation: Translation, sequence: number): ImpedanceRequest["amplitude"] | null {
  const { settings, notes } = translation;
  const byVoltage = settings.value("Ia/Va", sequence);
  if (byVoltage !== null && byVoltage !== 0 && byVoltage !== "Ia") {
    notes.push(`The amplitude of sequence ${sequence} is set as a share of the voltage, which is not translated.`);
    return null;
  }
  const value = settings.quantity("Ia", "unit Ia", "current", sequence);
  return value === null ? null : { quantity: "current", value: Math.abs(value), unit: "A" };
}

function flowing(current: number, duration: number): DrivingStep {
  const step = currentStep(current, { duration, charge: null, limits: [] });
  return step !== null && (step.kind === "strip" || step.kind === "plate") ? step : { kind: "rest", duration };
}

/** Galvanostatic impedance: Is for tIs, then the spectra under Is. At zero current a spectrum at rest. */
export const galvanostaticImpedance: TechniqueTranslator = {
  titles: ["galvano electrochemical impedance spectroscopy"],
  first: "Mode",
  steps(translation) {
    const { settings, notes } = translation;
    const sequences = Array.from({ length: settings.sequences("fi") }, (_, i) => {
      const request = requestOf(translation, i, galvanoAmplitude(translation, i));
      const current = settings.quantity("Is", "unit Is", "current", i);
      settings.currentReference("Is", i);
      const wait = settings.seconds("tIs (h:m:s)", i) ?? 0;
      if (request === null || current === null) return { steps: [], ...loopOf(translation, i) };
      const waiting = wait > 0 ? [flowing(current, wait)] : [];
      if (current === 0) noteTime(translation, i);
      if (current === 0) return withCycles(translation, i, waiting, { kind: "impedance", request });
      const { once, sweep } = biased(translation, i, request, waiting, (duration) => flowing(current, duration));
      return withCycles(translation, i, once, sweep);
    });
    return nestSequences(sequences, notes);
  },
};

/** Ends of a staircase and the time of a stair, by the names that EC-Lab's windows and exports use. */
const stairNames = {
  from: ["Ii", "Is", "Ei (V)", "Ei"],
  to: ["If", "IF", "Ef (V)", "EF (V)", "Ef"],
  steps: ["N"],
  time: ["tIs (h:m:s)", "ts (h:m:s)", "tE (h:m:s)", "tEs (h:m:s)"],
} as const;

/** Staircase impedance: N steps between two currents or two voltages, each held and then measured under. */
function staircaseImpedance(quantity: "current" | "voltage"): TechniqueTranslator["steps"] {
  return (translation) => {
    const { settings, notes, table } = translation;
    const [fromName, toName] = [settings.named(...stairNames.from), settings.named(...stairNames.to)];
    const timeName = settings.named(...stairNames.time);
    const endOf = (name: string | undefined): number | null => {
      if (name === undefined) return null;
      return quantity === "current" ? settings.quantity(name, `unit ${name}`, "current", 0) : settings.number(name, 0);
    };
    const [from, to, steps] = [endOf(fromName), endOf(toName), settings.number("N", 0) ?? 0];
    const voltageAmplitude = settings.number("Va (mV)", 0);
    const amplitude =
      quantity === "current"
        ? galvanoAmplitude(translation, 0)
        : voltageAmplitude === null
          ? null
          : ({ quantity: "voltage", value: Number((voltageAmplitude * 1e-3).toPrecision(15)) } as const);
    const request = requestOf(translation, 0, amplitude);
    if (request === null || from === null || to === null || from === to || !(steps >= 1)) {
      return emptySequence(notes, 0, "the ends of the staircase or their number N are not known");
    }
    const wait = (timeName === undefined ? null : settings.seconds(timeName, 0)) ?? 0;
    const hold =
      wait +
      (measuredSweepTime(table) ??
        leastSweepTime(request, (settings.number("Na", 0) ?? 1) + (settings.number("pw", 0) ?? 0)));
    notes.push(
      `A stair takes ${wait} s of waiting and then the time of its sweep, ${Number((hold - wait).toPrecision(6))} s; its spectrum is taken at its end.`,
    );
    const height = Number((Math.abs(to - from) / steps).toPrecision(12));
    const impedance = { request, when: "end" } as const;
    const amount = (value: number): Current => ({ value, unit: "A" });
    return quantity === "current"
      ? [{ kind: "staircase", quantity, from: amount(from), to: amount(to), step: amount(height), hold, impedance }]
      : [{ kind: "staircase", quantity, from, to, step: height, hold, impedance }];
  };
}

export const staircaseGalvano: TechniqueTranslator = {
  titles: ["staircase galvano electrochemical impedance spectroscopy"],
  first: "Mode",
  steps: staircaseImpedance("current"),
};

export const staircasePotentio: TechniqueTranslator = {
  titles: [
    "staircase potentio electrochemical impedance spectroscopy",
    "staircase potentio electrochemical impedance spectroscopy (mott-schottky)",
  ],
  first: "Mode",
  steps: staircaseImpedance("voltage"),
};
