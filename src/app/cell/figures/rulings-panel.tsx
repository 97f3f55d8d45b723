import { useMemo } from "react";
import { rulingsOf } from "../../../study/studies/page/case-rulings.ts";
import { ExportTool } from "../../plot/index.ts";
import { useExport } from "../../shell/export-store.ts";
import { VerdictGlyph } from "../../shell/verdict-glyph.tsx";
import type { Verdict } from "../../state/file-facts.ts";
import type { SeenSight } from "../seen-sight.ts";
import type { ShownStudy } from "../shown-study.ts";
import { sightRemark } from "../stale.ts";
import classes from "./figures.module.css";
import { rulingsTable } from "./rulings-table.ts";
import { useRunOffer } from "./run-offer.ts";

const verdicts: Readonly<Record<string, Verdict>> = {
  holds: "holds",
  fails: "fails",
  mind: "mind",
  fact: "none",
};

const TITLE = "What your numbers rule out";

/** What speaks for and against the mechanisms, each with its band, formula and sources. A coarse run rules nothing out; its place is kept. */
export function RulingsPanel({ shown, ...of }: SeenSight & { readonly shown: ShownStudy }) {
  const { falsifiers, document } = of.sight;
  const rulings = useMemo(() => {
    const several = new Set(falsifiers.map(({ direction }) => direction)).size > 1;
    return rulingsOf(falsifiers, document.cell.submodels, several).filter(({ numbers }) => numbers.length > 0);
  }, [falsifiers, document]);
  const none = rulings.length === 0;
  const offered = useMemo(
    () => (none ? null : { title: TITLE, name: "rulings", tables: () => [rulingsTable(falsifiers)] }),
    [none, falsifiers],
  );
  useRunOffer({ shown, ...of }, offered);
  if (none) return null;
  return (
    <section
      aria-label={TITLE}
      onPointerEnter={() => useExport.getState().activate(TITLE)}
      style={{ background: "var(--panel)" }}
    >
      <header className={classes.head}>
        <h2>{TITLE}</h2>
        <span>{of.coarse === null ? sightRemark(of) : "comes with the full run"}</span>
        <div className={classes.tool}>
          <ExportTool what="this table" onExport={() => useExport.getState().open(TITLE)} />
        </div>
      </header>
      <div className={classes.rulings} style={of.coarse === null ? undefined : { visibility: "hidden" }}>
        {rulings.map(({ verdict, title, numbers, sentence, details }) => (
          <article key={title} className={classes.ruling}>
            <h3>
              <VerdictGlyph verdict={verdicts[verdict] ?? "none"} />
              <span>{title}</span>
            </h3>
            <p>{sentence.charAt(0).toUpperCase() + sentence.slice(1)}</p>
            <details>
              <summary>Bands, formula, assumptions, sources</summary>
              <dl className="numbers">
                {numbers.map(({ what, value }) => (
                  <Pair key={what} name={what} value={value} />
                ))}
                {details.map(([name, value]) => (
                  <Pair key={name} name={name} value={value} />
                ))}
              </dl>
            </details>
          </article>
        ))}
      </div>
    </section>
  );
}

function Pair({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
