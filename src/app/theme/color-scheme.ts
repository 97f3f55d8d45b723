import { darkTheme, type FigureTheme, lightTheme } from "../../figures/theme.ts";
import { useSession } from "../state/session-store.ts";

/** What the user chose; `auto` follows the system. */
export type ThemeChoice = "auto" | "light" | "dark";

/** The theme in force. @param systemDark whether the system asks for dark */
export function resolvedScheme(choice: ThemeChoice, systemDark: boolean): "light" | "dark" {
  if (choice !== "auto") return choice;
  return systemDark ? "dark" : "light";
}

/** The theme that figures are drawn in now. */
export function useFigureTheme(): FigureTheme {
  const scheme = useSession(({ scheme }) => scheme);
  return scheme === "dark" ? darkTheme : lightTheme;
}
