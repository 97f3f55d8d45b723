import { useMemo } from "react";
import { claimFigure } from "../../claims/claim-figure.ts";
import { claimText, functionsOf, verdictWords, withoutCode } from "../../claims/claim-words.ts";
import type { Claim, ClaimValue } from "../../claims/result.ts";
import { copyText } from "../export/copy-text.ts";
import { FigureView } from "../plot/figure-view.tsx";
import { Fact } from "../shell/fact.tsx";
import { Section } from "../shell/section.tsx";
import { tellError } from "../shell/toast-store.ts";
import { addShippedStudy } from "../state/add-studies.ts";
import { examples } from "../state/examples.ts";
import { useSession } from "../state/session-store.ts";
import { useFigureTheme } from "../theme/color-scheme.ts";
import { ClaimGlyph } from "./claim-glyph.tsx";
import classes from "./claim-inspector.module.css";
import viewClasses from "./claims-view.module.css";

export interface ClaimInspectorProps {
  readonly claim: Claim;
  /** A study decides it, or stands beside it, and was not run. */
  readonly waits: boolean;
}

/** The verdict of a claim in a box, its figure and arithmetic, what would change it, and its study. */
export function ClaimInspector({ claim, waits }: ClaimInspectorProps) {
  const theme = useFigureTheme();
  const drawn = useMemo(() => claimFigure(claim, theme), [claim, theme]);
  const { id, place, statement, verdict, method, dependsOn, wouldChange, againstItself, sameAs } = claim;
  const functions = functionsOf(claim);
  return (
    <>
      <header className={classes.head}>
        <b>{id}</b> <span>{place}</span>
      </header>
      <p className={classes.statement}>{statement}</p>
      <div className={classes.verdict} data-verdict={verdict}>
        <ClaimGlyph verdict={verdict} silent />
        <span>
          <b>
            {verdictWords[verdict]}
            {againstItself ? " by the paper itself" : ""}.
          </b>{" "}
          {claim.because}
          {waits && verdict === "pending" ? " “Compute the rest” runs it." : ""}
        </span>
      </div>
      {drawn === null ? null : (
        <div className={classes.figure}>
          <FigureView key={id} figure={drawn.figure} name={drawn.name} summary={drawn.summary} />
        </div>
      )}
      <Section title="Values" numbers>
        <Sides claim={claim} />
      </Section>
      <Section title="How it is computed" remark={waits ? "study not run yet" : undefined}>
        <p>{withoutCode(method)}</p>
        {functions.length === 0 ? null : (
          <Fact name={functions.length === 1 ? "Function" : "Functions"}>
            <span className={classes.function}>{functions.join(", ")}</span>
          </Fact>
        )}
        {sameAs === null ? null : <Fact name="Repeats the arithmetic of">{sameAs}</Fact>}
        {dependsOn.length === 0 ? (
          <Fact name="Depends on">nothing fitted</Fact>
        ) : (
          <>
            <p>Depends on</p>
            <ul className={classes.list}>
              {dependsOn.map((one) => (
                <li key={one}>{withoutCode(one)}</li>
              ))}
            </ul>
          </>
        )}
      </Section>
      <Section title="What would change it">
        <p>{wouldChange}</p>
      </Section>
      <div className={classes.actions}>
        {claim.studies.map((study) => (
          <button
            key={study}
            type="button"
            className={viewClasses.button}
            onClick={() => void openStudy(study).catch(tellError)}
          >
            Open the study{claim.studies.length > 1 ? ` ${study}` : ""}
          </button>
        ))}
        <button type="button" className={viewClasses.button} onClick={() => void copyText(claimText(claim))}>
          Copy as text
        </button>
      </div>
    </>
  );
}

/** Adds the shipped study to the project and shows it in the cell view. */
async function openStudy(name: string): Promise<void> {
  const example = examples.find((one) => one.opens === "study" && one.name === name);
  await addShippedStudy(name, example?.title ?? name);
  useSession.getState().set({ view: "cell" });
}

/** The values of both sides by name: what is compared first, then what stands beside it. */
function Sides({ claim: { claimed, computed } }: { readonly claim: Claim }) {
  const names = [...new Set([...claimed.values, ...computed.values].map(({ name }) => name))];
  if (names.length === 0) return <p>No number is compared.</p>;
  const of = (values: readonly ClaimValue[], name: string): string =>
    values.find((value) => value.name === name)?.text ?? "";
  return (
    <table className={classes.sides}>
      <thead>
        <tr>
          <th scope="col">Quantity</th>
          <th scope="col">Paper</th>
          <th scope="col">Computed</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{of(claimed.values, name)}</td>
            <td>{of(computed.values, name)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
