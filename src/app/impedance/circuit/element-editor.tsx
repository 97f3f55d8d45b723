import { Button, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { formatNumber } from "../../../figures/format-number.ts";
import type { ElementParameter } from "../../../impedance/circuit/element.ts";
import type { ElementNode } from "../../../impedance/circuit/notation.ts";
import type { FitParameterEntry } from "../../../study/arc-entry.ts";
import type { CircuitModel } from "../../state/project.ts";
import classes from "./circuit-section.module.css";
import { type Placing, palette } from "./edit-circuit.ts";
import { type Held, heldOf, withBounds, withHeld, withTie, withValue } from "./model.ts";
import { NumberField } from "./number-field.tsx";

export interface ElementEditorProps {
  readonly node: ElementNode;
  readonly model: CircuitModel;
  /** Of the fit, by name. */
  readonly parameters: ReadonlyMap<string, FitParameterEntry>;
  readonly onChange: (name: string, model: CircuitModel) => void;
  readonly onAdd: (symbol: string, placing: Placing) => void;
  readonly onRemove: () => void;
}

/** One element: its parameters, what comes beside it, or its end. */
export function ElementEditor({ node, model, parameters, onChange, onAdd, onRemove }: ElementEditorProps) {
  const { element, name } = node;
  const [symbol, setSymbol] = useState("R");
  return (
    <div className={classes.editor}>
      <p className={classes.title}>
        <b>{name}</b> {element.title}
      </p>
      {element.parameters.map((parameter) => {
        const full = element.parameters.length === 1 ? name : `${name}.${parameter.symbol}`;
        return (
          <ParameterEditor
            key={full}
            name={full}
            parameter={parameter}
            fitted={parameters.get(full)}
            model={model}
            onChange={onChange}
          />
        );
      })}
      <div className={classes.beside}>
        <Select
          size="xs"
          aria-label="Element to add"
          data={palette.map(({ symbol, title }) => ({ value: symbol, label: `${symbol}  ${title}` }))}
          value={symbol}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => value && setSymbol(value)}
        />
        <Button size="compact-xs" variant="default" onClick={() => onAdd(symbol, "series")}>
          Add in series
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => onAdd(symbol, "parallel")}>
          Add across
        </Button>
      </div>
      <Button size="compact-xs" variant="default" onClick={onRemove}>
        Remove {name}
      </Button>
    </div>
  );
}

interface ParameterEditorProps {
  readonly name: string;
  readonly parameter: ElementParameter;
  readonly fitted: FitParameterEntry | undefined;
  readonly model: CircuitModel;
  readonly onChange: (name: string, model: CircuitModel) => void;
}

function ParameterEditor({ name, parameter, fitted, model, onChange }: ParameterEditorProps) {
  const held = heldOf(model, name);
  const value = model.fixed[name] ?? fitted?.value ?? model.start[name] ?? null;
  const bounds = model.bounds[name];
  const unit = parameter.unit === "1" ? "" : parameter.unit;
  const bound = (which: 0 | 1, end: number | null): void => {
    const [lower, upper] = bounds ?? [parameter.lower, parameter.upper];
    const ends: readonly [number, number] =
      which === 0 ? [end ?? parameter.lower, upper] : [lower, end ?? parameter.upper];
    const own = ends[0] === parameter.lower && ends[1] === parameter.upper;
    onChange(`Bounds of ${name}`, withBounds(model, name, own ? null : ends));
  };
  return (
    <fieldset className={classes.parameter}>
      <legend>
        <i>{parameter.symbol}</i> {parameter.meaning}
      </legend>
      <div className={classes.fields}>
        <NumberField
          label={held === "fixed" ? `${name} is kept at` : `${name} begins at`}
          unit={unit}
          value={value}
          disabled={held === "tied"}
          onCommit={(next) =>
            next !== null && onChange(`${name} = ${formatNumber(next)}`, withValue(model, name, next))
          }
        />
        <SegmentedControl
          size="xs"
          aria-label={`How ${name} is held`}
          data={["free", "fixed", "tied"]}
          value={held}
          onChange={(next) => onChange(`${name} ${next}`, withHeld(model, name, next as Held, value ?? 1))}
        />
      </div>
      {held === "tied" ? (
        <TieField name={name} model={model} onChange={onChange} />
      ) : held === "free" ? (
        <div className={classes.fields}>
          <NumberField
            label={`Lower bound of ${name}`}
            placeholder="no lower bound"
            value={bounds === undefined || bounds[0] === parameter.lower ? null : bounds[0]}
            empty
            onCommit={(end) => bound(0, end)}
          />
          <NumberField
            label={`Upper bound of ${name}`}
            placeholder="no upper bound"
            value={bounds === undefined || bounds[1] === parameter.upper ? null : bounds[1]}
            empty
            onCommit={(end) => bound(1, end)}
          />
        </div>
      ) : null}
    </fieldset>
  );
}

function TieField({ name, model, onChange }: Pick<ParameterEditorProps, "name" | "model" | "onChange">) {
  const own = model.ties[name] ?? "";
  const [text, setText] = useState(own);
  const commit = (): void => {
    if (text !== own) onChange(`${name} = ${text}`, withTie(model, name, text));
  };
  return (
    <TextInput
      size="xs"
      aria-label={`What ${name} follows`}
      placeholder="as in CPE1.n or 0.5 * R1"
      value={text}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
    />
  );
}
