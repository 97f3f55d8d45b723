import { relative } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const long = process.env.LIQUIDUS_LONG === "1";
const ending = long ? "long.test.ts" : "test.ts";
const exclude = long ? [] : ["**/*.long.test.ts", "node_modules/**"];

/** Tests of the program, and those that replace modules or change the surroundings: each file in a process of its own. */
const apart = ["test/{end-to-end,workbench,support}/**/*", "src/app/**/*", "src/study/calibrate/study-forward*"];

/** Files that take longest where no earlier run tells: they come first, so that none is left alone at the end. */
const longest = [
  "test/workbench/impedance",
  "test/end-to-end/hostile",
  "test/end-to-end/cli-alloy",
  "test/workbench",
  "test/end-to-end",
];

const rank = ({ moduleId, project }: TestSpecification): number => {
  const path = relative(project.config.root, moduleId);
  const at = longest.findIndex((start) => path.startsWith(start));
  return at < 0 ? longest.length : at;
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    hookTimeout: 180_000,
    testTimeout: long ? 3_600_000 : 120_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "program",
          // A page shows a result when its worker has it, not within a second.
          expect: { poll: { timeout: 20_000 } },
          include: apart.map((place) => place.replace(/\*$/, `*.${ending}`)),
          exclude,
        },
      },
      {
        extends: true,
        // Functions without a state: their files share the modules that they load. What replaces a module or the surroundings does not.
        test: {
          name: "rooms",
          isolate: false,
          include: [`{src,test}/**/*.${ending}`],
          exclude: [...exclude, ...apart],
        },
      },
    ],
  },
});
