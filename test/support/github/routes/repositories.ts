import { fullRepository } from '../answers/repository.ts';
import { ok, repositoryRoute, type Route } from '../http/route.ts';

export const REPOSITORY_ROUTES: readonly Route[] = [
  repositoryRoute('repos/get', 'metadata:read', ({ world }, repo) => ok(fullRepository(world.urls, repo, 'read'))),
];
