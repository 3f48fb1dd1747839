/** What SST's command line asks of AWS before and after a deployment: who it is, its parameters, its state in S3. */
export interface AwsStandIn extends AsyncDisposable {
  readonly url: string;
  /** Objects by bucket and key. The names of buckets end in something random. */
  readonly objects: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/**
 * Starts one for one account, which is empty but for SST's API for events.
 *
 * @param eventHost Host and port of that API.
 */
export function startAwsStandIn(eventHost: string): AwsStandIn {
  const parameters = new Map<string, string>();
  const objects = new Map<string, Uint8Array<ArrayBuffer>>();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    async fetch(request) {
      const body = new Uint8Array(await request.arrayBuffer());
      const operation = request.headers.get("x-amz-target")?.split(".").at(-1);
      if (operation === undefined) {
        const isAppSync = request.headers.get("authorization")?.includes("/appsync/aws4_request") === true;
        return isAppSync ? answerAppSync(request, eventHost) : answerS3(request, body, objects);
      }
      return answerJson(operation, JSON.parse(Buffer.from(body).toString()), parameters);
    },
  });
  return { url: server.url.origin, objects, [Symbol.asyncDispose]: () => server.stop(true) };
}

/** Parameters of Systems Manager, and the repository for images that SST creates for every account. */
function answerJson(operation: string, input: Record<string, string>, parameters: Map<string, string>): Response {
  const { Name: name = "", Value: value = "" } = input;
  switch (operation) {
    case "GetParameter": {
      const found = parameters.get(name);
      if (found === undefined) return Response.json({ __type: "ParameterNotFound" }, { status: 400 });
      return Response.json({ Parameter: { Name: name, Value: found, Version: 1 } });
    }
    case "PutParameter":
      parameters.set(name, value);
      return Response.json({ Version: 1 });
    case "CreateRepository":
      return Response.json({ repository: { registryId: "123456789012", repositoryUri: "registry.invalid/sst-asset" } });
    default:
      return Response.json({ __type: "UnknownOperationException", message: operation }, { status: 400 });
  }
}

/** The list of APIs, or one of them. */
function answerAppSync({ url }: Request, eventHost: string): Response {
  const api = { apiId: "events", name: "sst", dns: { HTTP: eventHost, REALTIME: eventHost } };
  return Response.json(url.endsWith("/apis") ? { apis: [api] } : { api });
}

async function answerS3(
  { method, url }: Request,
  body: Uint8Array<ArrayBuffer>,
  objects: Map<string, Uint8Array<ArrayBuffer>>,
): Promise<Response> {
  const { pathname, searchParams } = new URL(url);
  const key = decodeURIComponent(pathname).slice(1);
  switch (method) {
    case "POST":
      return deleteObjects(`${key}/`, Buffer.from(body).toString(), objects);
    case "PUT":
      if (key.includes("/")) objects.set(key, body);
      return new Response(null, { headers: { etag: '"1"' } });
    case "DELETE":
      objects.delete(key);
      return new Response(null, { status: 204 });
    default: {
      if (searchParams.has("list-type")) return listObjects(`${key}/`, searchParams.get("prefix") ?? "", objects);
      const found = objects.get(key);
      if (found) return new Response(found, { headers: { etag: '"1"' } });
      return new Response("<Error><Code>NoSuchKey</Code></Error>", { status: 404 });
    }
  }
}

function listObjects(bucket: string, prefix: string, objects: ReadonlyMap<string, unknown>): Response {
  const found = [...objects.keys()].filter((key) => key.startsWith(`${bucket}${prefix}`));
  const contents = found.map((key) => `<Contents><Key>${key.slice(bucket.length)}</Key></Contents>`);
  return new Response(`<ListBucketResult>${contents.join("")}</ListBucketResult>`);
}

function deleteObjects(bucket: string, list: string, objects: Map<string, unknown>): Response {
  for (const [, key] of list.matchAll(/<Key>(.*?)<\/Key>/g)) objects.delete(`${bucket}${key}`);
  return new Response("<DeleteResult/>");
}
