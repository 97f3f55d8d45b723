import { useEffect, useMemo, useRef, useState } from "react";
import { liquidElectrolyteTitle } from "../../claims/papers/liquid-electrolyte-paper.ts";
import { solidElectrolyteTitle } from "../../claims/papers/solid-electrolyte-paper.ts";
import { EmptyView } from "../shell/empty-view.tsx";
import { useExport } from "../shell/export-store.ts";
import { useKeys } from "../shell/keys.ts";
import { Regions } from "../shell/regions.tsx";
import { useStatus } from "../shell/status-bar.tsx";
import { useSession } from "../state/session-store.ts";
import { ClaimChips } from "./claim-chips.tsx";
import { ClaimInspector } from "./claim-inspector.tsx";
import { useClaims } from "./claims-store.ts";
import { ClaimsTable } from "./claims-table.tsx";
import classes from "./claims-view.module.css";
import { copyClaims } from "./copy-claims.ts";
import { type Chip, chipCounts, type Ledger, ledgerGroups } from "./ledger-rows.ts";
import { statusOf } from "./status-text.ts";
import { CLAIMS, useClaimsOffer } from "./use-claims-offer.ts";

const papers = { P1: liquidElectrolyteTitle, P2: solidElectrolyteTitle } as const;

/** "Computing the claims: 12 of 65" */
const progressOf = (done: number, count: number): string => `Computing the claims: ${done} of ${count}`;

/** The ledger of both papers, and the arithmetic of one claim. */
export function ClaimsView() {
  const { document, coming, count, waiting, whole, busy, took, problem, begin, computeRest, stop } = useClaims();
  const ledger = useMemo(
    (): Ledger | null => document ?? (coming.length === 0 ? null : { papers, claims: coming }),
    [document, coming],
  );
  const claim = useSession(({ claim }) => claim);
  const set = useSession(({ set }) => set);
  const tell = useStatus(({ tell }) => tell);
  const [chip, setChip] = useState<Chip>("all");
  const view = useRef<HTMLDivElement>(null);
  useEffect(() => void begin(), [begin]);
  useEffect(() => tell(statusOf(document, whole, took)), [document, whole, took, tell]);
  useClaimsOffer(document, whole);
  useKeys([
    {
      does: "Compute the rest of the claims",
      when: () => !whole && !busy && document !== null,
      run: () => void computeRest(),
    },
    {
      key: "Escape",
      does: "Stop the studies of the claims",
      keyOnly: true,
      when: () => busy && document !== null,
      run: stop,
    },
  ]);
  const groups = useMemo(() => (ledger === null ? [] : ledgerGroups(ledger, chip, waiting)), [ledger, chip, waiting]);
  const ids = groups.flatMap(({ rows }) => rows.map(({ id }) => id));
  const shown = claim !== null && ids.includes(claim) ? claim : (ids[0] ?? null);
  // A claim that was asked for from elsewhere is shown whatever the chips leave out.
  const asked = ledger?.claims.some(({ id }) => id === claim) === true && !ids.includes(claim ?? "");
  const last = useRef(claim);
  useEffect(() => {
    if (last.current !== claim && asked) setChip("all");
    last.current = claim;
  }, [claim, asked]);
  if (ledger === null || problem !== null) {
    return <EmptyView sentence={problem ?? (count === null ? "Computing the claims" : progressOf(0, count))} />;
  }
  const found = ledger.claims.find(({ id }) => id === shown);
  return (
    <Regions
      name="claims"
      inspectorWidth={388}
      inspector={found === undefined ? undefined : <ClaimInspector claim={found} waits={waiting.has(found.id)} />}
    >
      <section
        ref={view}
        className={classes.view}
        aria-label={CLAIMS}
        aria-busy={busy}
        onPointerEnter={() => useExport.getState().activate(CLAIMS)}
        onFocusCapture={() => useExport.getState().activate(CLAIMS)}
      >
        <header className={classes.head}>
          <h2>Claims</h2>
          <ClaimChips chips={chipCounts(ledger)} chosen={chip} choose={setChip} />
          {document === null && count !== null ? (
            <span className={classes.progress}>{progressOf(coming.length, count)}</span>
          ) : null}
          {whole || document === null ? null : (
            <button type="button" className={classes.button} onClick={busy ? stop : () => void computeRest()}>
              {busy ? "Stop, keep results" : "Compute the rest"}
            </button>
          )}
        </header>
        <div className={classes.rows}>
          <ClaimsTable
            groups={groups}
            chosen={shown}
            choose={(id) => set({ claim: id })}
            enter={() => {
              set({ inspectorShown: true });
              setTimeout(() => globalThis.document.querySelector<HTMLElement>('[aria-label="Inspector"]')?.focus());
            }}
            copy={() => copyClaims(ledger.claims.filter(({ id }) => ids.includes(id)))}
          />
        </div>
      </section>
    </Regions>
  );
}
