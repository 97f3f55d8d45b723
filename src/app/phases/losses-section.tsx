import { TextInput } from "@mantine/core";
import { useState } from "react";
import { formatFixed, formatWithError } from "../../figures/format-number.ts";
import { NORMAL_95 } from "../../numerics/probability/normal.ts";
import { Fact } from "../shell/fact.tsx";
import { settled } from "../shell/keys.ts";
import { Section } from "../shell/section.tsx";
import { VerdictGlyph } from "../shell/verdict-glyph.tsx";
import classes from "./inspector.module.css";
import { poolProblem } from "./pool-problem.ts";
import type { ShownAlloy } from "./shown-alloy.ts";

/** C/m² in 1 mAh/cm². */
const AREAL_CAPACITY = 36_000;

/** The metal of the axis first. */
export function inOrder<One extends { readonly element: string }>(all: readonly One[], first: string): readonly One[] {
  return all.toSorted((a, b) => Number(b.element === first) - Number(a.element === first));
}

/** What the electrode can lose of each metal before a solid appears, and as charge where the pool is known. */
export function LossesSection({ shown }: { readonly shown: ShownAlloy }) {
  const { settings, overview, change } = shown;
  const { output } = overview;
  const [typed, setTyped] = useState<string | null>(null);
  const [typing, setTyping] = useState(false);
  if (output === null) return null;
  const { point, losses } = output;
  const { removal } = point;
  const refused = poolProblem(typed ?? settings.pool ?? "");
  const commit = (): void => {
    setTyping(false);
    if (typed === null) return;
    if (refused !== null) return;
    const pool = typed.trim() === "" ? null : typed.trim();
    setTyped(null);
    if (pool !== settings.pool) change(pool === null ? "No pool" : `Pool ${pool}`, { pool });
  };
  return (
    <Section title="If the electrode loses" numbers>
      {removal === null ? (
        <p>The alloy is not wholly liquid here: a solid is there already.</p>
      ) : (
        inOrder(removal, point.component).map(({ element, share, appears }) => {
          const loss = losses?.find((one) => one.element === element);
          return (
            <div key={element}>
              <Fact
                name={
                  <>
                    <b className={classes.element} data-element={element}>
                      {element}
                    </b>
                    : {appears === null ? "no solid appears" : `${appears} appears after`}
                  </>
                }
              >
                <span title={`${100 * share} %`}>
                  {formatFixed(100 * share, 1)}&nbsp;% of {element}
                </span>
              </Fact>
              {loss === undefined ? null : (
                <Fact name={<span className={classes.indented}>in this pool</span>}>
                  {formatWithError(
                    loss.arealCharge / AREAL_CAPACITY,
                    (NORMAL_95 * loss.uncertainty) / AREAL_CAPACITY,
                    "mAh cm⁻²",
                  )}
                </Fact>
              )}
            </div>
          );
        })
      )}
      <div className={classes.row}>
        <span className={classes.label}>Pool</span>
        <TextInput
          size="xs"
          className={classes.field}
          aria-label="Depth of the pool, or its volume over its area"
          placeholder="0.5 mm, or 20 µL / 0.385 cm2"
          aria-invalid={refused !== null && !typing}
          aria-describedby="pool-read"
          {...settled(typed === null)}
          value={typed ?? settings.pool ?? ""}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setTyping(true);
          }}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === "Enter") commit();
            if (event.key === "Escape") setTyped(null);
          }}
        />
      </div>
      {refused === null || typing ? null : (
        <p id="pool-read" className={classes.read} role="alert">
          <VerdictGlyph verdict="fails" />
          <span>{refused}</span>
        </p>
      )}
    </Section>
  );
}
