import { tellError } from "../shell/toast-store.ts";

/** Puts a text on the clipboard; says what to do where the browser gives none. @returns whether it is there */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard === undefined) {
      throw new Error("This browser lets a page copy only over https or from this machine. Save the file instead.");
    }
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    tellError(error);
    return false;
  }
}
