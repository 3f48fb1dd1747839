import { PortInUseError } from "./port-in-use-error.ts";
import { findPortHolder } from "./port-holder.ts";
import { StartError } from "./start-error.ts";

const longestCommand = 80;

/**
 * Makes sure that the port can be listened on, before anything slow is done.
 *
 * @throws StartError `PORT_IN_USE` with who has it.
 */
export async function requireFreePort(port: number): Promise<void> {
  try {
    Bun.listen({ hostname: "127.0.0.1", port, socket: { data() {} } }).stop(true);
  } catch (error) {
    throw await portError(port, error);
  }
}

/** Turns the failure to listen on a port into an error that says who has it and what to do. */
export async function portError(port: number, cause: unknown): Promise<unknown> {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  const choose = `choose another: bun run start --port ${anotherPort(port)} (or --port 0 for any free one).`;
  if (code === "EACCES") {
    const message = `Port ${port} needs rights that this user does not have: ${choose}`;
    return new StartError("PORT_IN_USE", message, { cause });
  }
  if (code !== "EADDRINUSE" && !(cause instanceof PortInUseError)) return cause;
  const holder = await findPortHolder(port);
  const command = holder === undefined || holder.command === "" ? "" : ` (${shorten(holder.command)})`;
  const who = holder === undefined ? "another process" : `pid ${holder.pid}${command}`;
  return new StartError("PORT_IN_USE", `Port ${port} is in use by ${who}. Stop it or ${choose}`, { cause });
}

function anotherPort(port: number): number {
  return port < 65_535 ? port + 1 : port - 1;
}

function shorten(command: string): string {
  return command.length <= longestCommand ? command : `${command.slice(0, longestCommand - 1)}…`;
}
