/** A word as a shell takes it. */
export function quoted(word: string): string {
  return /^[\w.,:/@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The name of a file as a shell takes it, and a program that would read a leading - as an option. */
export function fileWord(name: string): string {
  return quoted(name.startsWith("-") ? `./${name}` : name);
}
