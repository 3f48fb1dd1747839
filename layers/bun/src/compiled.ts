/** Whether this is the layer's executable, not the bootstrap's source run by Bun. */
export function isCompiled(): boolean {
  return Bun.main.startsWith("/$bunfs/");
}
