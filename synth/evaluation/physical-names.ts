import crypto from "node:crypto";

/** How many random bytes SST makes the end of a physical name from. */
const suffixBytes = 8;

/** Makes physical names the same in each run, so that two runs can be compared. */
export function fixPhysicalNames(): void {
  const { randomBytes } = crypto;
  Object.assign(crypto, {
    randomBytes: (size: number, callback?: (error: Error | null, bytes: Buffer) => void) => {
      if (callback) return randomBytes(size, callback);
      return size === suffixBytes ? Buffer.alloc(size) : randomBytes(size);
    },
  });
}
