import type { Route } from '../http/route.ts';
import { APP_ROUTES } from './apps.ts';
import { CHECK_ROUTES } from './checks.ts';
import { COMMENT_ROUTES } from './comments.ts';
import { PULL_REQUEST_ROUTES } from './pull-requests.ts';
import { REPOSITORY_ROUTES } from './repositories.ts';

const ALL = [...APP_ROUTES, ...REPOSITORY_ROUTES, ...PULL_REQUEST_ROUTES, ...CHECK_ROUTES, ...COMMENT_ROUTES];

/** What the double does, by operation id. */
export const ROUTES: ReadonlyMap<string, Route> = new Map(ALL.map((route) => [route.operationId, route]));
