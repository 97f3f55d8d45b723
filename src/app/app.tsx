import { MantineProvider } from "@mantine/core";
import { useColorScheme } from "@mantine/hooks";
import { useEffect } from "react";
import { Frame } from "./shell/frame.tsx";
import { useSession } from "./state/session-store.ts";
import { resolvedScheme } from "./theme/color-scheme.ts";
import { mantineTheme } from "./theme/mantine-theme.ts";

export function App() {
  const choice = useSession(({ theme }) => theme);
  const set = useSession(({ set }) => set);
  const scheme = resolvedScheme(choice, useColorScheme() === "dark");
  useEffect(() => set({ scheme }), [scheme, set]);
  return (
    <MantineProvider theme={mantineTheme} forceColorScheme={scheme}>
      <Frame />
    </MantineProvider>
  );
}
