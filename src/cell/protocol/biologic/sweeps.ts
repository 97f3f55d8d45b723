import type { Step } from "../protocol.ts";
import { emptySequence, restOf, type TechniqueTranslator, type Translation, voltageOf } from "./translation.ts";

function scanRateOf({ settings }: Translation): number {
  return Math.abs(settings.quantity("dE/dt", "dE/dt unit", "scanRate", 0) ?? 0);
}

function heldAt(translation: Translation, voltageName: string, timeName: string): readonly Step[] {
  const duration = translation.settings.seconds(timeName, 0) ?? 0;
  const voltage = voltageOf(translation, voltageName, 0);
  return duration > 0 && voltage !== null ? [{ kind: "hold", voltage, duration }] : [];
}

/** Cyclic voltammetry: Ei → E1 → E2, E1 → E2 again nc times, and Ef at last; without reverse scan Ei → E1 → Ef. */
export const cyclicVoltammetry: TechniqueTranslator = {
  titles: ["cyclic voltammetry", "cyclic voltammetry advanced"],
  first: "Ei (V)",
  steps(translation) {
    const { settings, notes } = translation;
    const [from, first, second, to] = ["Ei (V)", "E1 (V)", "E2 (V)", "Ef (V)"].map((name) =>
      voltageOf(translation, name, 0),
    );
    const scanRate = scanRateOf(translation);
    if (from === null || from === undefined || first === null || first === undefined || scanRate === 0) {
      return emptySequence(notes, 0, "Ei, E1 or the scan rate dE/dt is not known");
    }
    const reverse = settings.number("Reverse Scan", 0) !== 0 && second !== null && second !== undefined;
    for (const name of ["t1 (h:m:s)", "t2 (h:m:s)"]) {
      const time = settings.seconds(name, 0) ?? 0;
      if (time > 0)
        notes.push(
          `The voltammogram stays at its vertex for ${name.slice(0, 2)} = ${time} s, which is not translated.`,
        );
    }
    const step: Step = {
      kind: "cyclic-voltammetry",
      from,
      vertices: reverse ? [first, second] : [first],
      to: to ?? from,
      scanRate,
      cycles: (settings.number("nc cycles", 0) ?? 0) + 1,
    };
    return [...heldAt(translation, "Ei (V)", "ti (h:m:s)"), step, ...heldAt(translation, "Ef (V)", "tf (h:m:s)")];
  },
};

/** Linear sweep voltammetry: a rest, then Ei → EL. */
export const linearSweep: TechniqueTranslator = {
  titles: ["linear sweep voltammetry"],
  first: "tR (h:m:s)",
  steps(translation) {
    const from = voltageOf(translation, "Ei (V)", 0);
    const to = voltageOf(translation, "EL (V)", 0);
    const rate = scanRateOf(translation);
    if (from === null || to === null || rate === 0) {
      return emptySequence(translation.notes, 0, "Ei, EL or the scan rate dE/dt is not known");
    }
    return [...restOf(translation, 0), { kind: "ramp", quantity: "voltage", from, to, rate }];
  },
};
