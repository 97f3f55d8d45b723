import { formatFixed } from "../../figures/format-number.ts";
import { Fact } from "../shell/fact.tsx";
import { Section } from "../shell/section.tsx";
import classes from "./inspector.module.css";
import type { ShownAlloy } from "./shown-alloy.ts";
import { capital, freezesText, setTemperatureText, shiftText } from "./texts.ts";

/** Phases with amounts and compositions, where the alloy is liquid, where it freezes. */
export function StateSection({ shown }: { readonly shown: ShownAlloy }) {
  const { output } = shown.overview;
  if (output === null) return null;
  const { point, liquid, freezes } = output;
  const { state, component, other, massFractionsOfOther } = point;
  return (
    <Section
      title={`State at ${setTemperatureText(state.temperature)}`}
      remark={freezes?.standardDeviation == null ? "equilibrium" : "equilibrium, ±\u00A095\u00A0%"}
      numbers
    >
      <table className={classes.state} aria-label="Phases">
        <thead>
          <tr>
            <th scope="col">Phase</th>
            <th scope="col">Fraction</th>
            <th scope="col">
              <i>x</i>
              <sub>{component}</sub>
            </th>
            <th scope="col">wt% {other}</th>
          </tr>
        </thead>
        <tbody>
          {state.phases.map(({ name, label, fraction, moleFractions }, i) => (
            <tr key={`${name} ${label}`} data-liquid={label === "liquid" || undefined}>
              <th scope="row">{capital(label)}</th>
              <Cell quantity="fraction" value={fraction} decimals={3} />
              <Cell quantity="moleFraction" value={moleFractions[component]} decimals={3} />
              <Cell quantity="massFraction" value={massFractionsOfOther[i]} decimals={1} factor={100} />
            </tr>
          ))}
        </tbody>
      </table>
      {liquid === null || liquid.ranges.length === 0 ? (
        <Fact name="Liquid window">none at this temperature</Fact>
      ) : (
        liquid.ranges.map(({ from, to, massFractionOfOther: mass }) => (
          <div key={from}>
            <Fact name={`Liquid window, at.% ${component}`}>
              <span title={`${100 * from} – ${100 * to}`}>
                {formatFixed(100 * from, 1)} – {formatFixed(100 * to, 1)}
              </span>
            </Fact>
            {mass === null ? null : (
              <Fact name={`Liquid window, wt% ${other}`}>
                {formatFixed(100 * mass[1], 1)} – {formatFixed(100 * mass[0], 1)}
              </Fact>
            )}
          </div>
        ))
      )}
      <Fact name="Freezes at">
        {freezes === null
          ? "–"
          : `${freezesText(freezes.temperature, freezes.standardDeviation)}, ${freezes.solid.label}`}
      </Fact>
      {[component, other].map((element) => (
        <Fact
          key={element}
          name={
            <>
              Δ<i>E</i> of {element}
            </>
          }
        >
          <span title={`${state.potentials[element] ?? ""} V`}>
            {shiftText(state.potentials[element], state.potentialUncertainties?.[element])}
          </span>
        </Fact>
      ))}
      <Fact
        name={
          <>
            Thermodynamic factor <i>Φ</i>
          </>
        }
      >
        {point.thermodynamicFactor === null ? "–" : formatFixed(point.thermodynamicFactor, 3)}
      </Fact>
    </Section>
  );
}

interface CellProps {
  readonly quantity: string;
  readonly value: number | undefined;
  readonly decimals: number;
  readonly factor?: number;
}

function Cell({ quantity, value = Number.NaN, decimals, factor = 1 }: CellProps) {
  return (
    <td data-quantity={quantity} data-value={value} title={String(factor * value)}>
      {formatFixed(factor * value, decimals)}
    </td>
  );
}
