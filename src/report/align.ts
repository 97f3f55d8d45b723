const FIGURE_SPACE = "\u2007";
const POINT_SPACE = "\u2008";

/** Pads numbers on the right with spaces as wide as digits, so that right-aligned in tabular figures the points stand in line. */
export function alignOnPoint(numbers: readonly string[]): string[] {
  const fraction = (text: string): number => {
    const match = /\.(\d+)/.exec(text);
    return match === null ? 0 : (match[1] as string).length;
  };
  const most = numbers.reduce((m, text) => Math.max(m, fraction(text)), 0);
  return numbers.map((text) => {
    if (text === "" || text === "–" || text.includes("×")) return text;
    const missing = most - fraction(text);
    const point = most > 0 && fraction(text) === 0 ? POINT_SPACE : "";
    return text + point + FIGURE_SPACE.repeat(missing);
  });
}
