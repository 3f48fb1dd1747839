import { join } from "node:path";

/**
 * Loads a bundle in a process of its own, with nothing but the given environment, and calls its handler with each event in
 * turn. Events are JavaScript source, and outcomes come back as Bun inspects them: sets, bytes and classes stay visible.
 */
export async function callBundle(
  folder: string,
  environment: Readonly<Record<string, string>>,
  ...events: readonly string[]
): Promise<readonly string[]> {
  const script = `
    const { handler } = require(${JSON.stringify(join(folder, "index.js"))});
    const inspect = (value) => Bun.inspect(value, { depth: 8, sorted: true, compact: true });
    for (const event of [${events.map((event) => `() => (${event})`).join(",")}]) {
      const outcome = await handler(event()).then(inspect, ({ message, stack, $response, ...error }) =>
        inspect({ failed: error.name, message, ...error }));
      console.log(JSON.stringify(outcome));
    }`;
  const loader = Bun.spawn([process.execPath, "-e", script], {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, complaint] = await Promise.all([loader.stdout.text(), loader.stderr.text()]);
  if ((await loader.exited) !== 0) throw new Error(complaint);
  return output
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as string);
}
