import { Slider, TextInput } from "@mantine/core";
import { useState } from "react";
import { ICE_POINT, parseTemperature } from "../../units/temperature.ts";
import { settled } from "../shell/keys.ts";
import { VerdictGlyph } from "../shell/verdict-glyph.tsx";
import { useProject } from "../state/project-store.ts";
import classes from "./inspector.module.css";
import type { ShownAlloy } from "./shown-alloy.ts";
import { celsiusText, setTemperatureText } from "./texts.ts";

/** Slider and field of the temperature: K or °C typed with the unit. */
export function TemperatureControl({ shown }: { readonly shown: ShownAlloy }) {
  const { settings, diagram, change } = shown;
  const settle = useProject(({ settle }) => settle);
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { temperature } = settings;
  const [over, setOver] = useState(temperature);
  // A temperature that was set elsewhere, as by undo, takes the place of what is being typed.
  if (over !== temperature) {
    setOver(temperature);
    setTyped(null);
    setProblem(null);
  }
  const [low, high] = diagram.output?.range ?? [temperature - 1, temperature + 1];
  const set = (kelvins: number): void =>
    change(
      `Temperature ${celsiusText(temperature)} → ${celsiusText(kelvins)}`,
      { temperature: kelvins },
      "temperature",
    );
  const commit = (): void => {
    if (typed === null) return;
    try {
      const kelvins = parseTemperature(typed);
      const [first, last] = diagram.output?.document.options.temperatureRange ?? [0, Number.POSITIVE_INFINITY];
      if (kelvins < first || kelvins > last) {
        setProblem(`${typed}: the diagram spans ${celsiusText(first)} to ${celsiusText(last)}; ask within.`);
        return;
      }
      setProblem(null);
      setTyped(null);
      if (kelvins !== temperature) set(kelvins);
      settle();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      <div className={classes.row}>
        <span className={classes.label}>Temperature</span>
        <Slider
          className={classes.slider}
          size="sm"
          min={Math.ceil(low - ICE_POINT)}
          max={Math.floor(high - ICE_POINT)}
          step={1}
          value={temperature - ICE_POINT}
          label={null}
          thumbLabel="Temperature"
          thumbProps={{ "aria-valuetext": celsiusText(temperature) }}
          onChange={(celsius) => set(Number((celsius + ICE_POINT).toFixed(2)))}
          onChangeEnd={settle}
        />
        <TextInput
          size="xs"
          w={84}
          aria-label="Temperature with unit"
          aria-invalid={problem !== null}
          className="numbers"
          {...settled(typed === null)}
          value={typed ?? setTemperatureText(temperature)}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === "Enter") commit();
            if (event.key === "Escape") {
              setTyped(null);
              setProblem(null);
            }
          }}
        />
      </div>
      {problem === null ? null : (
        <p className={classes.read} role="alert">
          <VerdictGlyph verdict="fails" />
          <span>{problem}</span>
        </p>
      )}
    </>
  );
}
