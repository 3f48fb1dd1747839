import type { ReactNode } from "react";
import { readApiHealth } from "../status/api-health.ts";
import { Facts } from "./facts.tsx";

/** Asks the API and says what it answered. The page does not wait for it: the answer follows in the same response. */
export async function ApiStatus({ address }: { readonly address: string }): Promise<ReactNode> {
  const health = await readApiHealth(address);
  if (health.state === "down") {
    return (
      <>
        <p className="state down" role="status">
          The API does not answer
        </p>
        <p>{health.reason}</p>
        <Facts facts={[["Address", <code key="address">{address}</code>]]} />
      </>
    );
  }
  return (
    <>
      <p className="state up" role="status">
        The API answers
      </p>
      <Facts
        facts={[
          ["Service", health.service],
          ["Answered in", `${health.milliseconds} ms`],
          [
            "Its clock",
            <time key="clock" dateTime={health.time}>
              {formatTime(health.time)}
            </time>,
          ],
          ["Address", <code key="address">{address}</code>],
        ]}
      />
    </>
  );
}

export function ApiStatusLoading(): ReactNode {
  return (
    <p className="state waiting" role="status">
      Asking the API …
    </p>
  );
}

/** `2026-01-02 03:04:05 UTC` */
function formatTime(iso: string): string {
  const [date = "", time = ""] = new Date(iso).toISOString().split("T");
  return `${date} ${time.slice(0, 8)} UTC`;
}
