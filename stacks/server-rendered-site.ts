/// <reference path="../.sst/platform/config.d.ts" />

/**
 * SST's Nextjs for a site whose pages are all rendered for their request: a server function and static files, and nothing
 * for resized images or kept pages. SST 4.17.1 creates a function for images whether they are resized or not.
 */
export class ServerRenderedSite extends sst.aws.Nextjs {
  protected override buildPlan(...args: Parameters<sst.aws.Nextjs["buildPlan"]>) {
    return super.buildPlan(...args).apply(({ imageOptimizer: _images, isrCache: _pages, ...plan }) => plan);
  }
}
