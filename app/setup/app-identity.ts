import type { Queryable } from '../../database/connect.ts';
import type { AppCredentials } from '../settings.ts';
import { loadCredentials, storeCredentials, type RegisteredApp } from './credentials-store.ts';

/** As which GitHub App this service runs. */
export type AppIdentity = AppCredentials & Partial<Pick<RegisteredApp, 'slug' | 'htmlUrl'>>;

/** Where the App's credentials come from: the settings, else what the set-up in the browser stored. */
export interface AppIdentitySource {
  /** What is known without waiting. */
  current(): AppIdentity | undefined;
  /** Asks the database where nothing is known yet: another process may have been set up meanwhile. */
  find(): Promise<AppIdentity | undefined>;
  /** Keeps a new App, which counts from then on. False where there is one already. */
  register(app: RegisteredApp): Promise<boolean>;
}

/** The database is asked again no sooner. */
const ASK_EVERY_MS = 1_000;

export function createAppIdentitySource(
  database: Queryable,
  given: { serviceKey: Buffer; fromSettings: AppCredentials | undefined; clock: () => Date },
): AppIdentitySource {
  const { serviceKey, clock } = given;
  let known: AppIdentity | undefined = given.fromSettings;
  let asked: { at: number; answer: Promise<AppIdentity | undefined> } | undefined;

  async function ask(): Promise<AppIdentity | undefined> {
    known = await loadCredentials(database, serviceKey);
    return known;
  }

  return {
    current: () => known,
    find() {
      if (known !== undefined) return Promise.resolve(known);
      const now = clock().getTime();
      if (asked === undefined || now - asked.at >= ASK_EVERY_MS) asked = { at: now, answer: ask() };
      return asked.answer;
    },
    async register(app) {
      if (known !== undefined) return false;
      const stored = await storeCredentials(database, app, { serviceKey, now: clock() });
      if (stored) known = app;
      return stored;
    },
  };
}
