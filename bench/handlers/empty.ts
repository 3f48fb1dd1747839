/** Does nothing: what is measured is the runtime. */
export async function handler(): Promise<void> {
  // Nothing.
}
