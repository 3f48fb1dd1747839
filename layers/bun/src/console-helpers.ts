import type { InspectOptions } from "node:util";

type Write = (...values: unknown[]) => void;

/**
 * The methods of a console that build their text and print it through `log` or `warn`, as those of Node.js do. Bun's own
 * print past a patched console. As with the runtimes of AWS, `group` does not indent.
 *
 * Source: WHATWG, "Console Standard".
 */
export function consoleHelpers(log: Write, warn: Write): Record<string, (...parameters: never[]) => void> {
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();

  const logTimer = (label: string, values: readonly unknown[] = []): void => {
    const began = timers.get(label);
    if (began === undefined) warn(`No such label '${label}' for console.time()`);
    else log(`${label}: ${(performance.now() - began).toFixed(3)}ms`, ...values);
  };

  return {
    assert: (condition: unknown, ...values: unknown[]) => {
      if (condition) return;
      const [first, ...rest] = values;
      if (typeof first === "string") warn(`Assertion failed: ${first}`, ...rest);
      else warn("Assertion failed", ...values);
    },
    count: (label: unknown = "default") => {
      const count = (counts.get(String(label)) ?? 0) + 1;
      counts.set(String(label), count);
      log(`${String(label)}: ${count}`);
    },
    countReset: (label: unknown = "default") => {
      counts.delete(String(label));
    },
    dir: (value: unknown, options?: InspectOptions) => {
      log(process.getBuiltinModule("node:util").inspect(value, { customInspect: false, ...options }));
    },
    dirxml: log,
    group: (...values: unknown[]) => {
      if (values.length > 0) log(...values);
    },
    groupCollapsed: (...values: unknown[]) => {
      if (values.length > 0) log(...values);
    },
    groupEnd: () => {},
    table: (data: unknown, columns?: string[]) => {
      if (typeof data === "object" && data !== null) log(Bun.inspect.table(data, columns).trimEnd());
      else log(data);
    },
    time: (label: unknown = "default") => {
      if (timers.has(String(label))) warn(`Label '${String(label)}' already exists for console.time()`);
      else timers.set(String(label), performance.now());
    },
    timeLog: (label: unknown = "default", ...values: unknown[]) => logTimer(String(label), values),
    timeEnd: (label: unknown = "default") => {
      logTimer(String(label));
      timers.delete(String(label));
    },
  };
}
