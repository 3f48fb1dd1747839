import { HttpException } from "./http-exception.ts";

/**
 * The parameters of a query string, decoded.
 *
 * @throws HttpException 400 `invalid-request` when one is given more than once: API Gateway would join its values.
 */
export function parseQuery(rawQueryString: string): Readonly<Record<string, string>> {
  const parameters = new URLSearchParams(rawQueryString);
  const names = [...parameters.keys()];
  const repeated = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  if (repeated.length > 0) {
    throw new HttpException(400, "invalid-request", "A query parameter is given more than once.", {
      errors: repeated.map((parameter) => ({ parameter, detail: "Give it once." })),
    });
  }
  return Object.fromEntries(parameters);
}
