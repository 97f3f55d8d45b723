import type { Finding } from "../file-facts.ts";
import { initialSession, type Session, views } from "../session-store.ts";
import { DecodeError, type Decoder, fields, flag, list, mapOf, nullable, number, text, word } from "./decode.ts";

type Kept = Omit<Session, "scheme">;

const cursor = fields<Session["cursor"]>({
  file: nullable(text(200)),
  sweep: number(0, 1e9),
  frequency: nullable(number(0)),
  pinned: flag,
});

const mark = fields<Finding>({
  verdict: word("holds", "mind", "fails", "unknown", "none"),
  sentence: text(10_000),
});

const decoders: { readonly [Key in keyof Kept]?: Decoder<Kept[Key]> } = {
  view: nullable(word(...views)),
  theme: word("auto", "light", "dark"),
  cursor,
  sizes: mapOf(number(0, 1e5)),
  workspaceShown: flag,
  inspectorShown: flag,
  singleKeys: flag,
  study: nullable(text(200)),
  claim: nullable(text(200)),
  tabs: mapOf(text(200)),
  drafts: mapOf(text(1e6)),
  marks: mapOf(mark),
  runs: list(text(500), 200),
};

/** Parts of a session that describe the page, not the project: another project leaves them as they are. */
const ofThePage: readonly (keyof Session)[] = [
  "theme",
  "scheme",
  "sizes",
  "workspaceShown",
  "inspectorShown",
  "singleKeys",
];

/** The parts of a session that are kept. */
export function sessionToKeep(session: Session): Readonly<Record<string, unknown>> {
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(initialSession) as (keyof Session)[]) if (key !== "scheme") kept[key] = session[key];
  return kept;
}

/** The parts that go along with a project to another machine. */
export function sessionOfProject(session: Session): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(sessionToKeep(session)).filter(
      ([key]) => key !== "runs" && !ofThePage.includes(key as keyof Session),
    ),
  );
}

function sameKind(value: unknown, initial: unknown): boolean {
  if (initial === null) return value === null || typeof value === "string";
  if (Array.isArray(initial)) return Array.isArray(value);
  return typeof value === typeof initial && value !== null && !Array.isArray(value);
}

/** What can be taken of a kept session; a part that does not fit is left as it began. */
export function decodeSession(value: unknown): Partial<Session> {
  if (typeof value !== "object" || value === null) return {};
  const found: Record<string, unknown> = {};
  for (const [key, given] of Object.entries(value)) {
    if (!Object.hasOwn(initialSession, key) || key === "scheme") continue;
    const decode = decoders[key as keyof Kept];
    try {
      if (decode) found[key] = decode(given, key);
      else if (sameKind(given, initialSession[key as keyof Session])) found[key] = given;
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
    }
  }
  return found;
}

/** The session with which another project is opened: the page as it stands, the rest as it was with that project. */
export function sessionForProject(value: unknown): Partial<Session> {
  const fresh: Record<string, unknown> = {};
  for (const [key, initial] of Object.entries({ ...initialSession, ...decodeSession(value) })) {
    if (!ofThePage.includes(key as keyof Session)) fresh[key] = initial;
  }
  return fresh;
}
