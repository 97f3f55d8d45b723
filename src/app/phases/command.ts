import { type CommandLine, commandLine, quoted } from "../shell/command-line.ts";
import type { PhasesSettings } from "../state/project.ts";
import { celsiusOption } from "./texts.ts";

type Asked = Pick<PhasesSettings, "alloy" | "temperature" | "system" | "property">;

/** @param tdb name of the database file; null: built in */
function withDatabase(command: string, tdb: string | null): CommandLine {
  return tdb === null ? commandLine(() => command) : commandLine((file) => `${command} --tdb ${file}`, { name: tdb });
}

/** A word that a command does not take for an option. */
const temperature = ({ temperature }: Asked): string => quoted(celsiusOption(temperature));

/** The command line that prints the state of the alloy. @param tdb name of the database file; null: built in */
export function stateCommand(asked: Asked, tdb: string | null): CommandLine {
  return withDatabase(`liquidus equilibrium ${quoted(asked.alloy)} --temperature ${temperature(asked)}`, tdb);
}

/** The command line that makes the diagram. */
export function diagramCommand(asked: Asked, tdb: string | null): CommandLine {
  return withDatabase(`liquidus phases ${quoted(asked.system)} --at ${temperature(asked)}`, tdb);
}

export function potentialCommand(asked: Asked, tdb: string | null): CommandLine {
  return withDatabase(
    `liquidus potential ${quoted(asked.system)} --temperature ${temperature(asked)} --at ${quoted(asked.alloy)}`,
    tdb,
  );
}

export function propertyCommand(asked: Asked, tdb: string | null): CommandLine {
  return withDatabase(
    `liquidus properties ${quoted(asked.alloy)} --temperature ${temperature(asked)} --property ${asked.property}`,
    tdb,
  );
}
