/** What was read is not what a project holds: where, what was expected, what stood there. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";
}

/**
 * Takes a value of unknown origin for what it should be.
 * @param at where it stands, for the sentence
 * @throws DecodeError
 */
export type Decoder<Value> = (value: unknown, at: string) => Value;

function refuse(value: unknown, at: string, expected: string): never {
  const found = JSON.stringify(value) ?? String(value);
  const short = found.length > 40 ? `${found.slice(0, 40)}…` : found;
  throw new DecodeError(`${at}: ${expected} was expected, ${short} was found.`);
}

/** A text of at most `longest` UTF-16 units. */
export function text(longest = 4096): Decoder<string> {
  return (value, at) => {
    if (typeof value !== "string") return refuse(value, at, "a text");
    if (value.length > longest)
      throw new DecodeError(`${at}: ${value.length} characters, at most ${longest} are read.`);
    return value;
  };
}

/** A finite number in [low, high]. */
export function number(low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY): Decoder<number> {
  return (value, at) => {
    if (typeof value !== "number" || !Number.isFinite(value)) return refuse(value, at, "a finite number");
    return value >= low && value <= high ? value : refuse(value, at, `a number from ${low} to ${high}`);
  };
}

export const flag: Decoder<boolean> = (value, at) =>
  typeof value === "boolean" ? value : refuse(value, at, "true or false");

/** sha256 in hexadecimal. */
export const digestText: Decoder<string> = (value, at) =>
  typeof value === "string" && /^[0-9a-f]{64}$/.test(value) ? value : refuse(value, at, "a sha256 in hexadecimal");

/** One of the words given. */
export function word<const Word extends string>(...words: readonly Word[]): Decoder<Word> {
  return (value, at) => words.find((one) => one === value) ?? refuse(value, at, words.join(" or "));
}

export function nullable<Value>(decode: Decoder<Value>): Decoder<Value | null> {
  return (value, at) => (value === null ? null : decode(value, at));
}

/** The first of two readings that fits. */
export function either<First, Second>(first: Decoder<First>, second: Decoder<Second>): Decoder<First | Second> {
  return (value, at) => {
    try {
      return first(value, at);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      return second(value, at);
    }
  };
}

/** A field that may be missing. */
export function optional<Value>(decode: Decoder<Value>): Decoder<Value | undefined> {
  return (value, at) => (value === undefined ? undefined : decode(value, at));
}

/** What `decode` makes of an object is made once, so that states that shared parts share them still. */
function once<Value extends object>(
  decode: (value: object, at: string) => Value,
): (value: object, at: string) => Value {
  const made = new WeakMap<object, Value>();
  return (value, at) => {
    const known = made.get(value);
    if (known !== undefined) return known;
    const found = decode(value, at);
    made.set(value, found);
    return found;
  };
}

export function list<Value>(decode: Decoder<Value>, longest = 10_000): Decoder<readonly Value[]> {
  const all = once<readonly Value[]>((value, at) => {
    if (!Array.isArray(value)) return refuse(value, at, "a list");
    if (value.length > longest) throw new DecodeError(`${at}: ${value.length} entries, at most ${longest} are read.`);
    return value.map((one, k) => decode(one, `${at}[${k}]`));
  });
  return (value, at) => (typeof value === "object" && value !== null ? all(value, at) : refuse(value, at, "a list"));
}

function plainObject(value: unknown, at: string): object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse(value, at, "an object");
  return value;
}

/** Values by name. */
export function mapOf<Value>(decode: Decoder<Value>, most = 10_000): Decoder<Readonly<Record<string, Value>>> {
  const all = once<Readonly<Record<string, Value>>>((value, at) => {
    const entries = Object.entries(value);
    if (entries.length > most) throw new DecodeError(`${at}: ${entries.length} entries, at most ${most} are read.`);
    return Object.fromEntries(
      entries.filter(([key]) => key !== "__proto__").map(([key, one]) => [key, decode(one, `${at}.${key}`)]),
    );
  });
  return (value, at) => all(plainObject(value, at), at);
}

/** A decoder for every field, also for those that may be missing. */
export type Fields<Value> = { readonly [Key in keyof Value]-?: Decoder<Value[Key]> };

/**
 * An object with these fields; others are left out.
 * @param defaults stand for fields that are missing, as documents of earlier programs lack what was added later
 */
export function fields<Value extends object>(decoders: Fields<Value>, defaults: Partial<Value> = {}): Decoder<Value> {
  const all = once<Value>((value, at) => {
    const given = value as Readonly<Record<string, unknown>>;
    const made: Record<string, unknown> = {};
    for (const key of Object.keys(decoders) as (keyof Value & string)[]) {
      const own = Object.hasOwn(given, key) ? given[key] : undefined;
      const found =
        own === undefined && defaults[key] !== undefined ? defaults[key] : decoders[key](own, `${at}.${key}`);
      if (found !== undefined) made[key] = found;
    }
    return made as Value;
  });
  return (value, at) => all(plainObject(value, at), at);
}
