/** What is used of `fetch`. */
export type Fetch = (url: string, init: FetchInit) => Promise<Pick<Response, 'status' | 'body'>>;

interface FetchInit {
  readonly method?: string;
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

/**
 * `fetch` that goes through the proxies of the environment: `https_proxy`, `http_proxy`, `no_proxy`, also in capitals. Node's own
 * knows none, unless it is told before it starts. undici's is loaded for the first request that has a proxy.
 */
export function fetchThroughProxy(env: NodeJS.ProcessEnv): Fetch {
  let loaded: Promise<Fetch> | undefined;
  return async (url, init) => {
    const isProxied = Boolean(variable(env, url.startsWith('https:') ? 'https_proxy' : 'http_proxy'));
    return isProxied ? (await (loaded ??= load(env)))(url, init) : fetch(url, init);
  };
}

async function load(env: NodeJS.ProcessEnv): Promise<Fetch> {
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: address(variable(env, 'http_proxy')),
    httpsProxy: address(variable(env, 'https_proxy')),
    noProxy: variable(env, 'no_proxy'),
  });
  return (url, init) => fetch(url, { ...init, dispatcher });
}

/** The small one first, as git and curl have it. */
function variable(env: NodeJS.ProcessEnv, name: string): string {
  return env[name] ?? env[name.toUpperCase()] ?? '';
}

/** As git and curl read it, too: a host alone speaks HTTP. */
function address(proxy: string): string {
  return proxy === '' || proxy.includes('://') ? proxy : `http://${proxy}`;
}
