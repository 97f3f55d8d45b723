/** The part of a file name before its last extension, with characters that no file system minds. */
export function fileStem(name: string): string {
  const stem = name.replace(/(?<=.)\.[^.]*$/, "");
  return safeName(stem) || "file";
}

/** A file by its name alone, without the folders that lead to it: `/home/me/cell.mpr` is `cell.mpr`. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1) || path;
}

/** A text as part of a file name: letters, digits, dot, plus, hyphen and underscore stay, runs of others become one hyphen. */
export function safeName(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}._+-]+/gu, "-")
    .replace(/^[-.]+|-+$/g, "")
    .slice(0, 120);
}

/** Gives each name once: a second `cell.csv` becomes `cell-2.csv`; names in `reserved` are not given at all. */
export function uniqueNames(reserved: Iterable<string> = []): (stem: string, extension: string) => string {
  const taken = new Set(Array.from(reserved, (name) => name.toLowerCase()));
  return (stem, extension) => {
    for (let n = 1; ; n++) {
      const name = `${stem}${n === 1 ? "" : `-${n}`}${extension}`;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  };
}
