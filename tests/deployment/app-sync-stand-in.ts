import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The API for events over which a deployed function and `sst dev` reach each other. */
export interface AppSyncStandIn extends AsyncDisposable {
  /** Host and port of both of its endpoints. */
  readonly host: string;
  /** Path of the certificate that clients have to trust. */
  readonly certificate: string;
}

interface Subscription {
  readonly id: string;
  readonly channel: string;
}

/**
 * Starts one that lets everybody in. What is published to a channel reaches who has subscribed to it.
 *
 * Source: AWS AppSync documentation, "Understanding the Event API WebSocket protocol".
 */
export async function startAppSyncStandIn(): Promise<AppSyncStandIn> {
  const folder = await mkdtemp(join(tmpdir(), "draht-app-sync-"));
  const { key, certificate } = await createCertificate(folder);
  const subscribers = new Map<Bun.ServerWebSocket, Subscription[]>();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    tls: { key: Bun.file(key), cert: Bun.file(certificate) },
    async fetch(request, server) {
      const protocol = { "sec-websocket-protocol": "aws-appsync-event-ws" };
      if (server.upgrade(request, { headers: protocol })) return undefined;
      if (request.method === "POST") publish(subscribers, (await request.json()) as Publication);
      return Response.json({ failed: [], successful: [] });
    },
    websocket: {
      open: (socket) => void subscribers.set(socket, []),
      close: (socket) => void subscribers.delete(socket),
      message(socket, text) {
        const { type, id = "", channel = "" } = JSON.parse(String(text));
        if (type === "connection_init") {
          socket.send(JSON.stringify({ type: "connection_ack", connectionTimeoutMs: 300_000 }));
        } else if (type === "subscribe") {
          subscribers.get(socket)?.push({ id, channel });
          socket.send(JSON.stringify({ type: "subscribe_success", id }));
        }
      },
    },
  });
  return {
    host: `127.0.0.1:${server.port}`,
    certificate,
    async [Symbol.asyncDispose]() {
      await server.stop(true);
      await rm(folder, { recursive: true });
    },
  };
}

interface Publication {
  readonly channel: string;
  readonly events: readonly string[];
}

function publish(subscribers: ReadonlyMap<Bun.ServerWebSocket, Subscription[]>, { channel, events }: Publication) {
  for (const [socket, subscriptions] of subscribers) {
    for (const { id } of subscriptions.filter((subscription) => subscription.channel === channel)) {
      for (const event of events) socket.send(JSON.stringify({ type: "data", id, event }));
    }
  }
}

/** A certificate for this machine that nobody else has, and its key. */
async function createCertificate(folder: string): Promise<{ key: string; certificate: string }> {
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const name = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const what = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"];
  const command = ["openssl", "req", ...what, ...name, "-keyout", key, "-out", certificate];
  const { exitCode, stderr } = Bun.spawnSync(command, { stdio: ["ignore", "ignore", "pipe"] });
  if (exitCode !== 0) throw new Error(`openssl made no certificate: ${stderr.toString()}`);
  return { key, certificate };
}
