import { DomainError } from "../../base/errors.ts";
import { suggest } from "../../cell/form/suggest.ts";
import type { Written } from "./study.ts";

/** {name}, with nothing else between the braces: those of a repeat hold sentences. */
const PLACE = /\{([A-Za-z][A-Za-z0-9_-]*)\}/g;
/** Longer texts are no quantity or sentence. */
const LONGEST = 400;

/** The names that stand in braces in the sentences of a protocol, each once. */
export function namesIn(sentences: string): string[] {
  return [...new Set(Array.from(sentences.matchAll(PLACE), ([, name]) => name as string))];
}

/**
 * The sentences with every {name} replaced by the text that `bindings` gives it. What is put in is not searched again.
 * @throws DomainError for a name without a text, a text without a place, or one with braces
 */
export function fillProtocol(sentences: string, bindings: Readonly<Record<string, Written>>): string {
  const asked = namesIn(sentences);
  const known = Object.keys(bindings);
  for (const name of asked) {
    if (Object.hasOwn(bindings, name)) continue;
    throw new DomainError(`the protocol has {${name}}, and let does not say what it is. ${suggest(name, known)}`);
  }
  for (const [name, value] of Object.entries(bindings)) {
    const text = String(value);
    if (!asked.includes(name)) {
      const places = asked.length === 0 ? "It has no {name} at all." : suggest(name, asked);
      throw new DomainError(`let says what ${name} is, but the protocol has no {${name}}. ${places}`);
    }
    if (/[{}]/.test(text) || text.length > LONGEST) {
      throw new DomainError(
        `let.${name}: give a quantity or a sentence without braces, of up to ${LONGEST} characters, as in 35 s.`,
      );
    }
  }
  return sentences.replace(PLACE, (_, name: string) => String(bindings[name]));
}
