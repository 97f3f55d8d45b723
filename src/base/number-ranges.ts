/** Whole numbers as ranges: 3, 4, 5, 9 → `3–5, 9`; of more than `most` ranges the first, then …. */
export function numberRanges(numbers: readonly number[], most: number = Number.POSITIVE_INFINITY): string {
  const ranges: string[] = [];
  for (let i = 0; i < numbers.length; i++) {
    const from = numbers[i] as number;
    while (i + 1 < numbers.length && numbers[i + 1] === (numbers[i] as number) + 1) i++;
    const to = numbers[i] as number;
    ranges.push(from === to ? String(from) : `${from}–${to}`);
  }
  return ranges.length > most ? `${ranges.slice(0, most).join(", ")}, …` : ranges.join(", ");
}
