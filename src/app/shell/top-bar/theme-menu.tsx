import { Menu } from "@mantine/core";
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useSession } from "../../state/session-store.ts";
import type { ThemeChoice } from "../../theme/color-scheme.ts";
import classes from "./top-bar.module.css";

const choices: readonly { readonly choice: ThemeChoice; readonly title: string; readonly Icon: typeof IconSun }[] = [
  { choice: "auto", title: "As the system", Icon: IconDeviceDesktop },
  { choice: "light", title: "Light", Icon: IconSun },
  { choice: "dark", title: "Dark", Icon: IconMoon },
];

export function ThemeMenu() {
  const theme = useSession(({ theme }) => theme);
  const scheme = useSession(({ scheme }) => scheme);
  const set = useSession(({ set }) => set);
  const Shown = scheme === "dark" ? IconMoon : IconSun;
  return (
    <Menu position="bottom-end" width={180} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className={classes.tool} aria-label="Theme" title="Theme">
          <Shown size={18} stroke={1.7} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ choice, title, Icon }) => (
          <Menu.Item
            key={choice}
            role="menuitemradio"
            aria-checked={choice === theme}
            leftSection={<Icon size={16} stroke={1.7} aria-hidden />}
            rightSection={choice === theme ? <IconCheck size={14} aria-hidden /> : null}
            onClick={() => set({ theme: choice })}
          >
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
