/** Where the emulator keeps its data: nowhere, or in files inside a folder that must exist. */
export type Storage = { readonly kind: "memory" } | { readonly kind: "folder"; readonly path: string };
