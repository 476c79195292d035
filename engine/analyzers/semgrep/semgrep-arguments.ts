/** What may be asked of the real program; nothing else ever reaches its command line. */
export interface SemgrepRequest {
  /** Rule files, folders, and names of the registry. */
  readonly configs: readonly string[];
  /** Files and folders; at least one. */
  readonly targets: readonly string[];
  readonly severities?: readonly string[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly excludeRules?: readonly string[];
  /** Seconds for a rule on a file. */
  readonly ruleTimeout?: number;
  readonly maxTargetBytes?: number;
  readonly jobs?: number;
  readonly gitIgnore?: boolean;
  readonly disableNosem?: boolean;
  readonly autofix?: 'write' | 'dryrun';
}

/** The arguments of a scan that prints JSON, stays silent and sends no metrics. */
export function argumentsOf(request: SemgrepRequest, memoryMegabytes: number): string[] {
  const each = (name: string, values: readonly string[] | undefined) =>
    (values ?? []).map((value) => `${name}=${value}`);
  const one = (name: string, value: number | undefined) => (value === undefined ? [] : [`${name}=${value}`]);
  return [
    'scan',
    '--json',
    '--quiet',
    '--metrics=off',
    '--disable-version-check',
    // Values are written behind "=" and targets behind "--": none can be taken for an option.
    ...each('--config', request.configs),
    ...each('--severity', request.severities),
    ...each('--include', request.include),
    ...each('--exclude', request.exclude),
    ...each('--exclude-rule', request.excludeRules),
    ...one('--timeout', request.ruleTimeout),
    ...one('--max-target-bytes', request.maxTargetBytes),
    ...one('--jobs', request.jobs),
    `--max-memory=${memoryMegabytes}`,
    ...(request.gitIgnore === false ? ['--no-git-ignore'] : []),
    ...(request.disableNosem ? ['--disable-nosem'] : []),
    ...(request.autofix ? ['--autofix'] : []),
    ...(request.autofix === 'dryrun' ? ['--dryrun'] : []),
    '--',
    ...request.targets,
  ];
}

/** Variables that the program gets: where things are and how to reach the network, no tokens. */
const KEPT_VARIABLES = [
  ...['PATH', 'HOME', 'USERPROFILE', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'LC_ALL', 'SYSTEMROOT', 'XDG_CONFIG_HOME'],
  ...['XDG_CACHE_HOME', 'HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy'],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'REQUESTS_CA_BUNDLE'],
];

export function environmentOf(env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  const kept = KEPT_VARIABLES.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  return { ...Object.fromEntries(kept), SEMGREP_SEND_METRICS: 'off', SEMGREP_ENABLE_VERSION_CHECK: '0', NO_COLOR: '1' };
}
