import type { ProjectStudy } from "./project.ts";
import { useProject } from "./project-store.ts";
import { useSession } from "./session-store.ts";

/** Bytes of the largest study document that is taken. */
export const LARGEST_STUDY = 1_000_000;

let made = 0;

function newStudyId(): string {
  return `study ${Date.now().toString(36)} ${++made}`;
}

/** Adds a study to the project and opens it. @returns its id */
export function addStudy(study: Omit<ProjectStudy, "id" | "measured">): string {
  const id = newStudyId();
  useProject.getState().change(`Add study ${study.name}`, (document) => ({
    ...document,
    studies: [...document.studies, { ...study, id, measured: null }],
  }));
  useSession.getState().set({ study: id });
  return id;
}

/** A shipped study as a draft of the project; one that is there already and unchanged is opened. @returns its id */
export async function addShippedStudy(name: string, title: string): Promise<string> {
  const { shippedStudyTexts } = await import("../../study/studies/shipped.generated.ts");
  const yaml = Object.hasOwn(shippedStudyTexts, name) ? shippedStudyTexts[name] : undefined;
  if (yaml === undefined) throw new Error(`There is no shipped study ${name}.`);
  const there = useProject
    .getState()
    .history.present.studies.find((study) => study.shipped === name && study.yaml === yaml);
  if (there) {
    useSession.getState().set({ study: there.id });
    return there.id;
  }
  return addStudy({ name: title, yaml, shipped: name });
}

/** Whether a text is a study document of ours, by what it says of itself. */
export function isStudyText(text: string): boolean {
  return /^\s*"?schema"?\s*:\s*["']?liquidus\.study\/\d/m.test(text);
}
