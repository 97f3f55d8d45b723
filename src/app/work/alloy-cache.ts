import { type RunOptions, runTask } from "../../base/task.ts";
import { type AlloyDatabase, builtInDatabase, databaseFromFile } from "../../study/alloy-database.ts";
import { type AlloyPoints, alloyPoints } from "../../study/alloy-points.ts";
import { type Phases, phasesTask } from "../../study/phases.ts";
import type { AlloySource } from "./alloy-jobs.ts";
import type { JobFile } from "./jobs.ts";
import { sourceFile } from "./source-file.ts";

/** Diagrams and databases that a worker keeps. */
const MOST = 4;

const databases = new Map<string, AlloyDatabase>();
const diagrams = new Map<string, Phases>();
const solvers = new Map<string, AlloyPoints>();

function keep<Value>(map: Map<string, Value>, key: string, value: Value): Value {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > MOST && oldest !== undefined) map.delete(oldest);
  return value;
}

const keyOf = ({ database, system }: AlloySource): string => `${database?.id ?? ""} ${system}`;

/** The database of a file, read once; the built-in one for null. */
export async function databaseOf(file: JobFile | null): Promise<AlloyDatabase> {
  if (file === null) return builtInDatabase();
  const known = databases.get(file.id);
  if (known !== undefined) return known;
  const { name, bytes } = await sourceFile(file);
  return keep(databases, file.id, databaseFromFile({ name, bytes }));
}

/** The diagram of a system, computed once. */
export async function diagramOf(from: AlloySource, options: RunOptions): Promise<Phases> {
  const key = keyOf(from);
  const known = diagrams.get(key);
  if (known !== undefined) return known;
  const source = await databaseOf(from.database);
  return keep(diagrams, key, await runTask(phasesTask({ system: from.system, source }), options));
}

/** What solves for the states of a system, made once. */
export async function pointsOf(from: AlloySource): Promise<AlloyPoints> {
  const key = keyOf(from);
  return (
    solvers.get(key) ??
    keep(solvers, key, alloyPoints({ system: from.system, source: await databaseOf(from.database) }))
  );
}
