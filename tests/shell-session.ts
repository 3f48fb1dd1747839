import type { ShownCommand } from "./markdown-code.ts";

/**
 * Runs commands one after the other in one shell, so that they share its variables, and gives what each has written.
 *
 * @throws Error when a command writes to standard error.
 */
export async function runInOneShell(
  commands: readonly ShownCommand[],
  environment: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const mark = `--- ${crypto.randomUUID()}`;
  const script = commands.map(({ command }) => `${command}\nprintf '\\n%s\\n' '${mark}'\n`).join("");
  const shell = Bun.spawn(["sh", "-c", script], {
    env: { PATH: process.env["PATH"], ...environment },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [output, errors] = await Promise.all([new Response(shell.stdout).text(), new Response(shell.stderr).text()]);
  await shell.exited;
  if (errors !== "") throw new Error(`A command of the tour complains: ${errors}`);
  return output
    .split(`${mark}\n`)
    .slice(0, commands.length)
    .map((text) => text.trim());
}
