import { useProject } from "../../state/project-store.ts";
import { toggled, writePin } from "./pins.ts";

/** Pins a sweep for comparison, or takes its pin away: one entry of undo. */
export function togglePin(file: string, sweep: number): void {
  const { history, change } = useProject.getState();
  const { compared, files } = history.present;
  const pin = { file, sweep };
  const name = files.find(({ id }) => id === file)?.name;
  const of = name === undefined || files.length === 1 ? "" : `, ${name}`;
  change(`${compared.includes(writePin(pin)) ? "Unpin" : "Pin"} sweep ${sweep + 1}${of}`, (document) => ({
    ...document,
    compared: toggled(document.compared, pin),
  }));
}
