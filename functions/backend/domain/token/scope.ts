/** What a scope is about: the first part of a route's path. */
export const scopedResources = ["categories", "clients", "sessions", "tokens"] as const;

export type ResourceScope = `${(typeof scopedResources)[number]}:${"read" | "write"}`;

/** What a token allows. `admin` allows everything, and `<resource>:write` reading the resource, too. */
export type Scope = ResourceScope | "admin";

/** Every scope, in the order in which a token's scopes are shown. */
export const scopes: readonly Scope[] = [
  "admin",
  ...scopedResources.flatMap((resource) => [`${resource}:read`, `${resource}:write`] as const),
];

/** Whether a text names a scope. */
export function isScope(text: string): text is Scope {
  return scopes.some((scope) => scope === text);
}

/**
 * Whether someone who holds the scopes `held` may do what `wanted` allows. Writing includes reading: the answer to a
 * change shows the resource anyway.
 */
export function allowsScope(held: readonly Scope[], wanted: Scope): boolean {
  if (held.includes("admin") || held.includes(wanted)) return true;
  return wanted.endsWith(":read") && held.some((scope) => scope === wanted.replace(/:read$/, ":write"));
}
