import { defineConfig } from "vitest/config";

const long = process.env.LIQUIDUS_LONG === "1";

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    include: long ? ["{src,test}/**/*.long.test.ts"] : ["{src,test}/**/*.test.ts"],
    exclude: long ? [] : ["**/*.long.test.ts", "node_modules/**"],
    hookTimeout: 60_000,
    testTimeout: long ? 3_600_000 : 60_000,
  },
});
