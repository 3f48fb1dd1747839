import { allowsScope, type Scope, scopes } from "../../functions/backend/domain/token/scope.ts";
import { routes } from "../../functions/manifest/routes.ts";
import { answerOf, createDrahtClient } from "../../client/draht-client.ts";
import { type ApiAddress, startTestApi } from "../../local/testing/test-api.ts";
import { currentDocument } from "../artefacts.ts";
import { endpointsOf } from "./endpoint.ts";
import type { Plan } from "./fuzzer.ts";

/** What is fuzzed: the whole API, and the document that it has to keep to. */
export type Subject = Pick<Plan, "endpoints" | "components" | "target"> & AsyncDisposable;

/**
 * Starts the API, unless it runs already, and makes a token for every scope.
 *
 * @throws ProblemError when the API refuses the administrator's token.
 */
export async function startSubject(running?: ApiAddress): Promise<Subject> {
  const document = currentDocument();
  await using cleanup = new AsyncDisposableStack();
  const api = running ?? cleanup.use(await startTestApi());
  const draht = createDrahtClient({ url: api.url, token: api.adminToken });
  const tokens: { readonly scope: Scope; readonly token: string }[] = [];
  for (const scope of scopes.filter((candidate) => candidate !== "admin")) {
    const header = { "idempotency-key": crypto.randomUUID() };
    const body = { name: `Fuzzer, ${scope}`, scopes: [scope] };
    const { token } = answerOf(await draht.POST("/tokens", { params: { header }, body }));
    tokens.push({ scope, token });
  }
  const started = cleanup.move();
  return {
    endpoints: endpointsOf(document, routes),
    components: document.components.schemas,
    target: {
      url: api.url,
      adminToken: api.adminToken,
      insufficientToken(wanted) {
        const other = tokens.find(({ scope }) => scopes.some((s) => s === wanted && !allowsScope([scope], s)));
        if (other === undefined) throw new TypeError(`Every scope allows ${wanted}.`);
        return other.token;
      },
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}
