import { requestsAreLogged } from "./access-log.ts";
import { everythingIsWatched, nothingIsWatched, onlyAlarmsReachTheTopic } from "./alarms.ts";
import {
  handlersGetWhatTheyRead,
  noFunctionUrlIsPublic,
  noRouteIsOpenUnseen,
  pagesMayDoAsDeclared,
  routesGoBeforeTheirAuthorizer,
  theApiIsReachedAs,
  theAuthorizerIsAsDeclared,
  functionUrlsAreAsDeclared,
} from "./api.ts";
import type { Check } from "./check.ts";
import { theDashboardShowsEverything } from "./dashboard.ts";
import { dataIsKeptAs, tablesAreAsDeclared } from "./data.ts";
import {
  everyFunctionHasItsOwnBundle,
  everyFunctionRunsOnTheLayer,
  functionsAreAsDeclared,
  functionsAreLinkedAsDeclared,
  secretsStayEncrypted,
} from "./functions.ts";
import { layersAreAsBuilt } from "./layers.ts";
import { logsAreKeptFor } from "./logs.ts";
import { namesAreTheStagesOwn } from "./names.ts";
import {
  everyFunctionHasItsOwnRole,
  functionsAreInvokedByTheirRouteOnly,
  nothingIsAllowedByWildcard,
  onlyLambdaAssumesRoles,
  readsCannotWrite,
  rolesAreAsDeclared,
} from "./permissions.ts";
import {
  pagesComeEncryptedAndFresh,
  theSiteIsLinkedToTheApiAlone,
  theSiteIsOneFunction,
  theSiteIsReachedAs,
  theSiteIsReachedThroughCloudFrontAlone,
  theSiteMayOnlyLog,
  theSitesBuildSeesNothing,
  theSitesFilesAreShielded,
} from "./site.ts";

/** What is true of a deployment of any stage. */
export const checksOfEveryStage = {
  "names are the stage's own": namesAreTheStagesOwn,
  "layers are as they were built": layersAreAsBuilt,
  "every function runs on the layer": everyFunctionRunsOnTheLayer,
  "functions are as the manifest declares them": functionsAreAsDeclared,
  "no two functions share a bundle": everyFunctionHasItsOwnBundle,
  "functions are linked to what they declare": functionsAreLinkedAsDeclared,
  "secrets stay encrypted": secretsStayEncrypted,
  "roles allow what functions declare": rolesAreAsDeclared,
  "no two functions share a role": everyFunctionHasItsOwnRole,
  "a read cannot write": readsCannotWrite,
  "nothing is allowed by a wildcard": nothingIsAllowedByWildcard,
  "only Lambda assumes roles": onlyLambdaAssumesRoles,
  "a function is invoked by its own route": functionsAreInvokedByTheirRouteOnly,
  "no route is open to anyone unseen": noRouteIsOpenUnseen,
  "routes go before their authorizer": routesGoBeforeTheirAuthorizer,
  "handlers get what they read": handlersGetWhatTheyRead,
  "no function's URL is public": noFunctionUrlIsPublic,
  "functions have the URLs that they declare": functionUrlsAreAsDeclared,
  "the authorizer is as declared": theAuthorizerIsAsDeclared,
  "pages may do what the manifest says": pagesMayDoAsDeclared,
  "requests are logged": requestsAreLogged,
  "tables are as declared": tablesAreAsDeclared,
  "the site is one function": theSiteIsOneFunction,
  "the site is linked to the API alone": theSiteIsLinkedToTheApiAlone,
  "the site may only log": theSiteMayOnlyLog,
  "the site is reached through CloudFront alone": theSiteIsReachedThroughCloudFrontAlone,
  "the site's files are shielded": theSitesFilesAreShielded,
  "pages come encrypted and fresh": pagesComeEncryptedAndFresh,
  "the site's build sees nothing of the deployment": theSitesBuildSeesNothing,
} satisfies Record<string, Check>;

/** The settings that the expectations below are about. */
export const checkedSettings = { DRAHT_DOMAIN: "example.com", DRAHT_ALARM_EMAIL: "operations@example.com" };

const email = checkedSettings.DRAHT_ALARM_EMAIL;
const localPages = "http://localhost:3000";

const disposableData = dataIsKeptAs({
  protect: false,
  retained: false,
  deletionProtection: false,
  pointInTimeRecovery: false,
});

/** What is true of one stage. It is written down here a second time, so that a slip in the stages' table is seen. */
export const checksByStage = {
  dev: {
    "data is kept as the stage needs": disposableData,
    "logs are kept as long as the stage needs": logsAreKeptFor(7),
    "the stage is watched or not": nothingIsWatched,
    "the API is reached as the stage needs": theApiIsReachedAs({
      requestsPerSecond: 50,
      burst: 100,
      origins: ["https://dev.example.com", localPages],
      host: "api.dev.example.com",
    }),
    "the site is reached as the stage needs": theSiteIsReachedAs("dev.example.com"),
  },
  test: {
    "data is kept as the stage needs": disposableData,
    "logs are kept as long as the stage needs": logsAreKeptFor(30),
    "the stage is watched or not": everythingIsWatched(email),
    "only alarms reach the topic": onlyAlarmsReachTheTopic,
    "the dashboard shows everything": theDashboardShowsEverything,
    "the API is reached as the stage needs": theApiIsReachedAs({
      requestsPerSecond: 500,
      burst: 1000,
      origins: ["https://test.example.com"],
      host: "api.test.example.com",
    }),
    "the site is reached as the stage needs": theSiteIsReachedAs("test.example.com"),
  },
  prod: {
    "data is kept as the stage needs": dataIsKeptAs({
      protect: true,
      retained: true,
      deletionProtection: true,
      pointInTimeRecovery: true,
    }),
    "logs are kept as long as the stage needs": logsAreKeptFor(365),
    "the stage is watched or not": everythingIsWatched(email),
    "only alarms reach the topic": onlyAlarmsReachTheTopic,
    "the dashboard shows everything": theDashboardShowsEverything,
    "the API is reached as the stage needs": theApiIsReachedAs({
      requestsPerSecond: 500,
      burst: 1000,
      origins: ["https://example.com"],
      host: "api.example.com",
    }),
    "the site is reached as the stage needs": theSiteIsReachedAs("example.com"),
  },
} satisfies Record<string, Record<string, Check>>;
