/**
 * Asks the system for a TCP port that is free on 127.0.0.1 at this moment. Another process may take it before the
 * caller does: whoever hands it to a program must be ready to try again.
 */
export function freePort(): number {
  const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  try {
    return listener.port;
  } finally {
    listener.stop(true);
  }
}
