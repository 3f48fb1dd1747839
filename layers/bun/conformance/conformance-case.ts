import type { RuntimeProcess, RuntimeProcessOptions } from "../testing/runtime-process.ts";
import type { ContractNumber } from "./contract.ts";

/** What the contract does not ask of every runtime: a case that needs it is not applicable to one that lacks it. */
export type Capability =
  /** Runs handlers with Bun: TypeScript files, Bun's errors, `bunfig.toml`. */
  | "bun"
  /** Serves a web-standard `fetch(Request): Response`. */
  | "fetch";

/** Starts the runtime under test with a function's files. Whatever it starts ends with the scenario. */
export type StartRuntime = (
  options: Omit<RuntimeProcessOptions, "command" | "deadlineMs" | "invocationHeaders">,
) => Promise<RuntimeProcess>;

/**
 * One observable behaviour that the contract asks of a runtime. Handlers are JavaScript that Node.js and Bun both run,
 * unless the case requires `bun`.
 */
export interface ConformanceCase {
  readonly number: ContractNumber;
  /** Unique together with the number. */
  readonly title: string;
  readonly requires?: Capability;
  /** Why a runtime is known to behave otherwise, by the runtime's name. */
  readonly differs?: Readonly<Record<string, string | undefined>>;
  /** @throws UnmetExpectation where the runtime behaves otherwise. */
  readonly run: (start: StartRuntime) => Promise<void>;
}

/** How a case is named in tables, and in what a test expects. */
export function caseName({ number, title }: ConformanceCase): string {
  return `${number} ${title}`;
}
