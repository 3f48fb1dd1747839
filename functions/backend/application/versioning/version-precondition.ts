/** Which versions a change may be applied to. */
export type VersionPrecondition =
  /** Whatever the current version is. */
  | { readonly kind: "any" }
  /** Only these; an empty list matches nothing. */
  | { readonly kind: "versions"; readonly versions: readonly number[] };

export function allows(precondition: VersionPrecondition, version: number): boolean {
  return precondition.kind === "any" || precondition.versions.includes(version);
}
