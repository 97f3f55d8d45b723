import type { ReactNode } from "react";
import { formatFixed, formatNumber } from "../../figures/format-number.ts";
import type { AlloyPoint } from "../../study/alloy-points.ts";
import classes from "./hover-card.module.css";
import { ionName } from "./ions.tsx";
import { inOrder } from "./losses-section.tsx";
import { capital, celsiusText, shiftText } from "./texts.ts";

/** The state at the pointer: phases with fractions and compositions, activities, potentials, what can leave. */
export function HoverCard({ point }: { readonly point: AlloyPoint }) {
  const { state, component, other, removal, moleFraction } = point;
  const { phases } = state;
  const [only, ...more] = phases;
  return (
    <div
      className={classes.card}
      data-testid="hover-card"
      data-mole-fraction={moleFraction}
      data-temperature={state.temperature}
    >
      <p className={classes.place}>
        {formatFixed(100 * moleFraction, 1)}&nbsp;at.%&nbsp;{component}, {celsiusText(state.temperature)}
      </p>
      <p className={classes.title}>
        {only !== undefined && more.length === 0
          ? `One phase: ${only.label}`
          : `${phases.length === 2 ? "Two" : "Three"} phases: ${phases.map(({ label }) => label).join(" + ")}`}
      </p>
      <dl>
        {more.length === 0
          ? null
          : phases.map(({ name, label, fraction, moleFractions }, i) => (
              <Row
                key={`${name} ${moleFractions[component]}`}
                name={`${capital(label)}, x = ${formatFixed(moleFractions[component] ?? 0, 3)}`}
                quantity={`fraction-${i}`}
                value={fraction}
              >
                {formatFixed(100 * fraction, 1)}&nbsp;%
              </Row>
            ))}
        {[component, other].map((element) => (
          <Row
            key={element}
            name={`${element} activity (vs ${reference(state.activityReferences[element])})`}
            quantity={`activity-${element}`}
            value={state.activities[element]}
            element={element}
          >
            {formatNumber(state.activities[element] ?? Number.NaN, { digits: 3, keepZeros: true })}
          </Row>
        ))}
        {[component, other].map((element) => (
          <Row
            key={element}
            name={
              <>
                <i>E</i>({ionName(element)}/{element}) shift
              </>
            }
            quantity={`potential-${element}`}
            value={state.potentials[element]}
            element={element}
          >
            {shiftText(state.potentials[element], state.potentialUncertainties?.[element])}
          </Row>
        ))}
        {inOrder(removal ?? [], component).map(({ element, share, appears }) => (
          <Row
            key={element}
            name={appears === null ? `${element} to lose, no solid appears` : `${element} to lose before ${appears}`}
            quantity={`share-${element}`}
            value={share}
          >
            {formatFixed(100 * share, 1)}&nbsp;%
          </Row>
        ))}
      </dl>
      {state.potentialUncertainties === null ? null : <p className={classes.foot}>±&nbsp;95&nbsp;% of the fit</p>}
    </div>
  );
}

interface RowProps {
  readonly name: ReactNode;
  readonly quantity: string;
  /** In SI, at full precision. */
  readonly value: number | null | undefined;
  readonly element?: string;
  readonly children: ReactNode;
}

function Row({ name, quantity, value, element, children }: RowProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-quantity={quantity} data-value={value ?? undefined} data-element={element}>
        {children}
      </dd>
    </div>
  );
}

/** "solid" of "pure Na in BCC_A2". */
function reference(words: string | undefined): string {
  return words !== undefined && /LIQ/.test(words) ? "liquid" : "solid";
}
