import { create } from "zustand";

interface Offline {
  /** Everything is kept: the page works without a network. */
  readonly ready: boolean;
  /** Loads the newer version that was fetched; null: this is the newest known. */
  readonly loadNewer: (() => void) | null;
}

export const useOffline = create<Offline>()(() => ({ ready: false, loadNewer: null }));

/** Has the browser keep the page, where it can; silent where it cannot (an insecure origin, a private window). */
export async function keepOffline(): Promise<void> {
  const { serviceWorker } = navigator;
  if (!import.meta.env.PROD || serviceWorker === undefined) return;
  // What the first view needs comes first.
  if (document.readyState !== "complete") {
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  }
  const registration = await serviceWorker.register("./service-worker.js").catch(() => null);
  if (registration === null) return;
  const tellNewer = (): void => {
    const { waiting } = registration;
    if (waiting === null || serviceWorker.controller === null) return;
    useOffline.setState({
      loadNewer: () => {
        serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
        waiting.postMessage("take over");
      },
    });
  };
  tellNewer();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", tellNewer);
  });
  await serviceWorker.ready;
  useOffline.setState({ ready: true });
}
