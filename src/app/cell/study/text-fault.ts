import type { TextError } from "./editor-marks.ts";

/**
 * Where the document of a study cannot be used: the line that the sentence of the library names, which then is not said again.
 * @param problem "my.yaml, line 4, protocol: what was found"
 * @returns null where it names no line of that file
 */
export function textFault(problem: string, file: string, text: string): TextError | null {
  if (!problem.startsWith(`${file}, line `)) return null;
  const [whole, number] = /^, line (\d+)(?:, |: )/.exec(problem.slice(file.length)) ?? [];
  if (whole === undefined || number === undefined) return null;
  const line = Number(number);
  const indent = /^\s*/.exec(text.split("\n")[line - 1] ?? "")?.[0].length ?? 0;
  return { line, column: indent + 1, message: problem.slice(file.length + whole.length) };
}
