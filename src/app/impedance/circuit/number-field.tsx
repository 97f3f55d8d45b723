import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { settled } from "../../shell/keys.ts";
import { parseNumber } from "./parse-number.ts";

export interface NumberFieldProps {
  readonly label: string;
  /** What stands in it; null: nothing. */
  readonly value: number | null;
  readonly unit?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  /** Whether nothing may stand in it. */
  readonly empty?: boolean;
  /** Why a number is not taken, in a sentence; null: it is. */
  readonly refuse?: (value: number) => string | null;
  /** How the value is written; by default its digits, five at most. */
  readonly format?: (value: number) => string;
  readonly onCommit: (value: number | null) => void;
}

/** A number that is taken on Enter or on leaving; what cannot be read is said below it. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, unit, placeholder, disabled = false, empty = false, refuse, onCommit } = props;
  const { format = (number: number) => String(Number(number.toPrecision(5))) } = props;
  const shown = value === null ? "" : format(value);
  const [text, setText] = useState(shown);
  const [error, setError] = useState<string | null>(null);
  // Another value, from wherever it came, takes the place of a text that was refused.
  useEffect(() => {
    setText(shown);
    setError(null);
  }, [shown]);
  const commit = (): void => {
    const found = text.trim() === "" && empty ? null : parseNumber(text);
    const readable = text === shown || found !== null || (text.trim() === "" && empty);
    const refused = found === null || text === shown ? null : (refuse?.(found) ?? null);
    setError(readable ? refused : `"${text}" is no number; write it as in 0.0025, 2.5e-3 or 25 m.`);
    if (readable && refused === null && text !== shown) onCommit(found);
  };
  return (
    <TextInput
      size="xs"
      aria-label={unit === undefined ? label : `${label}, ${unit}`}
      {...settled(text === shown)}
      value={text}
      error={error}
      disabled={disabled}
      placeholder={placeholder ?? ""}
      rightSection={unit === undefined || unit === "1" ? undefined : <span>{unit}</span>}
      rightSectionWidth={unit === undefined || unit === "1" ? 4 : 14 + 6 * unit.length}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
    />
  );
}
