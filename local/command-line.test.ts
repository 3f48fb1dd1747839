import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { help, parseCommandLine, UsageError } from "./command-line.ts";

const defaults = {
  kind: "start",
  port: 4000,
  data: undefined,
  memory: false,
  reset: false,
  watch: true,
  quiet: false,
} as const;

test("nothing given: the defaults", () => {
  expect(parseCommandLine([], {})).toEqual(defaults);
});

test("every flag", () => {
  expect(parseCommandLine(["--port", "0", "--data", "d", "--reset", "--no-watch", "--quiet"], {})).toEqual({
    ...defaults,
    port: 0,
    data: "d",
    reset: true,
    watch: false,
    quiet: true,
  });
  expect(parseCommandLine(["--memory", "--port=65535"], {})).toEqual({ ...defaults, memory: true, port: 65_535 });
});

test("the flag goes before the variable PORT, and an empty variable counts as not set", () => {
  expect(parseCommandLine([], { PORT: "5000" })).toEqual({ ...defaults, port: 5000 });
  expect(parseCommandLine(["--port", "6000"], { PORT: "5000" })).toEqual({ ...defaults, port: 6000 });
  expect(parseCommandLine([], { PORT: "" })).toEqual(defaults);
});

test.each(["--help", "-h"])("%s asks for the help", (flag) => {
  expect(parseCommandLine([flag], {})).toEqual({ kind: "help" });
});

test("every example of the help is understood", () => {
  const examples = help.split("\n").flatMap((line) => /bun run start((?: --\w+(?: \d+)?)*)/.exec(line)?.[1] ?? []);
  expect(examples.length).toBeGreaterThan(3);
  for (const example of examples) parseCommandLine(example.split(" ").filter(Boolean), {});
});

describe("one line says what is wrong", () => {
  test.each<[string[], NodeJS.ProcessEnv, string]>([
    [["--prot", "1"], {}, "Unknown option '--prot'. See: bun run start --help"],
    [["somewhere"], {}, "Unexpected argument 'somewhere'"],
    [["--port"], {}, "See: bun run start --help"],
    [["--memory=yes"], {}, "See: bun run start --help"],
    [["--port", "65536"], {}, '--port is "65536", but a port is a number from 0 to 65535.'],
    [["--port", "4e3"], {}, '--port is "4e3"'],
    [["--port="], {}, '--port is ""'],
    [[], { PORT: "http" }, 'The variable PORT is "http"'],
    [["--memory", "--data", "d"], {}, "leave one of them out"],
    [["--data", ""], {}, "--data needs a folder"],
  ])("%j %j", (args, environment, message) => {
    const parse = () => parseCommandLine(args, environment);
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(message);
  });
});

test("whatever the arguments: a command, or an error of one line", () => {
  const word = fc.oneof(
    fc.constantFrom("--port", "--data", "--memory", "--reset", "--no-watch", "--quiet", "--", "-p", "0", "4000"),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(word), fc.option(fc.string(), { nil: undefined }), (args, PORT) => {
      try {
        const command = parseCommandLine(args, PORT === undefined ? {} : { PORT });
        if (command.kind === "start") expect(command.port).toBeWithin(0, 65_536);
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
        expect(String(error)).not.toContain("\n");
      }
    }),
    { numRuns: 200 },
  );
});
