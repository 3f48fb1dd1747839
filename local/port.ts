import { PortInUseError } from "./port-in-use-error.ts";
import { findPortHolder } from "./port-holder.ts";
import { StartError } from "./start-error.ts";

const longestCommand = 80;
const highestPort = 65_535;
const portStep = 10;

/** A port that is to be listened on. */
export interface WantedPort {
  readonly port: number;
  /** That of the HTTP API, by which all ports are chosen. */
  readonly apiPort: number;
  /** Whose URL it is for; absent for the HTTP API's own. */
  readonly functionName?: string;
}

/** The port of the n-th function's URL, from 0: the ports behind the API's, or any free one where that is any. */
export function functionUrlPort(apiPort: number, index: number): number {
  if (apiPort === 0) return 0;
  const port = apiPort + 1 + index;
  return port <= highestPort ? port : apiPort - 1 - index;
}

/**
 * Makes sure that the port can be listened on.
 *
 * @throws StartError `PORT_IN_USE` with who has it.
 */
export async function requireFreePort(wanted: WantedPort): Promise<void> {
  try {
    Bun.listen({ hostname: "127.0.0.1", port: wanted.port, socket: { data() {} } }).stop(true);
  } catch (error) {
    throw await portError(wanted, error);
  }
}

/** Turns the failure to listen on a port into an error that says who has it and what to do. */
export async function portError({ port, apiPort, functionName }: WantedPort, cause: unknown): Promise<unknown> {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  const which = functionName === undefined ? `Port ${port}` : `Port ${port}, for the URL of ${functionName},`;
  const choose = `choose another: bun run start --port ${anotherPort(apiPort)} (or --port 0 for any free one).`;
  if (code === "EACCES") {
    const message = `${which} needs rights that this user does not have: ${choose}`;
    return new StartError("PORT_IN_USE", message, { cause });
  }
  if (code !== "EADDRINUSE" && !(cause instanceof PortInUseError)) return cause;
  const holder = await findPortHolder(port);
  const command = holder === undefined || holder.command === "" ? "" : ` (${shorten(holder.command)})`;
  const who = holder === undefined ? "another process" : `pid ${holder.pid}${command}`;
  return new StartError("PORT_IN_USE", `${which} is in use by ${who}. Stop it or ${choose}`, { cause });
}

/** Far enough from this one for the URLs of functions, which are at the ports behind it. */
function anotherPort(apiPort: number): number {
  return apiPort + portStep <= highestPort ? apiPort + portStep : apiPort - portStep;
}

function shorten(command: string): string {
  return command.length <= longestCommand ? command : `${command.slice(0, longestCommand - 1)}…`;
}
