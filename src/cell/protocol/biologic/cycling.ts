import type { Step, StepLimit } from "../protocol.ts";
import { currentStep, loopOf, voltageEnd } from "./constant.ts";
import { nestSequences } from "./sequences.ts";
import { emptySequence, noteUntranslated, restOf, type TechniqueTranslator, type Translation } from "./translation.ts";

/** Set in absolute amounts, or as capacity / N. */
function currentOf(
  { settings, notes }: Translation,
  sequence: number,
): { readonly value: number; readonly unit: "A" | "C-rate" } | null {
  const mode = settings.value("Set I/C", sequence);
  if (mode === null || mode === 0 || mode === "I") {
    const value = settings.quantity("Is", "unit Is", "current", sequence);
    return value === null ? null : { value, unit: "A" };
  }
  const perHours = settings.number("N", sequence) ?? 0;
  const sign = settings.value("I sign", sequence);
  const negative = sign === 1 || (typeof sign === "string" && sign.includes("<"));
  const multiplied = typeof mode === "string" && /x/i.test(mode);
  if (!(perHours > 0)) return null;
  if (mode !== 1 && !(typeof mode === "string" && /C/.test(mode))) {
    notes.push(`Set I/C of sequence ${sequence} is ${mode}, which is read as C / N.`);
  }
  const value = multiplied ? perHours : 1 / perHours;
  return { value: negative ? -value : value, unit: "C-rate" };
}

/** The current of a sequence: for t1, until EM or the charge dQM. */
function galvanostatic(translation: Translation, sequence: number): readonly Step[] {
  const { settings, notes } = translation;
  const current = currentOf(translation, sequence);
  if (current === null) return emptySequence(notes, sequence, "its current is not known");
  const duration = settings.seconds("t1 (h:m:s)", sequence);
  const charge = settings.quantity("dQM", "unit dQM", "charge", sequence);
  const limits = voltageEnd(settings.number("EM (V)", sequence));
  if (current.value === 0 || (duration ?? 0) <= 0) return [];
  const step = currentStep(current.value, { duration, charge: current.unit === "A" ? charge : null, limits });
  if (step === null) return [];
  if (step.kind !== "strip" && step.kind !== "plate") return [step];
  const capacity =
    current.unit !== "A" && (charge ?? 0) !== 0
      ? { capacity: { value: Math.abs(charge ?? 0), unit: "C" } as const }
      : {};
  return [{ ...step, rate: { ...step.rate, unit: current.unit }, ...capacity }];
}

/** The voltage EM, held for tM or until the current is small. */
function potentiostatic({ settings, notes }: Translation, sequence: number): readonly Step[] {
  const duration = settings.seconds("tM (h:m:s)", sequence) ?? 0;
  const voltage = settings.number("EM (V)", sequence);
  const least = Math.abs(settings.quantity("Im", "unit Im", "current", sequence) ?? 0);
  if (duration <= 0 || voltage === null) return [];
  notes.push(
    `Sequence ${sequence} holds EM only where EM was reached before t1 was over; the hold of the protocol follows in either case.`,
  );
  const limits: readonly StepLimit[] =
    least > 0 ? [{ quantity: "current", direction: "below", value: { value: least, unit: "A" } }] : [];
  return [{ kind: "hold", voltage, duration, ...(limits.length > 0 ? { limits } : {}) }];
}

/** Galvanostatic cycling with potential limitation: current, hold and rest in each sequence. */
export const galvanostaticCycling: TechniqueTranslator = {
  titles: ["galvanostatic cycling with potential limitation"],
  first: "Set I/C",
  steps(translation) {
    const { settings, notes } = translation;
    const sequences = Array.from({ length: settings.sequences("Set I/C") }, (_, i) => {
      noteUntranslated(translation, i, ["dI/dt", "dxM", "delta SoC (%)", "EL (V)"]);
      const steps = [...galvanostatic(translation, i), ...potentiostatic(translation, i), ...restOf(translation, i)];
      if (steps.length === 0) emptySequence(notes, i, "its current, its hold and its rest last for no time");
      return { steps, ...loopOf(translation, i) };
    });
    return nestSequences(sequences, notes);
  },
};
