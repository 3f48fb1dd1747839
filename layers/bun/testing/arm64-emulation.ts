import { existsSync } from "node:fs";

/** Where Debian's packages put the C library for arm64 (`libc6-arm64-cross`). */
const debianSysroot = "/usr/aarch64-linux-gnu";

/**
 * What to put in front of an arm64 executable's path to run it here: nothing on arm64 Linux, QEMU's user-mode emulator on
 * another Linux that has it, with the C library for arm64 in `QEMU_LD_PREFIX` or where Debian puts it. Undefined where
 * arm64 cannot be run.
 *
 * Debian and Ubuntu: `apt-get install qemu-user-static libc6-arm64-cross`.
 */
export function arm64Emulation(): readonly string[] | undefined {
  if (process.platform !== "linux") return undefined;
  if (process.arch === "arm64") return [];
  const emulator = Bun.which("qemu-aarch64-static") ?? Bun.which("qemu-aarch64");
  const sysroot = process.env["QEMU_LD_PREFIX"] ?? debianSysroot;
  return emulator !== null && existsSync(sysroot) ? [emulator, "-L", sysroot] : undefined;
}
