import type { EditorView } from "@codemirror/view";
import { type RefObject, useEffect } from "react";

/** Has an editor show a text that changed elsewhere; its own changes it has already. */
export function useEditorText(view: RefObject<EditorView | null>, text: string): void {
  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [view, text]);
}
