import { formatQuantity } from "../../../figures/format-number.ts";
import { displayUnits } from "../../../figures/units.ts";
import { circuitDoubtWords } from "../../../impedance/interpretation/circuit-doubt.ts";
import { Finding } from "../../shell/finding.tsx";
import classes from "./circuit-section.module.css";
import { parameterRows } from "./parameter-rows.ts";
import type { ShownCircuit } from "./use-circuit.ts";

/** Fitted parameters with their intervals of 95 %, and what the data do not tell. */
export function ParameterTable({ circuit, area }: { readonly circuit: ShownCircuit; readonly area: number | null }) {
  const { parameters, fit, doubt, draft } = circuit;
  if (parameters.length === 0) return null;
  const rows = parameterRows(parameters, displayUnits(area));
  const open = parameters.filter(({ status }) => status === "not identifiable");
  return (
    <>
      <table className={classes.table}>
        <caption className="visually-hidden">Parameters of the circuit with intervals of 95 %</caption>
        <thead>
          <tr>
            <th scope="col">Parameter</th>
            <th scope="col">Value</th>
            <th scope="col">95 %</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, symbol, subscript, unit, value, interval }) => (
            <tr key={name}>
              <td title={name}>
                <i>{symbol}</i>
                <sub>{subscript}</sub>
                {unit === "" ? "" : ` / ${unit}`}
              </td>
              <td>{value}</td>
              <td className={classes.interval}>{interval}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {open.map(({ name, reason }) => (
        <Finding
          key={name}
          verdict="unknown"
          lead={`${name} is not identifiable.`}
          rest={reason ?? "These data do not fix the value."}
        />
      ))}
      {fit === null || doubt === null || !draft ? null : (
        <Finding verdict="mind" lead="The circuit misses these data." rest={circuitDoubtWords(fit.circuit, [doubt])} />
      )}
      {fit === null ? null : fit.converged ? (
        <p>Misfit {formatQuantity(100 * fit.rmsResidual, "%", 2)} of |Z|.</p>
      ) : (
        <Finding verdict="mind" lead="The fit did not converge." rest="The values are the best found." />
      )}
    </>
  );
}
