/** The program of a `FunctionProcess`: runs the handlers that it is told to, one after the other or at once. */
interface Request {
  readonly id: number;
  /** Path of the module without extension, a dot, the export. */
  readonly handler: string;
  readonly event: unknown;
}

type Handler = (event: unknown, context: object) => Promise<unknown>;

process.on("message", (request: Request) => void answer(request));

async function answer({ id, handler, event }: Request): Promise<void> {
  try {
    const [, file = "", name = ""] = /^(.+)\.(\w+)$/.exec(handler) ?? [];
    const module = (await import(`${file}.ts`)) as Record<string, Handler>;
    const context = { awsRequestId: crypto.randomUUID(), getRemainingTimeInMillis: () => 10_000 };
    process.send?.({ id, result: await module[name]?.(event, context) });
  } catch (error) {
    process.send?.({ id, error: String(error) });
  }
}
