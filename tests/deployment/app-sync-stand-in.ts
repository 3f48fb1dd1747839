import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate, type GenerateResult } from "selfsigned";

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
  const { private: key, cert } = await createCertificate();
  const certificate = join(folder, "certificate.pem");
  await Bun.write(certificate, cert);
  const subscribers = new Map<Bun.ServerWebSocket, Subscription[]>();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    tls: { key, cert },
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

/** A certificate for this machine that nobody else has, and its key, both in PEM. */
function createCertificate(): Promise<GenerateResult> {
  return generate([{ name: "commonName", value: "127.0.0.1" }], {
    keyType: "ec",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
}
