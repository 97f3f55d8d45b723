import { quoted } from "../shell/command-line.ts";
import type { PhasesSettings } from "../state/project.ts";
import { celsiusOption } from "./texts.ts";

type Asked = Pick<PhasesSettings, "alloy" | "temperature" | "system" | "property">;

const tdbOption = (tdb: string | null): string => (tdb === null ? "" : ` --tdb ${quoted(tdb)}`);

/** A word that a command does not take for an option. */
const temperature = ({ temperature }: Asked): string => quoted(celsiusOption(temperature));

/** The command line that prints the state of the alloy. @param tdb name of the database file; null: built in */
export function stateCommand(asked: Asked, tdb: string | null): string {
  return `liquidus equilibrium ${quoted(asked.alloy)} --temperature ${temperature(asked)}${tdbOption(tdb)}`;
}

/** The command line that makes the diagram. */
export function diagramCommand(asked: Asked, tdb: string | null): string {
  return `liquidus phases ${quoted(asked.system)} --at ${temperature(asked)}${tdbOption(tdb)}`;
}

export function potentialCommand(asked: Asked, tdb: string | null): string {
  return `liquidus potential ${quoted(asked.system)} --temperature ${temperature(asked)} --at ${quoted(asked.alloy)}${tdbOption(tdb)}`;
}

export function propertyCommand(asked: Asked, tdb: string | null): string {
  return `liquidus properties ${quoted(asked.alloy)} --temperature ${temperature(asked)} --property ${asked.property}${tdbOption(tdb)}`;
}
