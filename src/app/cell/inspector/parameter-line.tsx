import { Button, Slider, Tooltip } from "@mantine/core";
import { useRef, useState } from "react";
import type { OutlinedParameter } from "../../../study/studies/study-outline.ts";
import { VerdictGlyph } from "../../shell/verdict-glyph.tsx";
import { useProject } from "../../state/project-store.ts";
import { changeStudy } from "../edit-study.ts";
import { coarseRun, startRun } from "../run-case.ts";
import type { ShownStudy } from "../shown-study.ts";
import classes from "./inspector.module.css";
import { isOutside, parameterScale, parameterText, typedParameter, unitText } from "./parameter-text.ts";
import { RangeBar } from "./range-bar.tsx";

/** Letters of how a number is known. */
const LETTERS: Readonly<Record<string, string>> = {
  measured: "k",
  computed: "k",
  literature: "l",
  recalled: "l",
  fitted: "f",
  assumed: "a",
  numerical: "a",
  given: "a",
};

interface ParameterLineProps {
  readonly shown: ShownStudy;
  readonly parameter: OutlinedParameter;
  readonly open: boolean;
  readonly onOpen: () => void;
}

/** One line: symbol, name, field with unit, range, status. Focus opens it: slider, source, what it does, reset. */
export function ParameterLine({ shown, parameter, open, onOpen }: ParameterLineProps) {
  const [text, setText] = useState<string | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { name, symbol, description, value, unit, range, status, shipped } = parameter;
  const label = shortLabel(name);
  const now = { ...parameter, value: dragged ?? value };
  const outside = isOutside(now);
  const put = usePut(shown, parameter);
  const leave = (): void => {
    if (text === null) return;
    const typed = text.trim() === parameterText(value) ? null : typedParameter(parameter, text);
    if (typed !== null && "problem" in typed) {
      setProblem(typed.problem);
      return;
    }
    setProblem(null);
    setText(null);
    if (typed !== null) void put(typed.written, typed.value);
  };
  const changed = shipped !== null && shipped !== value;
  return (
    <div className={classes.line} data-open={open}>
      <div className={classes.row}>
        <span className={classes.symbol}>
          <ParameterSymbol text={symbol} />
        </span>
        <span className={classes.label} title={description}>
          {label}
          {changed ? (
            <Tooltip label={`${parameterText(shipped)} ${unitText(unit)} as shipped`}>
              <span
                className={classes.dot}
                role="img"
                aria-label={`changed; ${parameterText(shipped)} ${unitText(unit)} as shipped`}
              />
            </Tooltip>
          ) : null}
        </span>
        <span className={classes.field} data-state={problem !== null ? "wrong" : outside ? "mind" : undefined}>
          <input
            aria-label={`${name}${unit === "1" ? "" : `, ${unitText(unit)}`}`}
            aria-invalid={problem !== null}
            value={text ?? parameterText(now.value)}
            onFocus={onOpen}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            onBlur={leave}
            onKeyDown={({ key }) => {
              if (key === "Enter") leave();
              if (key === "Escape") {
                setText(null);
                setProblem(null);
              }
            }}
          />
          <span className={classes.unit}>{unitText(unit)}</span>
        </span>
        <RangeBar parameter={now} />
        <span className={classes.status} title={status}>
          {LETTERS[status] ?? ""}
        </span>
      </div>
      {problem === null ? null : (
        <p className={classes.note} role="alert">
          <VerdictGlyph verdict="fails" />
          <span>{problem}</span>
        </p>
      )}
      {outside && range !== null ? (
        <p className={classes.note}>
          <VerdictGlyph verdict="mind" />
          <span>
            <b>Outside the range</b> {parameterText(range[0])}–{parameterText(range[1])} {unitText(unit)}.
          </span>
        </p>
      ) : null}
      {open ? (
        <Opened
          parameter={parameter}
          onDrag={(next) => {
            setDragged(next);
            put.coarse(next);
          }}
          onRelease={(next) => {
            setDragged(null);
            setText(null);
            void put(`${next}${unit === "1" ? "" : ` ${unit}`}`, next);
          }}
          onReset={() => {
            setText(null);
            setProblem(null);
            void put(null, shipped ?? value);
          }}
        />
      ) : null}
    </div>
  );
}

interface OpenedProps {
  readonly parameter: OutlinedParameter;
  readonly onDrag: (value: number) => void;
  readonly onRelease: (value: number) => void;
  readonly onReset: () => void;
}

const STEPS = 1000;

function Opened({ parameter, onDrag, onRelease, onReset }: OpenedProps) {
  const { description, source, status, range, unit, shipped, name } = parameter;
  const scale = useRef(parameterScale(parameter));
  const { toPart, toValue } = scale.current;
  return (
    <div className={classes.more}>
      <p>
        {description.charAt(0).toUpperCase() + description.slice(1)}.
        {range === null ? "" : ` Literature ${parameterText(range[0])}–${parameterText(range[1])} ${unitText(unit)}.`}
      </p>
      <Slider
        size="sm"
        thumbLabel={`${name}, drag`}
        min={0}
        max={STEPS}
        defaultValue={Math.round(STEPS * toPart(parameter.value))}
        label={(at) => `${parameterText(toValue(at / STEPS))} ${unitText(unit)}`}
        onChange={(at) => onDrag(toValue(at / STEPS))}
        onChangeEnd={(at) => onRelease(toValue(at / STEPS))}
      />
      <p>
        {status.charAt(0).toUpperCase() + status.slice(1)}: {source}
      </p>
      {shipped === null ? null : (
        <Button size="compact-xs" variant="default" onClick={onReset}>
          Reset to {parameterText(shipped)} {unitText(unit)}
        </Button>
      )}
    </div>
  );
}

/** Changes the parameter in the study and runs the case anew where it was run; `coarse` only looks. */
function usePut({ study, case: name, run }: ShownStudy, { name: parameter, value, unit }: OutlinedParameter) {
  const put = async (written: string | null, next: number): Promise<void> => {
    const to = written === null ? "as shipped" : `${parameterText(next)} ${unitText(unit)}`;
    await changeStudy(study.id, `${parameter} ${parameterText(value)} → ${to}`, {
      case: name,
      parameters: { [parameter]: written },
    });
    useProject.getState().settle();
    if (run !== null) await startRun(study.id, name);
  };
  return Object.assign(put, {
    coarse: (next: number): void => {
      if (run === null) return;
      const written = `${next}${unit === "1" ? "" : ` ${unit}`}`;
      void coarseRun(study.id, name, { case: name, parameters: { [parameter]: written } });
    },
  });
}

/** "limiting current density" */
function shortLabel(name: string): string {
  return name
    .slice(name.lastIndexOf(".") + 1)
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/\bmetal molar\b/, "molar");
}

const LETTER: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ε",
  theta: "θ",
  lambda: "λ",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  phi: "φ",
  phi0: "φ_0",
};
const GREEK = /^(?:alpha|beta|gamma|delta|epsilon|theta|lambda|rho|sigma|tau|phi0|phi)/;

/** A symbol with its subscript: "A_c". */
function ParameterSymbol({ text }: { readonly text: string }) {
  const [main = "", sub] = text
    .replace(GREEK, (word) => LETTER[word] ?? word)
    .replace(/^([^\d_]+)(\d+)_?/, "$1_$2")
    .split("_");
  return (
    <>
      {main}
      {sub === undefined ? null : <sub>{sub}</sub>}
    </>
  );
}
