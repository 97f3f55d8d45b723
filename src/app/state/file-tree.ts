import type { ProjectFile } from "./project.ts";

/** Files that were dropped together with a folder; "" for single files. */
export interface FileGroup {
  readonly folder: string;
  readonly files: readonly ProjectFile[];
}

/** Groups in the order in which they came, files in the order in which they came. */
export function fileGroups(files: readonly ProjectFile[]): readonly FileGroup[] {
  const groups = new Map<string, ProjectFile[]>();
  for (const file of files) {
    const group = groups.get(file.folder);
    if (group) group.push(file);
    else groups.set(file.folder, [file]);
  }
  return [...groups].map(([folder, own]) => ({ folder, files: own }));
}

/** A name cut in the middle, so that its beginning and its end are seen: both tell files of a series apart. */
export function cutInMiddle(name: string, longest: number): string {
  const letters = [...name];
  if (letters.length <= longest) return name;
  const tail = Math.floor((longest - 1) / 2);
  return `${letters.slice(0, longest - 1 - tail).join("")}…${letters.slice(-tail).join("")}`;
}

/** Whether all words of a search stand in a text, in any order and case. */
export function matches(text: string, search: string): boolean {
  const low = text.toLocaleLowerCase("en");
  return search
    .toLocaleLowerCase("en")
    .split(/\s+/)
    .every((word) => low.includes(word));
}
