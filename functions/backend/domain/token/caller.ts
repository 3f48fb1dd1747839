import { allowsScope, type Scope } from "./scope.ts";

/** Whoever makes a request, known by their token. */
export interface Caller {
  readonly tokenId: string;
  readonly scopes: readonly Scope[];
  /** When the token stops working; null for never. */
  readonly expiresAt: Date | null;
}

/** Those of the scopes that the caller does not have. */
export function missingScopes(caller: Caller, scopes: readonly Scope[]): readonly Scope[] {
  return scopes.filter((scope) => !allowsScope(caller.scopes, scope));
}

/** Whether what expires at `expiry` is there longer than what expires at `other`; null is never. */
export function outlives(expiry: Date | null, other: Date | null): boolean {
  return other !== null && (expiry === null || expiry > other);
}
