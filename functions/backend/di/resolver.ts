import type { AnyToken } from "./token.ts";

/** Gives the services behind the tokens `Bound`, and no others. */
export interface Resolver<in Bound extends AnyToken> {
  /** The one instance of the service, made at the first call. */
  // A property, since the compiler would compare the parameters of a method too leniently.
  readonly resolve: <Wanted extends Bound>(token: Wanted) => Wanted["service"];
}
