const COMBINING_TILDE = "\u0303";

/** A text without the tildes over its letters, and the places of these letters in it: the fonts at hand have no glyph for them. */
export function withoutTildes(text: string): { readonly letters: string; readonly under: readonly number[] } {
  const [first = "", ...others] = text.normalize("NFC").split(COMBINING_TILDE);
  let letters = first;
  const under: number[] = [];
  for (const part of others) {
    if (letters !== "") under.push(letters.length - 1);
    letters += part;
  }
  return { letters, under };
}

/** The tilde as a sign of its own, and em by which it is raised over a capital. */
export const TILDE = "\u02DC";
export const OVER_CAPITAL = 0.2;
