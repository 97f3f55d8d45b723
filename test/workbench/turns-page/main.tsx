import { useLayoutEffect } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { InTurn } from "../../../src/app/shell/in-turn.tsx";

const root = createRoot(document.getElementById("root") as HTMLElement);
let frame = 0;
const count = (): void => {
  frame++;
  requestAnimationFrame(count);
};
count();

/** What was put on the page, and in which frame. */
const drawn: [what: string, frame: number][] = [];

function Part({ name, of }: { readonly name: string; readonly of: string }) {
  useLayoutEffect(() => {
    drawn.push([`${name} ${of}`, frame]);
  }, [name, of]);
  return <p id={name}>{of}</p>;
}

function Page({ of, more }: { readonly of: string; readonly more: string }) {
  return (
    <>
      <InTurn rank="after" of={of}>
        <Part name="last" of={of + more} />
      </InTurn>
      <InTurn rank="beside" of={of}>
        <Part name="inspector" of={of + more} />
      </InTurn>
      {["map", "nyquist", "bode"].map((name) => (
        <InTurn key={name} rank="panel" of={of}>
          <Part name={name} of={of + more} />
        </InTurn>
      ))}
    </>
  );
}

/** Shows a page at once; what it draws comes in its turn. @returns what stands right after */
function show(of: string, more = ""): string {
  drawn.length = 0;
  flushSync(() => root.render(<Page of={of} more={more} />));
  return document.body.innerText.trim().replace(/\s+/g, " ");
}

Object.assign(window, { turnsPage: { show, drawn: () => [...drawn] } });
