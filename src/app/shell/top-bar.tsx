import { useDocument } from "../state/project-store.ts";
import { useSession, type View, views } from "../state/session-store.ts";
import classes from "./top-bar.module.css";

const titles: Readonly<Record<View, string>> = {
  impedance: "Impedance",
  phases: "Phases",
  cell: "Cell",
  claims: "Claims",
};

export function TopBar() {
  const view = useSession(({ view }) => view);
  const set = useSession(({ set }) => set);
  const name = useDocument(({ name }) => name);
  return (
    <header className={classes.bar}>
      <button
        type="button"
        className={`${classes.button} ${classes.mark}`}
        onClick={() => set({ view: null })}
        aria-label="Start page"
      >
        <img src="./icon.svg" alt="" width={22} height={22} />
        <span>Liquidus</span>
      </button>
      <div className={classes.project}>{name}</div>
      <nav aria-label="Views" className={classes.views}>
        {views.map((one, k) => (
          <button
            key={one}
            type="button"
            className={classes.button}
            aria-current={one === view ? "page" : undefined}
            onClick={() => set({ view: one })}
          >
            {titles[one]} <kbd aria-hidden>{k + 1}</kbd>
          </button>
        ))}
      </nav>
    </header>
  );
}
