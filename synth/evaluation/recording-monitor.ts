import type { App } from "../synthesis.ts";
import { plainObject } from "./plain-value.ts";
import type { Mocks, Monitor, Platform, RegisterResourceOutputsRequest, RegisterResourceRequest } from "./platform.ts";
import type { Recording } from "./recording.ts";
import { urnOf } from "./urn.ts";

/** Pulumi's monitor for tests, which also records what is registered and names it as the engine would. */
export function recordingMonitor(platform: Platform, mocks: Mocks, app: App, recording: Recording): Monitor {
  class RecordingMonitor extends platform.mockMonitor {
    override newUrn(parent: string, type: string, name: string): string {
      return urnOf(app, parent, type, name);
    }

    override async registerResource(request: RegisterResourceRequest, callback: unknown): Promise<void> {
      const urn = this.newUrn(request.getParent(), request.getType(), request.getName());
      recording.addResource(urn, request);
      return super.registerResource(request, callback);
    }

    override registerResourceOutputs(request: RegisterResourceOutputsRequest, callback: unknown): void {
      recording.addOutputs(request.getUrn(), plainObject(request.getOutputs().toJavaScript()));
      super.registerResourceOutputs(request, callback);
    }
  }
  return new RecordingMonitor(mocks);
}
