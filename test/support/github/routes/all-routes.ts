import type { Route } from '../http/route.ts';
import { APP_ROUTES } from './apps.ts';
import { CHECK_SUITE_ROUTES } from './check-suites.ts';
import { CHECK_ROUTES } from './checks.ts';
import { COMMENT_ROUTES } from './comments.ts';
import { CONTENT_ROUTES } from './contents.ts';
import { GIT_DATA_ROUTES } from './git-data.ts';
import { HOOK_ROUTES } from './hooks.ts';
import { PEOPLE_ROUTES } from './people.ts';
import { PULL_REQUEST_ROUTES } from './pull-requests.ts';
import { REACTION_ROUTES } from './reactions.ts';
import { REF_ROUTES } from './refs.ts';
import { REPOSITORY_ROUTES } from './repositories.ts';
import { REVIEW_ROUTES } from './reviews.ts';
import { STATUS_ROUTES } from './statuses.ts';
import { SUNDRY_ROUTES } from './sundry.ts';

const ALL: readonly Route[] = [
  ...APP_ROUTES,
  ...HOOK_ROUTES,
  ...REPOSITORY_ROUTES,
  ...PEOPLE_ROUTES,
  ...CONTENT_ROUTES,
  ...GIT_DATA_ROUTES,
  ...REF_ROUTES,
  ...PULL_REQUEST_ROUTES,
  ...REVIEW_ROUTES,
  ...COMMENT_ROUTES,
  ...REACTION_ROUTES,
  ...STATUS_ROUTES,
  ...CHECK_ROUTES,
  ...CHECK_SUITE_ROUTES,
  ...SUNDRY_ROUTES,
];

/** What the double does, by operation id. */
export const ROUTES: ReadonlyMap<string, Route> = new Map(ALL.map((route) => [route.operationId, route]));
