import { SegmentedControl, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { formatFixed } from "../../figures/format-number.ts";
import { settled } from "../shell/keys.ts";
import { Section } from "../shell/section.tsx";
import { VerdictGlyph } from "../shell/verdict-glyph.tsx";
import classes from "./inspector.module.css";
import type { ShownAlloy } from "./shown-alloy.ts";
import { SystemSelect } from "./system-select.tsx";
import { TemperatureControl } from "./temperature-control.tsx";

/** Composition as typed with how it was read, and the temperature. */
export function AlloySection({ shown }: { readonly shown: ShownAlloy }) {
  const { settings, draft, composition, setDraft, overview, change } = shown;
  const { output, problem } = overview;
  const refused = problem !== null;
  // What was typed is taken as soon as the library has read it.
  const [entered, setEntered] = useState<string | null>(null);
  const commit = (): void => setEntered(composition);
  const isRead = output?.alloy.text === composition && !refused;
  useEffect(() => {
    if (entered === null || entered !== composition) return;
    if (composition === settings.alloy) setDraft(settings.alloy);
    else if (isRead) change(`Alloy ${settings.alloy} → ${composition}`, { alloy: composition });
    else return;
    setEntered(null);
  }, [entered, composition, isRead, settings.alloy, setDraft, change]);
  return (
    <Section title="Alloy">
      <div className={classes.row}>
        <TextInput
          size="xs"
          className={classes.field}
          aria-label="Composition"
          aria-describedby="composition-read"
          aria-invalid={refused}
          {...settled(draft === settings.alloy)}
          value={draft}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setEntered(null);
            setDraft(event.currentTarget.value);
          }}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === "Enter") commit();
            if (event.key === "Escape") setDraft(settings.alloy);
          }}
        />
        {output === null ? null : (
          <SegmentedControl
            size="xs"
            aria-label="Composition in"
            data={[
              { value: "at.%", label: `at.% ${output.point.component}` },
              { value: "wt%", label: `wt% ${output.point.other}` },
            ]}
            value={output.alloy.kind}
            onChange={(kind) => {
              const alloy = textIn(kind, shown);
              if (alloy !== null) change(`Composition in ${kind}`, { alloy });
            }}
          />
        )}
      </div>
      <p id="composition-read" className={classes.read} role={refused ? "alert" : undefined}>
        <VerdictGlyph verdict={refused ? "fails" : "holds"} />
        <span>{problem ?? (output === null ? "" : readAs(shown))}</span>
      </p>
      <SystemSelect shown={shown} />
      <TemperatureControl shown={shown} />
    </Section>
  );
}

/** How the composition was read, in the library's sentence, with both kinds of per cent. */
function readAs({ overview }: ShownAlloy): string {
  const { output } = overview;
  if (output === null) return "";
  const { alloy } = output;
  const same = /^([A-Z][a-z]?)([A-Z][a-z]?)(\d+(?:\.\d+)?)$/.exec(alloy.text);
  const [, first, second, amount] = same ?? [];
  if (alloy.kind !== "wt%" || first === undefined || amount === undefined) return alloy.understood;
  return `${alloy.understood} For ${amount} at.% write ${first}${Number((100 - Number(amount)).toFixed(6))}${second}${amount}.`;
}

/** The same composition in at.% of the axis component or wt% of the other, to six digits; null where there is none. */
function textIn(kind: string, { overview }: ShownAlloy): string | null {
  const { output } = overview;
  if (output === null) return null;
  const { component, other, state, moleFraction } = output.point;
  const [value, element] =
    kind === "at.%" ? [moleFraction, component] : [state.massFractions[other] ?? Number.NaN, other];
  return Number.isFinite(value) ? `${Number(formatFixed(100 * value, 4))} ${kind} ${element}` : null;
}
