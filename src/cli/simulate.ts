import { extname } from "node:path";
import type { SourceFile } from "../study/document.ts";
import { nominalCapacityOf, protocolFromData, protocolFromText, remarks } from "../study/protocol.ts";
import {
  cellFileText,
  type SimulateDocument,
  type SimulateRequest,
  simulateSchema,
  simulation,
} from "../study/simulate.ts";
import { bdfWarnings } from "../study/simulate-bdf.ts";
import {
  isCellOrSimulation,
  planFromFile,
  planFromValue,
  type SimulationPlan,
  shippedCell,
} from "../study/simulate-cell.ts";
import { exampleProtocol } from "../study/simulate-default.ts";
import { listOnly, simulateList } from "../study/simulate-list.ts";
import { type StudySource, studyFromFile } from "../study/studies/read-study.ts";
import { shippedStudy, shippedStudyNames } from "../study/studies/shipped-studies.ts";
import { studySchema } from "../study/studies/study.ts";
import { readYaml } from "../study/studies/yaml-text.ts";
import { parseQuantity } from "../units/quantity.ts";
import { parseTemperature } from "../units/temperature.ts";
import { oneDocument } from "./alloy-flags.ts";
import { loadPlotting, type OutFlags, refuseOutput, writeOutput, writesFiles, writtenText } from "./alloy-write.ts";
import { sayBdf } from "./bdf-text.ts";
import { exit, printJson, UsageError } from "./exit.ts";
import { electrodeFlag, numberOf, wordOf } from "./flags.ts";
import { readProtocol } from "./protocol-read.ts";
import { saveText } from "./protocol-save.ts";
import { readInput } from "./read-files.ts";
import { parameterFlags, toleranceOf } from "./simulate-flags.ts";
import { simulateEntryText, simulateListText } from "./simulate-list-text.ts";
import { simulateText } from "./simulate-text.ts";
import { runStudy } from "./study.ts";
import { plain } from "./terminal.ts";
import { watched } from "./watched.ts";

export interface SimulateFlags extends OutFlags {
  readonly case?: readonly string[];
  readonly protocol?: string;
  readonly set?: readonly string[];
  /** True: everything; a text: what is said of one study, set or cell. */
  readonly list?: boolean | string;
  readonly saveCell?: string;
  readonly area?: string;
  readonly capacity?: string;
  readonly temperature?: string;
  readonly tolerance?: string;
  readonly method?: string;
  readonly record?: string;
  readonly unknown?: readonly string[];
  readonly instrument?: boolean;
  readonly seed?: string;
  readonly voltageNoise?: string;
  readonly currentNoise?: string;
  readonly workingIs?: string;
}

/** `liquidus simulate [CELL or STUDY]` */
export async function simulate(cell: string | undefined, flags: SimulateFlags): Promise<number> {
  const study = isSet(flags.list) || cell === undefined ? null : await studyNamed(cell);
  return study === null ? simulateCell(cell, flags) : runStudy(study.read, study.path, flags);
}

/** A study by the name of a shipped one, or of a file that says it is one; null for a cell, and for what cannot be opened. */
async function studyNamed(
  text: string,
): Promise<{ readonly read: () => Promise<StudySource>; readonly path: string | null } | null> {
  const extension = extname(text).toLowerCase();
  if (shippedStudyNames.includes(text)) return { read: () => shippedStudy(text), path: null };
  if (extension !== ".yaml" && extension !== ".yml" && extension !== ".json") return null;
  const file = await readInput(text);
  if ("error" in file || !(extension === ".json" ? saysStudy(file.bytes) : await yamlStudy(file))) return null;
  return { read: () => studyFromFile(file), path: text };
}

const saysStudy = (bytes: Uint8Array): boolean =>
  new TextDecoder().decode(bytes.subarray(0, 4096)).includes(`"${studySchema}"`);

/** Whether a YAML file is no cell and no simulation: what is wrong with it is then told as of a study. */
async function yamlStudy(file: SourceFile): Promise<boolean> {
  const value = await readYaml(file).then(
    ({ value: read }) => read,
    () => null,
  );
  return !isCellOrSimulation(value);
}

function simulateCell(cell: string | undefined, flags: SimulateFlags): Promise<number> {
  return oneDocument(simulateSchema, flags, async () => {
    electrodeFlag(flags);
    if (isSet(flags.list)) return printList(typeof flags.list === "string" ? flags.list : cell, flags);
    const output = writesFiles(flags)
      ? { script: loadPlotting(), files: await import("../study/simulate-files.ts") }
      : null;
    const request = await requestOf(await planOf(cell ?? "pool"), flags);
    if (output !== null) await refuseOutput(output.files.simulationStem(request), flags);
    if (flags.saveCell !== undefined) await saveText(flags.saveCell, cellFileText(request), "--save-cell");
    const { result: document, seconds, stopped } = await watched((isStopped) => simulation({ ...request, isStopped }));
    const written = output === null ? { page: null, folder: null } : await writeSimulation(document, flags, output);
    if (flags.json) printJson(document);
    else process.stdout.write(simulateText(document, seconds) + writtenText(written));
    if (written.folder !== null) sayBdf(bdfWarnings([{ name: null, document }], electrodeFlag(flags)), flags);
    if (stopped) {
      process.stderr.write("Stopped: what was reached is printed and written.\n");
      return exit.interrupted;
    }
    if (document.end.kind !== "failed") return exit.done;
    process.stderr.write(`${plain(document.end.message ?? "The simulation failed.")}\n`);
    return exit.notConverged;
  });
}

const isSet = (flag: boolean | string | undefined): boolean => flag !== undefined && flag !== false;

/** The short list, or all of one study, set or cell. */
async function printList(name: string | undefined, { json }: SimulateFlags): Promise<number> {
  const whole = await simulateList();
  const list = name === undefined ? whole : listOnly(whole, name);
  if (json) printJson(list);
  else process.stdout.write(name === undefined ? simulateListText(list) : simulateEntryText(list));
  return exit.done;
}

function writeSimulation(
  document: SimulateDocument,
  flags: SimulateFlags,
  { script, files }: { script: ReturnType<typeof loadPlotting>; files: typeof import("../study/simulate-files.ts") },
): ReturnType<typeof writeOutput> {
  return writeOutput(
    files.simulationStem(document),
    {
      page: (options) => files.simulationHtml(document, options),
      files: (options) => files.simulationFiles(document, { ...options, ...electrodeFlag(flags) }),
    },
    flags,
    script,
  );
}

/** A shipped cell by name, or a file. */
async function planOf(cell: string): Promise<SimulationPlan> {
  const extension = extname(cell).toLowerCase();
  const yaml = extension === ".yaml" || extension === ".yml";
  if (!yaml && extension !== ".json") return { cell: shippedCell(cell, shippedStudyNames) };
  const file = await readInput(cell);
  if ("error" in file) throw new UsageError(file.error.message);
  if (!yaml) return planFromFile(file);
  const { value, lineOf } = await readYaml(file);
  return planFromValue(value, file, lineOf);
}

/** What the flags say wins over what a document says. */
async function requestOf(plan: SimulationPlan, flags: SimulateFlags): Promise<SimulateRequest> {
  const { area, capacity, temperature, tolerance, method, record, unknown } = flags;
  const given = {
    area: area === undefined ? plan.area : parseQuantity(area, "area"),
    nominalCapacity: capacityOf(capacity ?? plan.capacity),
    temperature: temperature === undefined ? plan.temperature : parseTemperature(temperature),
    relativeTolerance: tolerance === undefined ? plan.tolerance : toleranceOf(tolerance),
    method: method === undefined ? plan.method : wordOf("--method", method, ["rosenbrock", "radau"]),
    recordInterval: record === undefined ? plan.record : parseQuantity(record, "time"),
    unknowns: unknown ?? plan.unknowns,
    instrument: instrumentOf(flags),
  };
  return {
    cell: plan.cell,
    protocol: await protocolOf(plan, flags.protocol),
    set: { ...plan.set, ...parameterFlags(flags.set ?? []) },
    ...(Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    ) as Partial<SimulateRequest>),
  };
}

async function protocolOf(plan: SimulationPlan, text: string | undefined): Promise<SimulateRequest["protocol"]> {
  if (text !== undefined) return readProtocol(text);
  if (plan.protocol === undefined) {
    return { ...protocolFromText(exampleProtocol), origin: { kind: "built-in", file: null, sha256: null } };
  }
  const protocol = protocolFromData(plan.protocol);
  const { file, sha256 } = plan.cell.origin;
  return { protocol, origin: { kind: "file", file, sha256 }, warnings: remarks(protocol), options: {} };
}

function capacityOf(text: string | undefined): SimulateRequest["nominalCapacity"] | undefined {
  return text === undefined ? undefined : nominalCapacityOf(text);
}

function instrumentOf(flags: SimulateFlags): SimulateRequest["instrument"] | undefined {
  if (flags.instrument !== true) return undefined;
  const volts = flags.voltageNoise === undefined ? 0 : parseQuantity(flags.voltageNoise, "voltage");
  const amperes = flags.currentNoise === undefined ? 0 : parseQuantity(flags.currentNoise, "current");
  const seed = flags.seed === undefined ? 1 : numberOf("--seed", flags.seed, "1");
  return { noise: { voltage: volts, current: amperes, seed } };
}
