import type { SaveStatus } from "./saved-store.ts";

/** Why the browser gave no store at all. */
export function storeRefusal(error: unknown): string {
  if (error instanceof DOMException && error.name === "VersionError") {
    return "Not saved: a newer Liquidus has been here. Reload the page.";
  }
  return "Not saved: this browser gives no room.";
}

/** Why the browser does not keep a project, in a sentence. */
export function refusalSentence(error: unknown): string {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "QuotaExceededError") return "Not saved: this browser gives no room.";
  if (name === "NotReadableError" || name === "NotFoundError") {
    return "Not saved: a file changed on disk after it was dropped.";
  }
  if (name === "InvalidStateError") return "Not saved: another tab runs a newer Liquidus. Reload this one.";
  if (name === "UnknownError") return "Not saved: this browser gives no room.";
  return `Not saved: ${error instanceof Error ? error.message : String(error)}`;
}

/** Why no other project takes the place of one that is kept nowhere. */
export function leavingSentence(name: string, status: SaveStatus): string {
  if (status.kind === "elsewhere") {
    return `${name} stays open: it was changed in another tab too. Show that, or keep this as a copy, first.`;
  }
  return `${name} stays open: it is not saved in this browser and would be lost. Save it to a file first.`;
}

function clock(at: number): string {
  return new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

/** The line under the name of the project. */
export function statusLine(status: SaveStatus): string {
  switch (status.kind) {
    case "untouched":
      return "Saved in this browser";
    case "saving":
      return "Saving";
    case "saved":
      return status.file === null
        ? `Saved in this browser, ${clock(status.at)}`
        : `Saved in ${status.file}, ${clock(status.at)}`;
    case "refused":
      return status.sentence;
    case "elsewhere":
      return "Not saved: changed in another tab.";
  }
}

const DAY = 86_400_000;

/** When a project was saved, as a list says it: "today, 12:04", "18 November", "3 May 2025". */
export function dayOf(at: number, now: number): string {
  const [then, today] = [new Date(at), new Date(now)];
  const midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate()).getTime();
  if (at >= midnight) return `today, ${clock(at)}`;
  if (at >= midnight - DAY) return `yesterday, ${clock(at)}`;
  const sameYear = then.getFullYear() === today.getFullYear();
  return then.toLocaleDateString("en-GB", { day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) });
}
