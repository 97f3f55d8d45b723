import { Button, Menu, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { memo, useEffect, useMemo, useRef, useState } from "react";
import { formatQuantity } from "../../../figures/format-number.ts";
import { parseCircuit } from "../../../impedance/circuit/notation.ts";
import { Finding } from "../../shell/finding.tsx";
import { useKeys } from "../../shell/keys.ts";
import { Section } from "../../shell/section.tsx";
import type { CircuitModel } from "../../state/project.ts";
import { noConstraints } from "../../state/project.ts";
import { useDocument, useProject } from "../../state/project-store.ts";
import type { ShownSeries } from "../shown-file.ts";
import { CircuitDrawing } from "./circuit-drawing.tsx";
import { circuitRemark, fitAllLabel } from "./circuit-remark.ts";
import classes from "./circuit-section.module.css";
import { type Placing, palette, withElement, withoutElement } from "./edit-circuit.ts";
import { ElementEditor } from "./element-editor.tsx";
import { withNotation } from "./model.ts";
import { ParameterTable } from "./parameter-table.tsx";
import { type ShownCircuit, useCircuit } from "./use-circuit.ts";

/** Circuit that a drawing begins with. */
const FIRST = "R0-p(R1,CPE1)";

/** The equivalent circuit: typed or drawn, the two are one thing; fitted to the sweep under the cursor as it changes. */
export const CircuitSection = memo(function CircuitSection({ shown }: { readonly shown: ShownSeries }) {
  const circuit = useCircuit(shown);
  const { model, took, draft, refit, fitAll, discard } = circuit;
  const place = useRef<HTMLDivElement>(null);
  const [unread, setUnread] = useState(false);
  const files = useDocument(({ files }) => files.length);
  useKeys([
    {
      key: "F",
      does: "Fit the circuit to this sweep",
      run: () => {
        refit();
        place.current?.scrollIntoView({ block: "nearest" });
      },
    },
    { does: "Fit the circuit to all sweeps", run: fitAll, when: () => draft },
  ]);
  return (
    <Section
      title="Circuit"
      numbers
      remark={circuitRemark({
        unread,
        draft,
        took,
        sweep: shown.sweep.sweep.index + 1,
        given: shown.series.circuit?.from === "given",
      })}
    >
      <div ref={place} className={classes.place}>
        <NotationField circuit={circuit} onUnread={setUnread} />
      </div>
      {model === null ? null : <Drawing circuit={circuit} model={model} />}
      <div className={classes.buttons}>
        <Palette circuit={circuit} />
        {draft ? (
          <>
            <Button size="compact-xs" onClick={fitAll}>
              {fitAllLabel(files)}
            </Button>
            <Button size="compact-xs" variant="default" onClick={discard}>
              Discard
            </Button>
          </>
        ) : null}
      </div>
      {circuit.problem === null ? null : <Finding verdict="fails" lead="No fit." rest={circuit.problem} />}
      <ParameterTable circuit={circuit} area={shown.area} />
    </Section>
  );
});

/** The notation as text; every text that is a circuit is taken at once. */
function NotationField({
  circuit,
  onUnread,
}: {
  readonly circuit: ShownCircuit;
  readonly onUnread: (unread: boolean) => void;
}) {
  const settle = useProject(({ settle }) => settle);
  const own = circuit.model?.notation ?? "";
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    if (typed !== null && readable(typed).notation !== own && readable(typed).error === null) setTyped(null);
  }, [own, typed]);
  const error = typed === null ? null : readable(typed).error;
  useEffect(() => onUnread(error !== null), [onUnread, error]);
  const type = (text: string): void => {
    setTyped(text);
    const { notation } = readable(text);
    if (notation === null || notation === own) return;
    circuit.change(`Circuit ${notation}`, withNotation(circuit.model ?? noConstraints, notation), "circuit as text");
  };
  return (
    <TextInput
      size="xs"
      aria-label="Circuit in text"
      placeholder={FIRST}
      classNames={{ input: classes.notation ?? "" }}
      value={typed ?? own}
      error={error}
      spellCheck={false}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      onBlur={() => {
        settle();
        if (error === null) setTyped(null);
      }}
    />
  );
}

function readable(text: string): { readonly notation: string | null; readonly error: string | null } {
  if (text.trim() === "") return { notation: null, error: null };
  try {
    return { notation: parseCircuit(text).notation, error: null };
  } catch (error) {
    return { notation: null, error: error instanceof Error ? error.message : String(error) };
  }
}

function Drawing({ circuit, model }: { readonly circuit: ShownCircuit; readonly model: CircuitModel }) {
  const parameters = useMemo(() => new Map(circuit.parameters.map((one) => [one.name, one])), [circuit.parameters]);
  const { elements } = parseCircuit(model.notation);
  const said = [model.fixed, model.ties, model.bounds].flatMap((of) =>
    Object.keys(of).map((name) => name.split(".")[0]),
  );
  const nameOf = (name: string): string => {
    const node = elements.find((one) => one.name === name);
    const value = parameters.get(name);
    const text = value === undefined ? "" : `, ${formatQuantity(value.value, value.unit)}`;
    return `${name}, ${node?.element.title ?? ""}${text}`;
  };
  return (
    <CircuitDrawing
      notation={model.notation}
      nameOf={nameOf}
      marked={new Set(said.filter((name) => name !== undefined))}
      editor={(name, close) => {
        const node = elements.find((one) => one.name === name);
        if (node === undefined) return null;
        return (
          <ElementEditor
            node={node}
            model={model}
            parameters={parameters}
            onChange={circuit.change}
            onAdd={(symbol, placing) => {
              add(circuit, model, symbol, placing, name);
              close();
            }}
            onRemove={() => {
              const left = withoutElement(model.notation, name);
              if (left !== null) circuit.change(`Remove ${name}`, withNotation(model, left));
              close();
            }}
          />
        );
      }}
    />
  );
}

function add(
  circuit: ShownCircuit,
  model: CircuitModel,
  symbol: string,
  placing: Placing,
  beside: string | null,
): void {
  const notation = withElement(model.notation, symbol, placing, beside);
  circuit.change(`Add ${symbol} in ${placing}`, withNotation(model, notation));
}

/** Every element there is, added in series behind the whole. */
function Palette({ circuit }: { readonly circuit: ShownCircuit }) {
  const { model } = circuit;
  return (
    <Menu position="bottom-start" width={288}>
      <Menu.Target>
        <Button size="compact-xs" variant="default" leftSection={<IconPlus size={12} aria-hidden />}>
          Add element
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: "auto" }}>
        {palette.map(({ symbol, title }) => (
          <Menu.Item
            key={symbol}
            onClick={() =>
              model === null
                ? circuit.change(`Circuit ${symbol}1`, { ...noConstraints, notation: `${symbol}1` })
                : add(circuit, model, symbol, "series", null)
            }
          >
            <code>{symbol}</code> {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
