import { afterEach } from 'vitest';
import { Octokit } from '@octokit/core';
import { createAppAuth } from '@octokit/auth-app';
import { startGitHubDouble, type GitHubDouble, type GitHubDoubleOptions } from '../support/github/github-double.ts';

/** Doubles for a file of tests, closed after each test. */
export function doubles(): (options?: GitHubDoubleOptions) => Promise<GitHubDouble> {
  const started: GitHubDouble[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((double) => double.close()));
  });
  return async (options) => {
    const double = await startGitHubDouble(options);
    started.push(double);
    return double;
  };
}

/** A client as an App has it, for one installation. */
export function clientOf(double: GitHubDouble, installationId: number): Octokit {
  return new Octokit({
    baseUrl: double.url,
    authStrategy: createAppAuth,
    auth: { appId: double.app.id, privateKey: double.app.privateKey, installationId },
    log: SILENT,
  });
}

/** A client with a token, or with none. */
export function clientWith(double: GitHubDouble, token?: string): Octokit {
  return new Octokit({ baseUrl: double.url, log: SILENT, ...(token === undefined ? {} : { auth: token }) });
}

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
