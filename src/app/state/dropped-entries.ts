/** A file as it was dropped: its content, its name, and the folder it came with. */
export interface DroppedFile {
  readonly content: Blob;
  readonly name: string;
  readonly folder: string;
}

/** The parts of a file system entry that are used here, so that the walk runs without a browser. */
export interface DroppedEntry {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  readonly name: string;
  file?(found: (file: File) => void, failed: (error: unknown) => void): void;
  createReader?(): {
    readEntries(found: (entries: readonly DroppedEntry[]) => void, failed: (error: unknown) => void): void;
  };
}

/** Files taken from one drop. */
export const MOST_FILES = 5000;
/** Folders inside folders. */
const DEEPEST = 32;

/** What a walk through dropped folders gave. */
export interface Walk {
  readonly files: readonly DroppedFile[];
  /** Names of entries that could not be read. */
  readonly unreadable: readonly string[];
  /** More than MOST_FILES were there; the rest was left. */
  readonly cut: boolean;
}

/** Names that systems leave in folders and nobody drops on purpose. */
const clutter = /^(\.|~\$|Thumbs\.db$|desktop\.ini$)/i;

/** All files of what was dropped, folders walked to the end, in the order of their names. */
export async function walkEntries(entries: readonly DroppedEntry[]): Promise<Walk> {
  const files: DroppedFile[] = [];
  const unreadable: string[] = [];
  let cut = false;
  const visit = async (entry: DroppedEntry, folder: string, depth: number): Promise<void> => {
    if (files.length >= MOST_FILES) {
      cut = true;
      return;
    }
    if (depth > 0 && clutter.test(entry.name)) return;
    try {
      if (entry.isFile) {
        const file = await new Promise<File>((found, failed) => entry.file?.(found, failed));
        files.push({ content: file, name: file.name, folder });
      } else if (entry.isDirectory && depth < DEEPEST) {
        const inside = await entriesOf(entry);
        const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
        for (const child of inside.toSorted(byName)) await visit(child, path, depth + 1);
      }
    } catch {
      unreadable.push(entry.name);
    }
  };
  for (const entry of entries) await visit(entry, "", 0);
  return { files, unreadable, cut };
}

const collator = new Intl.Collator("en", { numeric: true });

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return collator.compare(a.name, b.name);
}

/** The entries of a folder; the reader gives them in portions. */
async function entriesOf(folder: DroppedEntry): Promise<DroppedEntry[]> {
  const reader = folder.createReader?.();
  const all: DroppedEntry[] = [];
  while (reader && all.length <= MOST_FILES) {
    const portion = await new Promise<readonly DroppedEntry[]>((found, failed) => reader.readEntries(found, failed));
    if (portion.length === 0) break;
    all.push(...portion);
  }
  return all;
}
