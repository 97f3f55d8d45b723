/** A command line that does what the page did. */
export interface CommandLine {
  /** As it stands with what was made: the program by its name, files without folders. */
  readonly recorded: string;
  /** As it is typed in the folder of the program. */
  readonly typed: string;
  /** Name of the file of the user's own that it reads, and whose place a page is not told; null: none. */
  readonly own: string | null;
}

/** A file that a command reads. */
export interface CommandFile {
  readonly name: string;
  /** The folder that it was dropped with; empty, or left out: none. */
  readonly folder?: string;
  /** Name of the shipped example that it is. */
  readonly shipped?: string;
}

/** A word as a shell takes it. */
export function quoted(word: string): string {
  return /^[\w.,:/@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The name of a file as a shell takes it, and a program that would read a leading - as an option. */
export function fileWord(name: string): string {
  return quoted(name.startsWith("-") ? `./${name}` : name);
}

/** Where the file stands, seen from the folder of the program: an example in its own folder, else as far as the page was told. */
function pathOf({ name, folder = "", shipped }: CommandFile): string {
  if (shipped !== undefined) return `examples/${name}`;
  return folder === "" ? name : `${folder.replace(/\/+$/, "")}/${name}`;
}

/** The program as it is started in its folder, where `npm ci` put it. */
const START = "npx ";

/** @param write the command around the word of its file */
export function commandLine(write: (file: string) => string, file: CommandFile | null = null): CommandLine {
  if (file === null) {
    const recorded = write("");
    return { recorded, typed: START + recorded, own: null };
  }
  return {
    recorded: write(fileWord(file.name)),
    typed: START + write(fileWord(pathOf(file))),
    own: file.shipped === undefined ? file.name : null,
  };
}

/** Where the command runs, and what the reader has to write into it. */
export function whereTyped({ own }: Pick<CommandLine, "own">): string {
  const runs = "It runs in a terminal in the folder of Liquidus.";
  return own === null
    ? runs
    : `${runs} A page is not told where a file is: write the folder of ${own} before its name.`;
}
