import { apiAddress } from "../../status/api-address.ts";
import { readApiHealth } from "../../status/api-health.ts";

/**
 * The status for machines: 200 when the site runs and its API answers, 503 when the API does not. The page itself has
 * begun to answer 200 before it knows.
 */
export async function GET(request: Request): Promise<Response> {
  const health = await readApiHealth(apiAddress(), { signal: request.signal });
  const headers = { "cache-control": "no-store" };
  if (health.state === "up") return Response.json({ status: "ok", api: health }, { headers });
  return Response.json(
    { status: "degraded", api: health },
    { status: 503, headers: { ...headers, "retry-after": "30" } },
  );
}
