/** Which versions a change may be applied to. */
export type VersionPrecondition =
  /** Whatever the current version is. */
  | { readonly kind: "any" }
  /** Only these; an empty list matches nothing. */
  | { readonly kind: "versions"; readonly versions: readonly number[] }
  /** All but these. */
  | { readonly kind: "except"; readonly versions: readonly number[] };

/** Whether a change may be applied to this version. */
export function allows(precondition: VersionPrecondition, version: number): boolean {
  if (precondition.kind === "any") return true;
  return precondition.versions.includes(version) === (precondition.kind === "versions");
}
