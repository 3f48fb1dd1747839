/**
 * The folder of the transpiler's cache in the server's bundle, and the value of `BUN_RUNTIME_TRANSPILER_CACHE_PATH`: Bun
 * takes it relative to the working directory that it starts in, which in Lambda is the folder of the function's code. That
 * folder cannot be written to there, so what is not in the cache is transpiled and not kept.
 */
export const transpilerCacheFolder = ".bun-transpiler-cache";
