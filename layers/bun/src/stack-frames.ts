/** Where a compiled executable keeps its modules, which are the runtime's own: on Unix, and on Windows. */
const runtimeFrame = /\n[ \t]+at [^\n]*(?:\/\$bunfs\/|B:[\\/]~BUN[\\/])[^\n]*/g;

/** Leaves the frames of the runtime out of a stack, or of text that holds one: they say nothing to the function's author. */
export function withoutRuntimeFrames(text: string): string {
  return text.replace(runtimeFrame, "");
}
