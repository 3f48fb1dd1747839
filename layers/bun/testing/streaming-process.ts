import { streaming } from "./function-files.ts";
import { RuntimeProcess, type RuntimeProcessOptions } from "./runtime-process.ts";

/** Starts a function whose streaming handler has this body; it sees `event`, `stream` and `context`. */
export function startStreaming(body: string, arrange?: RuntimeProcessOptions["arrange"]): Promise<RuntimeProcess> {
  return RuntimeProcess.start({ files: streaming(body), ...(arrange && { arrange }) });
}
