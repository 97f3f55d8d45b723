import { create } from "zustand";
import type { ThemeChoice } from "../theme/color-scheme.ts";
import type { Finding } from "./file-facts.ts";

export const views = ["impedance", "phases", "cell", "claims"] as const;
export type View = (typeof views)[number];

/** The one physical state under the cursor. */
export interface Cursor {
  /** Id of the file. */
  readonly file: string | null;
  /** Index of the sweep in its file, from 0. */
  readonly sweep: number;
  /** Hz; τ = 1/(2πf). Null: no frequency is pointed at. */
  readonly frequency: number | null;
  /** Fixed by a click; hovering does not move it. */
  readonly pinned: boolean;
}

/** How the page stands: kept over a reload, never undone. */
export interface Session {
  /** Null: the first screen. */
  readonly view: View | null;
  readonly theme: ThemeChoice;
  /** The theme in force. */
  readonly scheme: "light" | "dark";
  readonly cursor: Cursor;
  /** Sizes in px of what can be dragged, by name. */
  readonly sizes: Readonly<Record<string, number>>;
  readonly workspaceShown: boolean;
  readonly inspectorShown: boolean;
  /** Keys of one letter are heard outside text fields. */
  readonly singleKeys: boolean;
  /** Study open in the cell view, claim open in the ledger. */
  readonly study: string | null;
  readonly claim: string | null;
  /** Tab of each panel with tabs. */
  readonly tabs: Readonly<Record<string, string>>;
  /** Protocols that are being written, by study and case. */
  readonly drafts: Readonly<Record<string, string>>;
  /** The gravest that an analysis found of each file, by its id: its mark stands until the file is analysed anew. */
  readonly marks: Readonly<Record<string, Finding>>;
  /** Study and case of each run that was begun. */
  readonly runs: readonly string[];
}

interface SessionStore extends Session {
  set(part: Partial<Session>): void;
  /** Moves the cursor where it is not pinned. */
  point(part: Partial<Omit<Cursor, "pinned">>): void;
  /** Moves the cursor, pinned or not, and says whether it is pinned now. */
  pin(part: Partial<Omit<Cursor, "pinned">>, pinned?: boolean): void;
}

export const initialSession: Session = {
  view: null,
  theme: "auto",
  scheme: "light",
  cursor: { file: null, sweep: 0, frequency: null, pinned: false },
  sizes: {},
  workspaceShown: true,
  inspectorShown: true,
  singleKeys: true,
  study: null,
  claim: null,
  tabs: {},
  drafts: {},
  marks: {},
  runs: [],
};

export const useSession = create<SessionStore>()((set) => ({
  ...initialSession,
  set: (part) => set(part),
  point: (part) => set(({ cursor }) => (cursor.pinned ? {} : { cursor: { ...cursor, ...part } })),
  pin: (part, pinned = true) => set(({ cursor }) => ({ cursor: { ...cursor, ...part, pinned } })),
}));
