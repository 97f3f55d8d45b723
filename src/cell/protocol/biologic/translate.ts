import { DomainError } from "../../../base/errors.ts";
import type { Measurement } from "../../../files/measurement.ts";
import type { CompileOptions } from "../compile-options.ts";
import type { Protocol, Step, StepLimit } from "../protocol.ts";
import { validateProtocol } from "../validate.ts";
import { constantCurrent, constantVoltage, openCircuit, restAndCurrent, restAndVoltage, wait } from "./constant.ts";
import { galvanostaticCycling } from "./cycling.ts";
import { doneSentence } from "./done.ts";
import { galvanostaticImpedance, potentiostaticImpedance, staircaseGalvano, staircasePotentio } from "./impedance.ts";
import { moduloBat } from "./modulo-bat.ts";
import { SettingsTable } from "./settings-table.ts";
import { cyclicVoltammetry, linearSweep } from "./sweeps.ts";
import type { TechniqueTranslator } from "./translation.ts";

/** What a measured BioLogic file was set to do. */
export interface BiologicProtocol {
  readonly protocol: Protocol;
  /** Area and nominal capacity as the operator entered them, for `compileProtocol`. */
  readonly options: CompileOptions;
  /** In sentences: what is read in another way than it was set, and what is not translated, by name. */
  readonly notes: readonly string[];
}

/** What of a file is needed: an .mpr, or an .mpt with its header. */
export type BiologicSettings = Pick<Measurement, "technique" | "settings"> &
  Partial<Pick<Measurement, "cell" | "tables">>;

const translators: readonly TechniqueTranslator[] = [
  openCircuit,
  wait,
  constantCurrent,
  constantVoltage,
  restAndCurrent,
  restAndVoltage,
  galvanostaticCycling,
  cyclicVoltammetry,
  linearSweep,
  potentiostaticImpedance,
  galvanostaticImpedance,
  staircasePotentio,
  staircaseGalvano,
  moduloBat,
];

/**
 * The protocol of a measured BioLogic file, from its settings: currents as they were set (A; positive strips the working electrode),
 * voltages against the reference, limits, loops, spectra. Sweep times of impedance under bias are taken from the rows.
 *
 * @throws DomainError where the file has no settings, its technique is not known, or nothing of it can be translated
 */
export function protocolOfBiologic(measurement: BiologicSettings): BiologicProtocol {
  const { technique, settings } = measurement;
  if (withoutSettings(settings)) {
    throw new DomainError(
      `The file was written without settings (every parameter of ${technique ?? "its technique"} is zero, as in a file that a program generated): it does not say what the instrument was set to do. Write that as sentences, as in examples/staircase.protocol.`,
    );
  }
  const title = technique?.trim().toLowerCase() ?? "";
  const translator = translators.find((one) => one.titles.includes(title));
  if (translator === undefined) {
    throw new DomainError(
      technique === null
        ? "The file does not say its technique (a bare export has no settings): take the .mpr, or export it with its header."
        : `The settings of ${technique} are not translated; known are ${translators.map((one) => one.titles[0]).join(", ")}.`,
    );
  }
  if (settings.some((setting) => setting.name === "Parameters, raw")) {
    throw new DomainError(
      `The parameters of ${technique} are stored in this .mpr in a layout that is not known: export it from EC-Lab as .mpt with its header.`,
    );
  }
  const notes: string[] = [];
  const table = new SettingsTable(settings);
  const steps = translator.steps({ settings: table, notes, table: measurement.tables?.[0] });
  if (steps.length === 0) {
    throw new DomainError(`Nothing of the settings of ${technique} can be translated. ${notes.join(" ")}`);
  }
  notes.push(...remarks(measurement, table, translator));
  const protocol = finished(steps, safetyOf(settings));
  const options = optionsOf(measurement.cell);
  const loops = settings.find((setting) => setting.name === "Loop starts")?.values.length ?? 0;
  const done = loops > 1 ? undefined : doneSentence(measurement.tables?.[0], protocol, options);
  return { protocol, options, notes: [...new Set(notes), ...(done === undefined ? [] : [done])] };
}

/** Whether every parameter of the technique is zero, which no instrument was set to. */
function withoutSettings(settings: Measurement["settings"]): boolean {
  const raw = settings.find(({ name }) => name === "Parameters, raw");
  if (raw !== undefined) return raw.values.every((value) => /^0+$/.test(String(value)));
  const at = (wanted: string): number => settings.findIndex(({ name }) => name === wanted);
  const [first, end] = [at("Number of parameters"), at("Channel serial number")];
  if (first < 0) return false;
  const own = settings.slice(first + 1, end < 0 ? settings.length : end);
  const numbers = own.flatMap(({ values }) => values.filter((value) => typeof value === "number"));
  return numbers.length > 0 && numbers.every((value) => value === 0);
}

function finished(steps: readonly Step[], safety: readonly StepLimit[]): Protocol {
  return validateProtocol({ schema: "liquidus.protocol/1", ...(safety.length === 0 ? {} : { safety }), steps });
}

function optionsOf(cell: Measurement["cell"] | undefined): CompileOptions {
  const area = cell?.area ?? 0;
  const capacity = cell?.capacity ?? 0;
  return {
    ...(area > 0 ? { area } : {}),
    ...(capacity > 0 ? { nominalCapacity: { value: capacity, unit: "C" } } : {}),
  };
}

/** `Safety Limits: Ewe max = 2.20 V` */
function safetyOf(settings: Measurement["settings"]): readonly StepLimit[] {
  return settings.flatMap(({ name }): readonly StepLimit[] => {
    const match = /^Safety Limits: Ewe (max|min) = ([+-]?\d+(?:[.,]\d+)?) V$/.exec(name);
    if (match === null) return [];
    const value = Number((match[2] ?? "").replace(",", "."));
    return [{ quantity: "voltage", direction: match[1] === "max" ? "above" : "below", value }];
  });
}

function remarks(
  { settings }: BiologicSettings,
  table: SettingsTable,
  { first }: TechniqueTranslator,
): readonly string[] {
  const loops = settings.find((setting) => setting.name === "Loop starts")?.values.length ?? 0;
  const changed = [...new Set(settings.flatMap(({ name }) => /\(from (.*)\)$/.exec(name)?.[1] ?? []))];
  const unused = table.unused(first);
  return [
    ...(loops > 1
      ? [
          `The file marks ${loops} passes of loops; the protocol has the loops of its own settings, and one pass of a loop of the technique list.`,
        ]
      : []),
    ...(changed.length > 0
      ? [`The settings were changed during the run (${changed.join(", ")}); the protocol is that of the first ones.`]
      : []),
    ...(unused.length > 0
      ? [`Not translated, as they belong to the instrument or the recording: ${unused.join(", ")}.`]
      : []),
  ];
}
