import { StartError } from "./start-error.ts";

/**
 * The local stack runs functions through `/bin/sh`, ends them by process group, and starts a file named `bootstrap`:
 * Windows has none of these.
 *
 * @throws StartError `SYSTEM_UNSUPPORTED` on Windows.
 */
export function requireSupportedSystem(platform: NodeJS.Platform = process.platform): void {
  if (platform === "win32") throw new StartError("SYSTEM_UNSUPPORTED", "Windows is not supported: use WSL.");
}
