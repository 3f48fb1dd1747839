import { LayerError } from "./layer-error.ts";

/**
 * What Bun's package manager printed when it failed, as an error. Addresses are left out: one may hold a login.
 *
 * @param wanted Package and version, or package alone.
 */
export function toRegistryError(wanted: string, printed: string): LayerError {
  if (/integrity/i.test(printed)) {
    return new LayerError(
      "INTEGRITY_MISMATCH",
      `The tarball of ${wanted} has not the wanted integrity. Nothing was used of it: check the registry, ` +
        "or pin the release anew with `bun layers/bun/bump.ts`.",
    );
  }
  if (/No version of|does not exist in this registry/.test(printed)) {
    return new LayerError("UNKNOWN_VERSION", `The package registry has no ${wanted}: ask for another version.`);
  }
  const lines = printed.split("\n").filter((line) => line.trim() !== "");
  const reason = (lines.find((line) => line.startsWith("error:")) ?? lines[0] ?? "no reason given")
    .replace("error: ", "")
    .replaceAll(/https?:\/\/\S+/g, "the registry");
  return new LayerError(
    "REGISTRY_UNREACHABLE",
    `${wanted} could not be fetched from the package registry (${reason}). ` +
      "Check the network and the registry configured for Bun or npm, then try again.",
  );
}
