/** What SST's command line asks of AWS before and after a deployment: who it is, its parameters, its state in S3. */
export interface AwsStandIn extends AsyncDisposable {
  readonly url: string;
  /** Objects by bucket and key. The names of buckets end in something random. */
  readonly objects: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** Starts one for one account, which is empty. */
export function startAwsStandIn(): AwsStandIn {
  const parameters = new Map<string, string>();
  const objects = new Map<string, Uint8Array<ArrayBuffer>>();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    async fetch(request) {
      const body = new Uint8Array(await request.arrayBuffer());
      const operation = request.headers.get("x-amz-target")?.split(".").at(-1);
      if (operation === undefined) return answerS3(request, body, objects);
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

async function answerS3(
  { method, url }: Request,
  body: Uint8Array<ArrayBuffer>,
  objects: Map<string, Uint8Array<ArrayBuffer>>,
): Promise<Response> {
  const key = decodeURIComponent(new URL(url).pathname).slice(1);
  switch (method) {
    case "PUT":
      if (key.includes("/")) objects.set(key, body);
      return new Response(null, { headers: { etag: '"1"' } });
    case "DELETE":
      objects.delete(key);
      return new Response(null, { status: 204 });
    default: {
      const found = objects.get(key);
      if (found) return new Response(found, { headers: { etag: '"1"' } });
      return new Response("<Error><Code>NoSuchKey</Code></Error>", { status: 404 });
    }
  }
}
