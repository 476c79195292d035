import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import { RequestError } from '@octokit/request-error';
import { afterEach } from 'vitest';
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
  const { id: appId, privateKey } = double.app;
  return new Octokit({
    baseUrl: double.url,
    authStrategy: createAppAuth,
    auth: { appId, privateKey, installationId },
    log: SILENT,
  });
}

/** A client that speaks as the App itself. */
export function appClientOf(double: GitHubDouble): Octokit {
  const { id: appId, privateKey } = double.app;
  return new Octokit({ baseUrl: double.url, authStrategy: createAppAuth, auth: { appId, privateKey }, log: SILENT });
}

/** A client with a token, or with none. */
export function clientWith(double: GitHubDouble, token?: string): Octokit {
  return new Octokit({ baseUrl: double.url, log: SILENT, ...(token === undefined ? {} : { auth: token }) });
}

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Status and message of a request that fails; `connection` where no answer came. */
export async function failureOf(request: Promise<unknown>): Promise<readonly [number, string] | 'connection' | 'none'> {
  try {
    await request;
    return 'none';
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const { response, status } = error;
    if (!response) return 'connection';
    return [status, String((response.data as { message?: unknown }).message)];
  }
}

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Servers that take webhooks, and answer them with a status. */
export function receivers(): (status?: number) => Promise<{ url: string; received: Received[] }> {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });
  return async (status = 202) => {
    const received: Received[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, received };
  };
}
