/// <reference path="../.sst/platform/config.d.ts" />
import { streamTranscript } from "../functions/transcripts/transcript-stream.ts";
import { bunFunction } from "./runtime.ts";

/**
 * Streams transcripts at a URL of its own. Nobody may call it but principals of this account, and of them those whom a
 * policy of their own allows `lambda:InvokeFunctionUrl` and `lambda:InvokeFunction` on it.
 *
 * Source: AWS documentation, "Control access to Lambda function URLs".
 */
export const transcriptStream = new sst.aws.Function("StreamTranscript", bunFunction(streamTranscript));
