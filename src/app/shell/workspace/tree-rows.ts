import type { Example } from "../../state/examples.ts";
import type { TurnedAway } from "../../state/facts-store.ts";
import type { FileFacts, FilePart, Finding } from "../../state/file-facts.ts";
import { fileGroups, matches } from "../../state/file-tree.ts";
import type { ProjectDocument, ProjectFile, ProjectStudy } from "../../state/project.ts";

/** A row of the tree, flat, in the order in which it is seen. */
export type TreeRow = {
  readonly key: string;
  readonly level: 1 | 2 | 3;
  readonly label: string;
  /** Undefined: nothing is below it. */
  readonly expanded: boolean | undefined;
} & (
  | { readonly kind: "group" }
  | {
      readonly kind: "file";
      readonly file: ProjectFile;
      readonly facts: FileFacts | undefined;
      readonly finding: Finding | null;
      /** The file before it that holds the same measurement. */
      readonly twin: ProjectFile | null;
    }
  | { readonly kind: "part"; readonly file: ProjectFile; readonly part: FilePart }
  | { readonly kind: "turned away"; readonly away: TurnedAway }
  | { readonly kind: "study"; readonly study: ProjectStudy }
  | { readonly kind: "example"; readonly example: Example }
);

export interface TreeInput {
  readonly document: Pick<ProjectDocument, "files" | "studies">;
  readonly turnedAway: readonly TurnedAway[];
  readonly examples: readonly Example[];
  readonly factsOf: (id: string) => FileFacts | undefined;
  readonly findingOf: (id: string) => Finding | null;
  /** The file before it that holds the same measurement. */
  readonly twinOf: (id: string) => ProjectFile | null;
  /** What the user opened (true) or closed (false), by key. */
  readonly openness: Readonly<Record<string, boolean>>;
  /** The file under the cursor: its techniques are shown. */
  readonly selected: string | null;
  readonly search: string;
}

/** The rows that are seen. A search opens everything that holds a hit. */
export function treeRows(input: TreeInput): readonly TreeRow[] {
  const { document, turnedAway, examples, openness, selected, search } = input;
  const rows: TreeRow[] = [];
  const searched = search.trim() !== "";
  const group = (key: string, label: string, open: boolean, inside: readonly TreeRow[]): void => {
    if (inside.length === 0) return;
    const expanded = searched || (openness[key] ?? open);
    rows.push({ key, level: 1, label, expanded, kind: "group" }, ...(expanded ? inside : []));
  };
  const folders = new Set([...document.files, ...turnedAway].map(({ folder }) => folder));
  const byFolder = new Map(fileGroups(document.files).map(({ folder, files }) => [folder, files]));
  for (const folder of folders) {
    const inside = (byFolder.get(folder) ?? [])
      .filter(({ id, name }) => matches(`${folder} ${name} ${input.factsOf(id)?.technique ?? ""}`, search))
      .flatMap((file) => fileRows(file, input, openness[`file ${file.id}`] ?? file.id === selected));
    const away = turnedAway
      .filter((one) => one.folder === folder && matches(`${folder} ${one.name}`, search))
      .map(
        (one): TreeRow => ({
          key: `away ${one.key}`,
          level: 2,
          label: one.name,
          expanded: undefined,
          kind: "turned away",
          away: one,
        }),
      );
    group(`folder ${folder}`, folder === "" ? "Files" : folder, true, [...inside, ...away]);
  }
  const studies = document.studies
    .filter(({ name }) => matches(name, search))
    .map(
      (study): TreeRow => ({
        key: `study ${study.id}`,
        level: 2,
        label: study.name,
        expanded: undefined,
        kind: "study",
        study,
      }),
    );
  group("studies", "Studies", true, studies);
  const shipped = examples
    .filter(({ title, question }) => matches(`${title} ${question}`, search))
    .map(
      (example): TreeRow => ({
        key: `example ${example.view} ${example.name}`,
        level: 2,
        label: example.title,
        expanded: undefined,
        kind: "example",
        example,
      }),
    );
  group("examples", "Shipped examples", folders.size === 0, shipped);
  return rows;
}

function fileRows(file: ProjectFile, { factsOf, findingOf, twinOf }: TreeInput, open: boolean): TreeRow[] {
  const facts = factsOf(file.id);
  const parts = facts?.parts ?? [];
  const [own, twin] = [findingOf(file.id), twinOf(file.id)];
  const row: TreeRow = {
    key: `file ${file.id}`,
    level: 2,
    label: file.name,
    expanded: parts.length === 0 ? undefined : open,
    kind: "file",
    file,
    facts,
    // What is said of the file that holds the same measurement is not said again.
    finding: twin !== null && own?.sentence === findingOf(twin.id)?.sentence ? null : own,
    twin,
  };
  if (parts.length === 0 || !open) return [row];
  return [
    row,
    ...parts.map(
      (part): TreeRow => ({
        key: `part ${file.id} ${part.name}`,
        level: 3,
        label: part.name,
        expanded: undefined,
        kind: "part",
        file,
        part,
      }),
    ),
  ];
}

/** What a key does to the tree when the row at `at` has the focus. */
export type TreeMove = { readonly focus: number } | { readonly open: boolean } | null;

/** Arrow keys, Home and End as the tree pattern of ARIA has them. */
export function treeMove(rows: readonly TreeRow[], at: number, key: string): TreeMove {
  const row = rows[at];
  if (!row) return null;
  const to = (place: number): TreeMove => (place >= 0 && place < rows.length && place !== at ? { focus: place } : null);
  switch (key) {
    case "ArrowDown":
      return to(at + 1);
    case "ArrowUp":
      return to(at - 1);
    case "Home":
      return to(0);
    case "End":
      return to(rows.length - 1);
    case "ArrowRight":
      if (row.expanded === false) return { open: true };
      return row.expanded === true ? to(at + 1) : null;
    case "ArrowLeft":
      if (row.expanded === true) return { open: false };
      return to(rows.findLastIndex(({ level }, place) => place < at && level < row.level));
    default:
      return null;
  }
}
