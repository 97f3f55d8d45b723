import { create } from "zustand";
import type { Claim, ClaimsDocument } from "../../claims/result.ts";
import { countVerdicts } from "../../claims/select.ts";
import { tellError } from "../shell/toast-store.ts";
import { runJob, StoppedError } from "../work/run-job.ts";

/** The ledger of this session: computed once for this version of the program, gone with the page. */
interface ClaimsStore {
  /** As the command line prints it; with the claims that came in so far. Null: not computed yet. */
  readonly document: ClaimsDocument | null;
  /** The claims that are there before the document is, in the order of the ledger, and how many there will be; null: not known yet. */
  readonly coming: readonly Claim[];
  readonly count: number | null;
  /** Claims that wait for a study which was not run. */
  readonly waiting: ReadonlySet<string>;
  /** The arithmetic alone, or everything. */
  readonly whole: boolean;
  readonly busy: boolean;
  /** s of all computing so far. */
  readonly took: number;
  /** A sentence: it could not be computed. */
  readonly problem: string | null;
  /** The arithmetic, where there is nothing yet. */
  begin(): Promise<void>;
  /** The studies; rows come as they are computed. Stopped, what came stays, and the next call goes on from there. */
  computeRest(): Promise<void>;
  stop(): void;
}

let stopping: AbortController | null = null;

/** The document with newer claims in the place of their older selves. */
export function withClaims(document: ClaimsDocument, newer: readonly Claim[]): ClaimsDocument {
  const byId = new Map(newer.map((claim) => [claim.id, claim]));
  const claims = document.claims.map((claim) => byId.get(claim.id) ?? claim);
  return { ...document, claims, counts: countVerdicts(claims) };
}

/** Claims that studies compute. */
const studied = (claims: readonly Claim[]): Set<string> =>
  new Set(claims.flatMap(({ id, studies }) => (studies.length > 0 ? [id] : [])));

export const useClaims = create<ClaimsStore>()((set, get) => ({
  document: null,
  coming: [],
  count: null,
  waiting: new Set(),
  whole: false,
  busy: false,
  took: 0,
  problem: null,
  begin: async () => {
    if (get().document !== null || get().busy) return;
    set({ busy: true, problem: null, coming: [], count: null });
    const started = performance.now();
    try {
      const document = await runJob(
        "claims",
        { quick: true },
        {
          lane: "claims",
          onProgress: ({ total }) => set(({ count }) => (count === total ? {} : { count: total })),
          onPartial: (newer) =>
            set(({ coming: before }) => {
              const coming = [...before, ...newer];
              return { coming, waiting: studied(coming) };
            }),
        },
      );
      set({ document, coming: [], waiting: studied(document.claims), took: (performance.now() - started) / 1000 });
    } catch (error) {
      if (!(error instanceof StoppedError)) set({ problem: error instanceof Error ? error.message : String(error) });
    } finally {
      set({ busy: false });
    }
  },
  computeRest: async () => {
    if (get().busy || get().whole) return;
    stopping = new AbortController();
    set({ busy: true, problem: null });
    const started = performance.now();
    const before = get().took;
    const spent = (): number => before + (performance.now() - started) / 1000;
    try {
      const document = await runJob(
        "claims",
        { quick: false },
        {
          lane: "claims",
          title: "Compute the claims",
          about: "the studies of the claims",
          signal: stopping.signal,
          onPartial: (newer) =>
            set(({ document, waiting }) => ({
              document: document && withClaims(document, newer),
              waiting: new Set([...waiting].filter((id) => !newer.some((claim) => claim.id === id))),
              took: spent(),
            })),
        },
      );
      set({ document, waiting: new Set(), whole: true, took: spent() });
    } catch (error) {
      if (!(error instanceof StoppedError)) tellError(error);
      set({ took: spent() });
    } finally {
      stopping = null;
      set({ busy: false });
    }
  },
  stop: () => stopping?.abort(),
}));
