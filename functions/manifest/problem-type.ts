/**
 * A kind of failure that the API answers with. Its address, and so RFC 9457's `type`, is
 * `https://draht.dev/problems/<code>`; code and status never change once published.
 */
export interface ProblemType {
  /** In kebab case, unique in the API. */
  readonly code: string;
  readonly status: number;
  /** When it occurs, for the documentation. */
  readonly description: string;
}
