/** The parts of a keyboard event that name a key. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  getModifierState?(name: string): boolean;
}

/** A press as the registry writes it: `Ctrl Shift Z`, `ArrowLeft`, `?`, `Space`. Command on a Mac counts as Ctrl. */
export function keyName(press: KeyPress): string {
  const typed = press.getModifierState?.("AltGraph") === true;
  const parts: string[] = [];
  if (!typed && (press.ctrlKey || press.metaKey)) parts.push("Ctrl");
  if (!typed && press.altKey) parts.push("Alt");
  const letter = /^\p{L}$/u.test(press.key);
  // The sign that Shift makes of a key is a name of its own; letters and named keys keep it.
  if (press.shiftKey && (letter || press.key.length > 1 || press.key === " ")) parts.push("Shift");
  parts.push(press.key === " " ? "Space" : letter ? press.key.toLocaleUpperCase("en") : press.key);
  return parts.join(" ");
}

const signs: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
};

/** A key as people read it: `Shift →`. */
export function shownKey(key: string): string {
  return key
    .split(" ")
    .map((part) => signs[part] ?? part)
    .join(" ");
}

/** Without Ctrl or Alt and not a function key: heard only outside text fields, and only where single keys are on. */
export function isSingleKey(key: string): boolean {
  const last = key.split(" ").at(-1) ?? "";
  return !/^(Ctrl|Alt) /.test(key) && !/^F\d+$/.test(last) && last !== "Escape";
}

/** What is known of the element that has the focus. */
export interface Focused {
  /** Tag in lower case. */
  readonly tag: string;
  /** Type of an input. */
  readonly type: string;
  readonly role: string | null;
  readonly editable: boolean;
  /** What stands in it is what the document holds: nothing typed in it is left to be undone there. */
  readonly settled: boolean;
}

const textless = new Set(["button", "checkbox", "color", "file", "image", "radio", "range", "reset", "submit"]);
const movedByArrows = new Set([
  "combobox",
  "grid",
  "gridcell",
  "listbox",
  "menu",
  "menubar",
  "menuitem",
  "menuitemradio",
  "option",
  "radio",
  "separator",
  "slider",
  "spinbutton",
  "tab",
  "tree",
  "treeitem",
]);
const pressed = new Set(["a", "button", "summary"]);
const moving = /^(Shift )?(Arrow(Left|Right|Up|Down)|Home|End|PageUp|PageDown)$/;

/** Whether text is typed into it. */
export function takesText({ tag, type, editable }: Focused): boolean {
  return editable || tag === "textarea" || tag === "select" || (tag === "input" && !textless.has(type));
}

/** Whether the focused element itself acts on the key, so that the registry must leave it alone. */
export function keepsKey(focused: Focused, key: string): boolean {
  if (isSingleKey(key) && takesText(focused)) return true;
  if (/^Ctrl (Shift )?Z$/.test(key) && focused.settled) return false;
  if (/^Ctrl (Shift )?[ACVXZ]$/.test(key) && takesText(focused)) return true;
  const input = focused.tag === "input";
  if (moving.test(key)) return (focused.role !== null && movedByArrows.has(focused.role)) || input;
  const pressable =
    pressed.has(focused.tag) ||
    input ||
    (focused.role !== null && /^(button|switch|checkbox|treeitem|tab|menuitem)$/.test(focused.role));
  return (key === "Enter" || key === "Space") && pressable;
}
