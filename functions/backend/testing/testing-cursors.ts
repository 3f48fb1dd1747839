import { SignedCursorCodec } from "../infrastructure/pagination/signed-cursor-codec.ts";

/** Cursors under a key that everyone knows. */
export const testingCursors = new SignedCursorCodec(new Uint8Array(32));
