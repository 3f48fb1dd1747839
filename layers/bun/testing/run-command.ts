/** What a command has printed, and how it ended. */
export interface EndedCommand {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command as its user does, to its end.
 *
 * @param script Path of its source.
 * @param environment All of its variables; this process's unless given.
 */
export async function runCommand(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<EndedCommand> {
  const command = Bun.spawn([process.execPath, script, ...args], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, exitCode] = await Promise.all([command.stdout.text(), command.stderr.text(), command.exited]);
  return { exitCode, stdout, stderr };
}
