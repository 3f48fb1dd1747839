import { Resource } from "sst";

/**
 * Address of the API that this site is linked to.
 *
 * @throws Error when nothing links them: the site was started by something other than `bun run dev` or SST.
 */
export function apiAddress(): string {
  return Resource.Api.url;
}
