import { Slider } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { lambdaText } from "../state/lambda-text.ts";
import { useDocument } from "../state/project-store.ts";
import { NumberField } from "./circuit/number-field.tsx";
import { holdLambda } from "./dragged-lambda.ts";
import classes from "./lambda-control.module.css";
import { HIGHEST_LAMBDA, LAMBDA_STEP, LOWEST_LAMBDA, lambdaAt, placeOf, refusedLambda } from "./lambda-range.ts";
import { dragLambda, type LambdaTarget } from "./live-lambda.ts";
import type { ShownSeries } from "./shown-file.ts";
import { tellUnstopped } from "./tell-unstopped.ts";

export interface LambdaSliderProps {
  readonly shown: ShownSeries;
  readonly lambda: number;
  /** λ that criteria would take. */
  readonly marks: readonly number[];
  /** λ was typed. */
  readonly onTake: (lambda: number) => void;
  /** The slider was let go at this λ. */
  readonly onRelease: (lambda: number) => void;
}

/** λ on a logarithmic slider that the picture follows, and as a number. It alone is drawn again with each movement. */
export function LambdaSlider({ shown, lambda, marks, onTake, onRelease }: LambdaSliderProps) {
  const part = useDocument(({ impedance }) => impedance.part);
  const sign = useDocument(({ impedance }) => impedance.sign);
  const basis = useDocument(({ impedance }) => impedance.basis);
  const [dragged, setDragged] = useState<number | null>(null);
  const exponent = dragged ?? Math.log10(lambda);
  const { file, state, series, at } = shown;
  // The slider keeps the function that it had when it was taken hold of: that is to find the newest series.
  const target = useRef<LambdaTarget | null>(null);
  useEffect(() => () => holdLambda(null), []);
  target.current = { file: file.id, series: state.result?.series ?? series, at, settings: { part, sign, basis } };
  return (
    <div className={classes.row}>
      <Slider
        className={classes.slider}
        thumbLabel="Smoothing λ, logarithmic"
        thumbValueText={(value) => `λ ${lambdaText(10 ** value)}`}
        min={LOWEST_LAMBDA}
        max={HIGHEST_LAMBDA}
        step={LAMBDA_STEP}
        size={4}
        marks={marks
          .map((found) => ({ value: Math.log10(found) }))
          .filter(({ value }) => value >= LOWEST_LAMBDA && value <= HIGHEST_LAMBDA)}
        value={Math.min(HIGHEST_LAMBDA, Math.max(LOWEST_LAMBDA, exponent))}
        label={null}
        onChange={(value) => {
          setDragged(value);
          holdLambda(Number((10 ** value).toPrecision(3)));
          if (target.current !== null)
            void dragLambda({ target: target.current, lambda: lambdaAt(placeOf(10 ** value)) }).catch(tellUnstopped);
        }}
        onChangeEnd={(value) => {
          setDragged(null);
          holdLambda(null);
          onRelease(Number((10 ** value).toPrecision(3)));
        }}
      />
      <div className={classes.value}>
        <NumberField
          label="Smoothing λ"
          refuse={refusedLambda}
          format={lambdaText}
          value={Number((10 ** exponent).toPrecision(3))}
          onCommit={(value) => {
            if (value !== null) onTake(value);
          }}
        />
      </div>
    </div>
  );
}
