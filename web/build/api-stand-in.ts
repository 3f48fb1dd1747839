/** An API of which only the health is known. */
export interface ApiStandIn {
  readonly url: string;
  stop(): Promise<void>;
}

/** What the stand-in says that the time is. */
export const standInTime = "2026-01-02T03:04:05.678Z";

/** Starts an API on a port of the system's choice. Without `answer` it is healthy. */
export function startApiStandIn(answer: () => Response | Promise<Response> = healthy): ApiStandIn {
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    routes: { "/health": answer },
    fetch: () => new Response("Not found", { status: 404 }),
  });
  return { url: server.url.href, stop: () => server.stop(true) };
}

function healthy(): Response {
  return Response.json({ status: "ok", service: "draht", timestamp: standInTime });
}
