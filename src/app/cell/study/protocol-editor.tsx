import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import type { CheckedProtocol } from "../../../study/studies/checked-protocol.ts";
import type { StepPlace } from "../../../study/studies/step-places.ts";
import { marksField, setMarks } from "./editor-marks.ts";
import { completeProtocol, protocolColors } from "./protocol-language.ts";
import classes from "./protocol-section.module.css";
import { useEditorText } from "./use-editor-text.ts";

export interface ProtocolEditorProps {
  readonly text: string;
  /** The text is not yet part of the study. */
  readonly draft: boolean;
  readonly error: CheckedProtocol["error"];
  /** Steps that are being run now. */
  readonly running: readonly StepPlace[];
  readonly onChange: (text: string) => void;
}

/** The editor of a protocol: it knows the language, shows the one error under its line, and a bar at the lines being run. */
export function ProtocolEditor({ text, draft, error, running, onChange }: ProtocolEditorProps) {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  const initial = useRef(text);
  useEffect(() => {
    if (frame.current === null) return;
    const editor = new EditorView({
      parent: frame.current,
      state: EditorState.create({
        doc: initial.current,
        extensions: [
          lineNumbers(),
          history(),
          protocolColors,
          autocompletion({ override: [completeProtocol], icons: false }),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": "Protocol" }),
          marksField,
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, []);
  useEditorText(view, text);
  const places = JSON.stringify(running);
  useEffect(() => {
    view.current?.dispatch({ effects: setMarks.of({ error, running: JSON.parse(places) as readonly StepPlace[] }) });
  }, [error, places]);
  return <div ref={frame} className={classes.editor} data-draft={draft} />;
}
