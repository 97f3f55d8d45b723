import { afterEach, expect, test, vi } from "vitest";
import { findChromium } from "./chromium.ts";

afterEach(() => vi.unstubAllEnvs());

function without(allowed: string): void {
  for (const name of ["CHROMIUM", "PATH"]) vi.stubEnv(name, "");
  vi.stubEnv("PLAYWRIGHT_BROWSERS_PATH", "/nowhere");
  vi.stubEnv("LIQUIDUS_NO_BROWSER", allowed);
}

test("without a browser the tests that need one fail, unless that is allowed", () => {
  without("");
  expect(findChromium).toThrow(/No Chromium was found/);
  without("1");
  expect(findChromium()).toBeNull();
});
