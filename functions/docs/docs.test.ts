import { describe, expect, test } from "bun:test";
import { coreBindings } from "../backend/di/core-bindings.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { RecordingLogger } from "../backend/testing/recording-logger.ts";
import { httpEvent } from "../http/testing/http-event.ts";
import { getDocumentationHandler } from "./get-documentation.ts";
import { getOpenApiHandler } from "./get-open-api.ts";

function container() {
  return coreBindings().override(TOKENS.Logger, new RecordingLogger());
}

const context = { awsRequestId: "1", getRemainingTimeInMillis: () => 10_000 };

function askForPage(headers: Record<string, string> = {}) {
  return getDocumentationHandler(container())(httpEvent({ method: "GET", path: "/docs", headers }), context);
}

describe("GET /openapi.json", () => {
  const handler = getOpenApiHandler(container());
  const ask = (headers: Record<string, string> = {}) =>
    handler(httpEvent({ method: "GET", path: "/openapi.json", headers }), context);

  test("answers the committed document", async () => {
    const { statusCode, headers, body = "" } = await ask();
    expect([statusCode, headers?.["content-type"]]).toEqual([200, "application/json"]);
    const committed = await Bun.file(new URL("../../openapi/openapi.json", import.meta.url)).json();
    expect(JSON.parse(body)).toEqual(committed);
  });

  test("304 when the caller has it", async () => {
    const { headers } = await ask();
    expect(await ask({ "if-none-match": String(headers?.["etag"]) })).toMatchObject({ statusCode: 304 });
  });
});

describe("GET /docs", () => {
  test("answers one compressed page, far below Lambda's limit of 6 MB", async () => {
    const { statusCode, headers, body = "", isBase64Encoded } = await askForPage({ "accept-encoding": "gzip, br" });
    expect([statusCode, isBase64Encoded]).toEqual([200, true]);
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-encoding": "gzip",
      vary: "accept-encoding",
    });
    expect(body.length).toBeLessThan(1_000_000);
    const page = new TextDecoder().decode(Bun.gunzipSync(Uint8Array.fromBase64(body)));
    expect(page).toStartWith("<!doctype html>");
  });

  test("answers the same page to a caller that takes no gzip", async () => {
    const [compressed, plain] = await Promise.all([askForPage({ "accept-encoding": "gzip" }), askForPage()]);
    expect(plain.headers).not.toContainKey("content-encoding");
    const bytes = Uint8Array.fromBase64(plain.body ?? "");
    expect(bytes).toEqual(Bun.gunzipSync(Uint8Array.fromBase64(compressed.body ?? "")));
    expect(plain.headers?.["etag"]).not.toBe(compressed.headers?.["etag"]);
  });

  test("its policy allows exactly its scripts and styles, and requests to the API alone", async () => {
    const { headers, body = "" } = await askForPage();
    const page = new TextDecoder().decode(Uint8Array.fromBase64(body));
    const policy = String(headers?.["content-security-policy"]);
    const elements = [...page.matchAll(/<(script|style)>([^]*?)<\/\1>/g)];
    expect(elements).toHaveLength(3);
    for (const [, name, text = ""] of elements) {
      const hash = new Bun.CryptoHasher("sha256").update(text).digest("base64");
      expect(policy).toMatch(new RegExp(`${name}-src[^;]* '${RegExp.escape(`sha256-${hash}`)}'`));
    }
    expect(policy).toStartWith("default-src 'none'; ");
    expect(policy).toContain("connect-src 'self'; ");
    expect(policy).not.toContain("unsafe");
  });

  test("nothing of it is loaded from elsewhere", async () => {
    const { body = "" } = await askForPage();
    const page = new TextDecoder().decode(Uint8Array.fromBase64(body));
    const markup = page.replaceAll(/<(script|style)>[^]*?<\/\1>/g, "");
    expect(markup).not.toMatch(/(?:src|href)="?(?:https?:)?\/\//);
    expect(markup).not.toMatch(/<script[^>]+src=/);
  });
});
