import type { CurrentStep, HoldStep, Step, StepLimit } from "../protocol.ts";
import { nestSequences, type Sequence } from "./sequences.ts";
import {
  emptySequence,
  noteUntranslated,
  restOf,
  type TechniqueTranslator,
  type Translation,
  voltageOf,
} from "./translation.ts";

/** Relative difference up to which a charge says the same as current × time: EC-Lab prints it with three decimals. */
const ROUNDING = 1e-3;

/** Where a sequence goes back to. */
export function loopOf({ settings }: Translation, sequence: number): Pick<Sequence, "goto" | "times"> {
  return { goto: settings.number("goto Ns'", sequence) ?? 0, times: settings.number("nc cycles", sequence) ?? 0 };
}

/** A step at constant current, or a rest at zero; null where the settings give it no end. */
export function currentStep(
  current: number,
  {
    duration,
    charge,
    limits,
  }: { readonly duration: number | null; readonly charge: number | null; readonly limits: readonly StepLimit[] },
): Step | null {
  const time = duration !== null && duration > 0 ? { duration } : {};
  if (current === 0) return "duration" in time ? { kind: "rest", ...time } : null;
  const amount = Math.abs(current);
  const passed = Math.abs(charge ?? 0);
  const same = duration !== null && Math.abs(passed - amount * duration) <= ROUNDING * passed;
  const capacity = passed > 0 && !same ? { capacity: { value: passed, unit: "C" } as const } : {};
  const ends = { ...time, ...capacity, ...(limits.length > 0 ? { limits } : {}) };
  if (Object.keys(ends).length === 0) return null;
  const step: CurrentStep = { kind: current > 0 ? "strip" : "plate", rate: { value: amount, unit: "A" }, ...ends };
  return step;
}

/** The voltage at which a constant current ends: above it for a positive current, below it for a negative one. */
export function voltageEnd(volts: number | null): readonly StepLimit[] {
  return volts === null ? [] : [{ quantity: "voltage", direction: "reaches", value: volts }];
}

/** Chronopotentiometry, one sequence. */
function chronopotentiometry(translation: Translation, sequence: number): readonly Step[] {
  const { settings, notes } = translation;
  const current = settings.quantity("Is", "unit Is", "current", sequence);
  const against = settings.currentReference("Is", sequence);
  if (against !== undefined) {
    notes.push(
      `Is of sequence ${sequence} is set against ${against}, which is not translated: it is read as it stands.`,
    );
  }
  if (current === null) return emptySequence(notes, sequence, "its current Is or the unit of it is not known");
  if (current === 0) noteUntranslated(translation, sequence, ["EM (V)"]);
  const step = currentStep(current, {
    duration: settings.seconds("ts (h:m:s)", sequence),
    charge: settings.quantity("dQM", "unit dQM", "charge", sequence),
    limits: voltageEnd(settings.number("EM (V)", sequence)),
  });
  return step === null ? emptySequence(notes, sequence, "it has neither time nor limit") : [step];
}

/** Chronoamperometry, one sequence. */
function chronoamperometry(translation: Translation, sequence: number): readonly Step[] {
  const { settings, notes } = translation;
  const voltage = voltageOf(translation, "Ei (V)", sequence);
  if (voltage === null) return emptySequence(notes, sequence, "its voltage Ei is not known");
  const duration = settings.seconds("ti (h:m:s)", sequence) ?? 0;
  const charge = Math.abs(settings.quantity("dQM", "unit dQM", "charge", sequence) ?? 0);
  const limit = (name: string, direction: "above" | "below"): readonly StepLimit[] => {
    const value = settings.quantity(name, `unit ${name}`, "current", sequence);
    return value === null || value === 0
      ? []
      : [{ quantity: "current", direction, value: { value: Math.abs(value), unit: "A" } }];
  };
  const limits = [...limit("Imax", "above"), ...limit("Imin", "below")];
  if (duration <= 0 && charge === 0 && limits.length === 0) {
    return emptySequence(notes, sequence, "its voltage is held for no time");
  }
  const step: HoldStep = {
    kind: "hold",
    voltage,
    ...(duration > 0 ? { duration } : {}),
    ...(charge > 0 ? { capacity: { value: charge, unit: "C" } } : {}),
    ...(limits.length > 0 ? { limits } : {}),
  };
  return [step];
}

function inSequences(
  translation: Translation,
  first: string,
  stepsOf: (sequence: number) => readonly Step[],
): readonly Step[] {
  const sequences = Array.from({ length: translation.settings.sequences(first) }, (_, i) => ({
    steps: stepsOf(i),
    ...loopOf(translation, i),
  }));
  return nestSequences(sequences, translation.notes);
}

export const openCircuit: TechniqueTranslator = {
  titles: ["open circuit voltage"],
  first: "tR (h:m:s)",
  steps: (translation) => restOf(translation, 0),
};

export const wait: TechniqueTranslator = {
  titles: ["wait"],
  first: "select",
  steps({ settings, notes }) {
    const duration = settings.seconds("td (h:m:s)", 0) ?? 0;
    if (settings.number("select", 0) !== 1) {
      notes.push("The wait goes on until a date or another technique, which is not translated; its time td is taken.");
    }
    notes.push("A wait keeps what the technique before it left on the cell; it is read as a rest.");
    return duration > 0 ? [{ kind: "rest", duration }] : [];
  },
};

export const constantCurrent: TechniqueTranslator = {
  titles: ["chronopotentiometry"],
  first: "Is",
  steps: (translation) => inSequences(translation, "Is", (i) => chronopotentiometry(translation, i)),
};

export const constantVoltage: TechniqueTranslator = {
  titles: ["chronoamperometry / chronocoulometry", "chronoamperometry"],
  first: "Ei (V)",
  steps: (translation) => inSequences(translation, "Ei (V)", (i) => chronoamperometry(translation, i)),
};

export const restAndCurrent: TechniqueTranslator = {
  titles: ["constant current"],
  first: "tR (h:m:s)",
  steps: (translation) =>
    inSequences(translation, "Is", (i) => [...restOf(translation, i), ...chronopotentiometry(translation, i)]),
};

export const restAndVoltage: TechniqueTranslator = {
  titles: ["constant voltage"],
  first: "tR (h:m:s)",
  steps: (translation) =>
    inSequences(translation, "Ei (V)", (i) => [...restOf(translation, i), ...chronoamperometry(translation, i)]),
};
