import { toSI as vendorUnit } from "../../../units/vendor-units.ts";
import { toSI } from "../measures.ts";
import type { DrivingStep, Step, StepLimit } from "../protocol.ts";
import type { Capacity } from "../quantities.ts";
import { nestSequences, type Sequence } from "./sequences.ts";
import { emptySequence, type TechniqueTranslator, type Translation } from "./translation.ts";

/** SI value of `ctrl1_val` with `ctrl1_val_unit`, or of a limit; null where it is empty or of another kind. */
function amount({ settings }: Translation, name: string, unit: string, sequence: number): number | null {
  const value = settings.number(name, sequence);
  const symbol = settings.text(`${name}_unit`, sequence);
  if (value === null || symbol === null) return null;
  const conversion = vendorUnit(symbol);
  return conversion === null || conversion.unit !== unit ? null : toSI(value, conversion.factor);
}

interface Ends {
  duration?: number;
  capacity?: Capacity;
  readonly limits: StepLimit[];
}

/** Up to three limits of a sequence, by type and comparison; what is not known is named. */
function endsOf(translation: Translation, sequence: number): Ends {
  const { settings, notes } = translation;
  const ends: Ends = { limits: [] };
  const count = settings.number("lim_nb", sequence) ?? 0;
  for (let k = 1; k <= count; k++) {
    const name = `lim${k}`;
    const type = settings.text(`${name}_type`, sequence) ?? "";
    const above = (settings.text(`${name}_comp`, sequence) ?? ">").includes(">");
    const direction = above ? "above" : "below";
    const action = settings.text(`${name}_action`, sequence) ?? "Next sequence";
    const stop = /stop|end/i.test(action) ? ({ action: "stop" } as const) : {};
    const target = settings.number(`${name}_seq`, sequence);
    if (/goto/i.test(action) && target !== sequence + 1) {
      notes.push(
        `Limit ${k} of sequence ${sequence} goes to sequence ${target}, which is not translated: the next one follows.`,
      );
    }
    const value = (unit: string): number | null => amount(translation, `${name}_value`, unit, sequence);
    settings.value(`${name}_Q`, sequence);
    const [time, volts, current, charge] = [value("s"), value("V"), value("A"), value("C")];
    if (/^time/i.test(type) && time !== null) ends.duration = Math.min(ends.duration ?? Number.POSITIVE_INFINITY, time);
    else if (/^\|?E/i.test(type) && volts !== null)
      ends.limits.push({ quantity: "voltage", direction, value: volts, ...stop });
    else if (/^\|?I/i.test(type) && current !== null && current !== 0) {
      ends.limits.push({ quantity: "current", direction, value: { value: Math.abs(current), unit: "A" }, ...stop });
    } else if (/^\|?(Δ|D)?Q/i.test(type) && charge !== null && charge !== 0)
      ends.capacity = { value: Math.abs(charge), unit: "C" };
    else
      notes.push(
        `Limit ${k} of sequence ${sequence} (${type} ${above ? ">" : "<"} ${settings.text(`${name}_value`, sequence)}) is not translated.`,
      );
  }
  return ends;
}

/** Only the ends that a kind of step has. */
function fitting(
  translation: Translation,
  sequence: number,
  quantities: readonly StepLimit["quantity"][],
  charge: boolean,
): object {
  const ends = endsOf(translation, sequence);
  const limits = ends.limits.filter((limit) => quantities.includes(limit.quantity));
  if (limits.length < ends.limits.length) {
    translation.notes.push(`A limit of sequence ${sequence} on what is constant in it is left out.`);
  }
  return {
    ...(ends.duration === undefined ? {} : { duration: ends.duration }),
    ...(ends.capacity === undefined || !charge ? {} : { capacity: ends.capacity }),
    ...(limits.length === 0 ? {} : { limits }),
  };
}

function sequenceSteps(translation: Translation, sequence: number): readonly Step[] {
  const { settings, notes } = translation;
  const type = settings.text("ctrl_type", sequence) ?? "";
  const done = (step: DrivingStep): readonly Step[] =>
    "duration" in step || "capacity" in step || "limits" in step
      ? [step]
      : emptySequence(notes, sequence, `${type} has no limit that is translated`);
  if (type === "Rest")
    return done({ kind: "rest", ...fitting(translation, sequence, ["voltage", "voltage-slope"], false) });
  if (type === "CC") {
    const current = amount(translation, "ctrl1_val", "A", sequence);
    const mode = settings.text("Apply I/C", sequence) ?? "I";
    settings.value("ctrl1_val_vs", sequence);
    if (current === null || mode !== "I") {
      return emptySequence(notes, sequence, `its current (${mode}) is not set in amperes`);
    }
    const limits = fitting(translation, sequence, ["voltage", "voltage-slope"], current !== 0);
    if (current === 0) return done({ kind: "rest", ...limits });
    return done({ kind: current > 0 ? "strip" : "plate", rate: { value: Math.abs(current), unit: "A" }, ...limits });
  }
  if (type === "CV") {
    const voltage = amount(translation, "ctrl1_val", "V", sequence);
    if (voltage === null) return emptySequence(notes, sequence, "its voltage is not known");
    const against = settings.text("ctrl1_val_vs", sequence) ?? "Ref";
    return done({
      kind: "hold",
      voltage: against === "Eoc" ? { vsOpenCircuit: voltage } : voltage,
      ...fitting(translation, sequence, ["current"], true),
    });
  }
  if (type === "PEIS" || type === "GEIS") return spectrum(translation, sequence, type);
  return emptySequence(notes, sequence, `the control ${type === "" ? "(none)" : type} is not translated`);
}

function spectrum(translation: Translation, sequence: number, type: "PEIS" | "GEIS"): readonly Step[] {
  const { settings, notes } = translation;
  const value = amount(translation, "ctrl1_val", type === "PEIS" ? "V" : "A", sequence);
  const [from, to] = [
    amount(translation, "ctrl2_val", "Hz", sequence),
    amount(translation, "ctrl3_val", "Hz", sequence),
  ];
  const pointsPerDecade = settings.number("ctrl_Nd", sequence) ?? 0;
  if (value === null || from === null || to === null || pointsPerDecade <= 0) {
    return emptySequence(notes, sequence, `the frequencies or the amplitude of ${type} are not known`);
  }
  const amplitude =
    type === "PEIS"
      ? ({ quantity: "voltage", value: Math.abs(value) } as const)
      : ({ quantity: "current", value: Math.abs(value), unit: "A" } as const);
  return [{ kind: "impedance", request: { from, to, pointsPerDecade, amplitude } }];
}

/** Modulo Bat: sequences of rests, currents, voltages and spectra, with loops. */
export const moduloBat: TechniqueTranslator = {
  titles: ["modulo bat"],
  first: "ctrl_type",
  steps(translation) {
    const { settings, notes } = translation;
    const sequences = Array.from({ length: settings.sequences("ctrl_type") }, (_, i): Sequence => {
      if (settings.text("ctrl_type", i) !== "Loop") return { steps: sequenceSteps(translation, i), goto: 0, times: 0 };
      return { steps: [], goto: settings.number("ctrl_seq", i) ?? 0, times: settings.number("ctrl_repeat", i) ?? 0 };
    });
    return nestSequences(sequences, notes);
  },
};
