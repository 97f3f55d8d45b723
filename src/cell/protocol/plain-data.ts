import { DomainError } from "../../base/errors.ts";

/** A plain object at a place in a document, whose fields are asked for one by one; what is not asked for is refused at the end. */
export class Fields {
  readonly #place: string;
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #asked = new Set<string>();

  /** @param place as errors name it: "steps[2].rate" */
  constructor(value: unknown, place: string) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new DomainError(`${place} is ${shown(value)}; expected an object.`);
    }
    this.#place = place;
    this.#fields = value as Readonly<Record<string, unknown>>;
  }

  get place(): string {
    return this.#place;
  }

  has(name: string): boolean {
    this.#asked.add(name);
    return Object.hasOwn(this.#fields, name) && this.#fields[name] !== undefined;
  }

  /** The value of a field; undefined where there is none. */
  raw(name: string): unknown {
    this.#asked.add(name);
    return Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
  }

  number(name: string): number {
    const value = this.raw(name);
    if (typeof value === "number" && Number.isFinite(value)) return value + 0; // −0 is 0
    throw this.#wrong(name, value, "a number");
  }

  text(name: string): string {
    const value = this.raw(name);
    if (typeof value === "string") return value;
    throw this.#wrong(name, value, "a text");
  }

  oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice {
    const value = this.raw(name);
    const choice = choices.find((one) => one === value);
    if (choice !== undefined) return choice;
    throw this.#wrong(name, value, choices.map((one) => `"${one}"`).join(", "));
  }

  object(name: string): Fields {
    const value = this.raw(name);
    if (value === undefined) throw this.#wrong(name, value, "an object");
    return new Fields(value, `${this.#place}.${name}`);
  }

  list(name: string): readonly unknown[] {
    const value = this.raw(name);
    if (Array.isArray(value)) return Array.from(value as readonly unknown[]);
    throw this.#wrong(name, value, "a list");
  }

  /** Refuses fields that nobody asked for. */
  end(): void {
    const unknown = Object.keys(this.#fields).find(
      (name) => !this.#asked.has(name) && this.#fields[name] !== undefined,
    );
    if (unknown === undefined) return;
    const known = [...this.#asked].join(", ");
    throw new DomainError(`${this.#place} has a field ${shown(unknown)}, which is not known here; known are ${known}.`);
  }

  #wrong(name: string, value: unknown, expected: string): DomainError {
    const found = value === undefined ? "is missing" : `is ${shown(value)}`;
    return new DomainError(`${this.#place}.${name} ${found}; expected ${expected}.`);
  }
}

/** A value in a message: short. */
export function shown(value: unknown): string {
  if (typeof value === "string") return `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
