/** One question to a deployed stage, and what is the matter with the answer. */
export interface SmokeCheck {
  readonly name: string;
  readonly url: string;
  /** What is wrong with the answer; undefined when nothing is. */
  readonly problemOf: (response: Response) => Promise<string | undefined>;
}

/** What a stage has put out where it was deployed. */
export interface StageOutputs {
  /** Address of the API. */
  readonly api: string;
  /** Address of the site, of a stage that has one. */
  readonly site?: string;
}

/** The API answers, refuses who has no token, and says so of what is not there; the site shows its page. */
export function smokeChecks({ api, site }: StageOutputs): readonly SmokeCheck[] {
  const base = api.replace(/\/$/, "");
  return [
    { name: "the API is healthy", url: `${base}/health`, problemOf: (response) => statusProblem(response, 200) },
    {
      name: "the API asks for a token",
      url: `${base}/categories`,
      problemOf: (response) => statusProblem(response, 401),
    },
    { name: "the API answers the unknown", url: `${base}/no-such-thing`, problemOf: notFoundProblem },
    ...(site === undefined
      ? []
      : [{ name: "the site answers", url: site, problemOf: (response: Response) => statusProblem(response, 200) }]),
  ];
}

async function statusProblem(response: Response, wanted: number): Promise<string | undefined> {
  await response.body?.cancel();
  return response.status === wanted ? undefined : `status ${response.status} instead of ${wanted}`;
}

/** This answer is made by a function: it shows that the layer runs a bundle. */
async function notFoundProblem(response: Response): Promise<string | undefined> {
  const type = response.headers.get("content-type");
  const problem = await statusProblem(response, 404);
  if (problem !== undefined) return problem;
  return type?.startsWith("application/problem+json") ? undefined : `content type ${type} instead of problem+json`;
}
