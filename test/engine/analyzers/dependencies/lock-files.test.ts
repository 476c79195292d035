import { describe, expect, it, test } from 'vitest';
import { dependenciesAnalyzer } from '../../../../engine/analyzers/dependencies/analyzer.ts';
import type { Dependency } from '../../../../engine/analyzers/dependencies/dependency-result.ts';
import { aClassification, aProjectInput, aSnapshot } from '../../../support/a-snapshot.ts';

async function analyzed(files: Readonly<Record<string, string>>, base?: Readonly<Record<string, string>>) {
  const head = aSnapshot(files);
  const before = aSnapshot(base ?? {});
  const paths = [...new Set([...Object.keys(files), ...Object.keys(base ?? {})])].sort();
  const changes = paths
    .filter((path) => head.file(path)?.blob !== before.file(path)?.blob)
    .map((path) => {
      const [old, fresh] = [before.file(path), head.file(path)];
      return {
        status: 'modified',
        ...(old ? { old } : {}),
        ...(fresh ? { new: fresh } : {}),
        binary: false,
        hunks: [],
      } as const;
    });
  const classified = new Map(
    head.files.map(({ path }) => [
      path,
      aClassification(path, path.startsWith('vendor/') ? { leftOut: 'vendored' } : {}),
    ]),
  );
  return dependenciesAnalyzer.analyze(
    await aProjectInput(head, {
      classified,
      ...(base ? { comparison: { base: before, tip: before, head, changes } } : {}),
    }),
  );
}

/** `name@version:line`, with what is told besides; and what was not looked at but the vulnerabilities. */
async function packagesOf(path: string, text: string): Promise<{ packages: string[]; missed: string[] }> {
  const given: Dependency[] = [];
  const { result, notLookedAt } = await analyzed({ [path]: text }, {});
  given.push(...(result?.added ?? []));
  given.sort((a, b) => a.line - b.line || (a.version < b.version ? -1 : 1));
  const packages = given.map(({ ecosystem, name, version, line, direct, development, licence }) =>
    [`${ecosystem} ${name}@${version}:${line}`, direct ? 'direct' : '', development ? 'dev' : '', licence ?? '']
      .filter(Boolean)
      .join(' '),
  );
  const missed = (notLookedAt ?? []).filter(({ reason }) => reason !== 'offline').map(({ detail }) => detail);
  return { packages, missed };
}

describe('package-lock.json', () => {
  it('of version 3', async () => {
    const lock = `{
  "name": "acme", "version": "1.0.0", "lockfileVersion": 3, "requires": true,
  "packages": {
    "": { "name": "acme", "version": "1.0.0", "license": "MIT", "dependencies": { "lodash": "^4.0.0", "mine": "npm:debug@^4.0.0" }, "devDependencies": { "vitest": "^4.0.0" } },
    "node_modules/@types/node": {
      "version": "20.1.0",
      "resolved": "https://registry.example.org/@types/node/-/node-20.1.0.tgz",
      "dev": true,
      "license": "MIT"
    },
    "node_modules/lodash": {
      "version": "4.17.20",
      "license": "(MIT OR Apache-2.0)"
    },
    "node_modules/mine": {
      "name": "debug",
      "version": "4.3.0"
    },
    "node_modules/vitest": {
      "version": "4.1.0",
      "dev": true
    },
    "node_modules/vitest/node_modules/lodash": {
      "version": "3.10.1",
      "license": { "type": "MIT" }
    },
    "node_modules/forked": {
      "version": "1.0.0",
      "resolved": "git+ssh://git@github.com/acme/forked.git#0123456"
    },
    "node_modules/inside": { "resolved": "packages/inside", "link": true },
    "packages/inside": { "version": "1.0.0" }
  }
}`;
    expect(await packagesOf('package-lock.json', lock)).toEqual({
      packages: [
        'npm @types/node@20.1.0:5 dev MIT',
        'npm lodash@4.17.20:11 direct (MIT OR Apache-2.0)',
        'npm debug@4.3.0:15 direct',
        'npm vitest@4.1.0:19 direct dev',
        'npm lodash@3.10.1:23 MIT',
      ],
      missed: ['package-lock.json: forked is not taken from the registry.'],
    });
  });

  it('of version 1, where packages nest', async () => {
    const lock = `{
  "name": "acme", "lockfileVersion": 1,
  "dependencies": {
    "a": {
      "version": "1.0.0",
      "requires": { "b": "^1.0.0" },
      "dependencies": {
        "b": {
          "version": "1.5.0"
        }
      }
    },
    "b": {
      "version": "2.0.0",
      "dev": true
    },
    "c": {
      "version": "github:acme/c#0123456"
    }
  }
}`;
    expect(await packagesOf('web/npm-shrinkwrap.json', lock)).toEqual({
      packages: ['npm a@1.0.0:4', 'npm b@1.5.0:8', 'npm b@2.0.0:13 dev'],
      missed: ['web/npm-shrinkwrap.json: c is not taken from the registry.'],
    });
  });
});

describe('pnpm-lock.yaml', () => {
  it.each([
    ['5', '/@babel/core/7.20.0', '/lodash/4.17.20_peer@1.0.0'],
    ['6', '/@babel/core@7.20.0', '/lodash@4.17.20(peer@1.0.0)'],
    ['9', "'@babel/core@7.20.0'", 'lodash@4.17.20'],
  ])('of version %s', async (version, babel, lodash) => {
    const lock = `lockfileVersion: '${version}.0'

importers:
  .:
    dependencies:
      lodash: {specifier: ^4.0.0, version: 4.17.20}

packages:

  ${babel}:
    resolution: {integrity: sha512-x}
    engines: {node: '>=6.9.0'}

  ${lodash}:
    resolution: {integrity: sha512-y}

  https://codeload.github.com/acme/x/tar.gz/0123456:
    resolution: {tarball: https://codeload.github.com/acme/x/tar.gz/0123456}
    name: x
    version: 1.0.0
`;
    expect(await packagesOf('pnpm-lock.yaml', lock)).toEqual({
      packages: ['npm @babel/core@7.20.0:10', 'npm lodash@4.17.20:14 direct'],
      missed: ['pnpm-lock.yaml: https://codeload.github.com/acme/x/tar.gz/0123456 is not taken from the registry.'],
    });
  });
});

describe('yarn.lock', () => {
  it('of yarn 1', async () => {
    const lock = `# THIS IS AN AUTOGENERATED FILE. DO NOT EDIT THIS FILE DIRECTLY.
# yarn lockfile v1


"@babel/core@^7.0.0", "@babel/core@^7.1.0":
  version "7.20.0"
  resolved "https://registry.example.org/@babel/core/-/core-7.20.0.tgz#abc"
  dependencies:
    version "^9.0.0"

lodash@^4.0.0:
  version "4.17.20"

"mine@npm:debug@^4.0.0":
  version "4.3.0"

"forked@git+https://github.com/acme/forked.git":
  version "1.0.0"
`;
    expect(await packagesOf('yarn.lock', lock)).toEqual({
      packages: ['npm @babel/core@7.20.0:5', 'npm lodash@4.17.20:11', 'npm debug@4.3.0:14'],
      missed: ['yarn.lock: forked@git+https://github.com/acme/forked.git is not taken from the registry.'],
    });
  });

  it('of a later yarn', async () => {
    const lock = `__metadata:
  version: 8
  cacheKey: 10c0

"@babel/core@npm:^7.0.0, @babel/core@npm:^7.1.0":
  version: 7.20.0
  resolution: "@babel/core@npm:7.20.0"
  dependencies:
    lodash: "npm:^4.0.0"
  languageName: node
  linkType: hard

"acme@workspace:.":
  version: 0.0.0-use.local
  resolution: "acme@workspace:."
  linkType: soft

"fsevents@patch:fsevents@npm%3A~2.3.2#optional!builtin<compat/fsevents>":
  version: 2.3.3
  resolution: "fsevents@patch:fsevents@npm%3A2.3.3#optional!builtin<compat/fsevents>::version=2.3.3&hash=df0bf1"
  linkType: hard
`;
    expect(await packagesOf('yarn.lock', lock)).toEqual({
      packages: ['npm @babel/core@7.20.0:5', 'npm fsevents@2.3.3:18'],
      missed: [],
    });
  });
});

describe('Python', () => {
  it('requirements.txt', async () => {
    const text = `# pinned
-r base.txt
--index-url https://pypi.org/simple
Flask_Login==0.6.3 \\
    --hash=sha256:aaaa \\
    --hash=sha256:bbbb
requests[socks] == 2.31.0 ; python_version >= "3.8"  # why
django>=4.2
numpy==1.*
-e ./lib
acme @ https://acme.io/acme.whl
`;
    expect(await packagesOf('requirements/prod.txt', text)).toEqual({
      packages: ['PyPI flask-login@0.6.3:4', 'PyPI requests@2.31.0:7'],
      missed: [
        'requirements/prod.txt: base.txt is included and is looked at only if it is known by its name; django is not pinned to a version; numpy is not pinned to a version; and 2 more.',
      ],
    });
  });

  it('Pipfile.lock', async () => {
    const text = `{
    "_meta": {"hash": {"sha256": "x"}, "pipfile-spec": 6},
    "default": {
        "jinja2": {
            "hashes": ["sha256:x"],
            "version": "==3.1.2"
        },
        "acme": {"git": "https://acme.io/acme.git", "ref": "main"}
    },
    "develop": {
        "pytest": {
            "version": "==8.0.0"
        }
    }
}`;
    expect(await packagesOf('Pipfile.lock', text)).toEqual({
      packages: ['PyPI jinja2@3.1.2:4', 'PyPI pytest@8.0.0:11 dev'],
      missed: ['Pipfile.lock: acme is not taken from the index.'],
    });
  });

  it('poetry.lock', async () => {
    const text = `[[package]]
name = "Jinja2"
version = "3.1.2"
groups = ["main"]

[[package]]
name = "pytest"
version = "8.0.0"
groups = ["dev", "test"]

[[package]]
name = "acme"
version = "1.0.0"
[package.source]
type = "git"
url = "https://acme.io/acme.git"

[metadata]
lock-version = "2.1"
`;
    expect(await packagesOf('poetry.lock', text)).toEqual({
      packages: ['PyPI jinja2@3.1.2:1', 'PyPI pytest@8.0.0:6 dev'],
      missed: ['poetry.lock: acme is not taken from the index.'],
    });
  });

  it('uv.lock', async () => {
    const text = `version = 1
requires-python = ">=3.12"

[[package]]
name = "acme"
version = "0.1.0"
source = { virtual = "." }
dependencies = [{ name = "flask" }]

[package.dev-dependencies]
dev = [{ name = "pytest" }]

[[package]]
name = "click"
version = "8.1.7"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "flask"
version = "3.0.0"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "pytest"
version = "8.0.0"
source = { registry = "https://pypi.org/simple" }
`;
    expect(await packagesOf('uv.lock', text)).toEqual({
      packages: ['PyPI click@8.1.7:13', 'PyPI flask@3.0.0:18 direct', 'PyPI pytest@8.0.0:23 direct'],
      missed: [],
    });
  });
});

it('go.mod, with what is replaced', async () => {
  const text = `module acme.io/x // a comment

go 1.22

require github.com/gin-gonic/gin v1.9.0

require (
	golang.org/x/net v0.10.0 // indirect
	github.com/acme/lib v1.0.0
	github.com/acme/local v1.0.0
)

replace github.com/acme/lib => github.com/other/lib v1.2.0

replace github.com/acme/local v1.0.0 => ../local
`;
  expect(await packagesOf('go.mod', text)).toEqual({
    packages: [
      'Go github.com/gin-gonic/gin@1.9.0:5 direct',
      'Go golang.org/x/net@0.10.0:8',
      'Go github.com/other/lib@1.2.0:9 direct',
    ],
    missed: ['go.mod: github.com/acme/local is replaced by a folder.'],
  });
  expect((await packagesOf('go.mod', 'module x\ngo 1.16\nrequire a.io/b v1.0.0\n')).missed).toEqual([
    'go.mod: modules needed indirectly are not named before Go 1.17.',
  ]);
});

it('pom.xml, with properties and managed versions', async () => {
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <parent><groupId>org.acme</groupId><artifactId>parent</artifactId><version>7</version></parent>
  <artifactId>app</artifactId>
  <properties><log.version>2.\${minor}</log.version><minor>17.1</minor><loop>\${loop}</loop></properties>
  <dependencyManagement><dependencies>
    <dependency><groupId>org.junit</groupId><artifactId>junit</artifactId><version>5.9.0</version></dependency>
  </dependencies></dependencyManagement>
  <dependencies>
    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-core</artifactId><version>\${log.version}</version></dependency>
    <dependency>
      <groupId>org.junit</groupId><artifactId>junit</artifactId><scope>test</scope>
    </dependency>
    <dependency><groupId>\${project.groupId}</groupId><artifactId>core</artifactId><version>\${project.version}</version></dependency>
    <dependency><groupId>a</groupId><artifactId>loop</artifactId><version>\${loop}</version></dependency>
    <dependency><groupId>a</groupId><artifactId>range</artifactId><version>[1,2)</version></dependency>
  </dependencies>
</project>`;
  expect(await packagesOf('pom.xml', text)).toEqual({
    packages: [
      'Maven org.apache.logging.log4j:log4j-core@2.17.1:10 direct',
      'Maven org.junit:junit@5.9.0:11 direct dev',
      'Maven org.acme:core@7:14 direct',
    ],
    missed: [
      'pom.xml: the version of a:loop is not told in this file; the version of a:range is not told in this file; what these packages need in turn is not told by a pom.xml.',
    ],
  });
});

it('gradle.lockfile', async () => {
  const text = `# This is a Gradle generated file for dependency locking.
com.google.guava:guava:32.0.0-jre=compileClasspath,runtimeClasspath
org.junit:junit:5.9.0=testCompileClasspath,testRuntimeClasspath
empty=annotationProcessor
`;
  expect(await packagesOf('app/gradle.lockfile', text)).toEqual({
    packages: ['Maven com.google.guava:guava@32.0.0-jre:2', 'Maven org.junit:junit@5.9.0:3 dev'],
    missed: [],
  });
});

it('Gemfile.lock', async () => {
  const text = `GIT
  remote: https://github.com/acme/forked.git
  revision: 0123456
  specs:
    forked (1.0.0)

GEM
  remote: https://rubygems.org/
  specs:
    nokogiri (1.16.0-x86_64-linux)
      racc (~> 1.4)
    racc (1.7.3)

PLATFORMS
  x86_64-linux

DEPENDENCIES
  forked!
  nokogiri (~> 1.16)

BUNDLED WITH
   2.5.3
`;
  expect(await packagesOf('Gemfile.lock', text)).toEqual({
    packages: ['RubyGems nokogiri@1.16.0:10 direct', 'RubyGems racc@1.7.3:12'],
    missed: ['Gemfile.lock: forked is not taken from a gem server.'],
  });
});

it('composer.lock', async () => {
  const text = `{
    "packages": [
        {
            "name": "monolog/monolog",
            "version": "v2.9.1",
            "license": ["MIT"]
        },
        { "name": "acme/branch", "version": "dev-main" }
    ],
    "packages-dev": [
        {
            "name": "phpunit/phpunit",
            "version": "10.0.0",
            "license": ["BSD-3-Clause", "MIT"]
        }
    ]
}`;
  expect(await packagesOf('composer.lock', text)).toEqual({
    packages: [
      'Packagist monolog/monolog@2.9.1:4 MIT',
      'Packagist phpunit/phpunit@10.0.0:12 dev (BSD-3-Clause OR MIT)',
    ],
    missed: ['composer.lock: acme/branch is at a branch (dev-main), not at a version.'],
  });
});

it('Cargo.lock', async () => {
  const text = `version = 4

[[package]]
name = "acme"
version = "0.1.0"
dependencies = [
 "serde 1.0.190",
]

[[package]]
name = "itoa"
version = "1.0.9"
source = "registry+https://github.com/rust-lang/crates.io-index"

[[package]]
name = "serde"
version = "1.0.190"
source = "registry+https://github.com/rust-lang/crates.io-index"
dependencies = ["itoa"]

[[package]]
name = "forked"
version = "1.0.0"
source = "git+https://github.com/acme/forked#0123456"
`;
  expect(await packagesOf('Cargo.lock', text)).toEqual({
    packages: ['crates.io itoa@1.0.9:10', 'crates.io serde@1.0.190:15 direct'],
    missed: ['Cargo.lock: forked is not taken from a registry.'],
  });
});

describe('a lock file that cannot be read', () => {
  it.each([
    ['package-lock.json', '{', 'it is no valid JSON: '],
    ['package-lock.json', '[]', 'its start: '],
    ['package-lock.json', '{"packages": {"node_modules/a": 4}}', 'packages → node_modules/a: '],
    ['pnpm-lock.yaml', 'a: [', 'it is no valid YAML: '],
    ['pnpm-lock.yaml', 'packages: {}', 'lockfileVersion: '],
    ['yarn.lock', 'hello', 'it is neither of yarn 1 nor of a later yarn.'],
    ['poetry.lock', 'a = = 1', 'it is no valid TOML: line 1, column 5.'],
    ['Cargo.lock', '[[package]]\nversion = "1"', 'package → 0 → name: '],
    ['go.mod', '{}', 'it has no module directive.'],
    ['pom.xml', '<project>', 'it is no well-formed XML: '],
    [
      'pom.xml',
      '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><project>&x;</project>',
      'it is no well-formed XML: ',
    ],
    ['Gemfile.lock', 'hello', 'it has no section that Bundler writes.'],
    ['composer.lock', '{}', 'packages: '],
    ['Pipfile.lock', '{"default": 3}', 'default: '],
  ])('%s: %s', async (path, text, detail) => {
    const { result, notLookedAt } = await analyzed({ [path]: text });
    expect(result).toBeUndefined();
    expect(notLookedAt).toEqual([
      {
        subject: `packages of ${path}`,
        path,
        analyzer: 'dependencies',
        reason: 'bad-input',
        detail: expect.stringContaining(`${path} could not be read: ${detail}`) as string,
      },
    ]);
  });

  it('by aliases that multiply is bounded', async () => {
    const laughs = Array.from({ length: 12 }, (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at},`.repeat(9)}]`).join(
      '\n',
    );
    const { notLookedAt } = await analyzed({ 'pnpm-lock.yaml': `lockfileVersion: 9\nl0: &l0 [x]\n${laughs}\n` });
    expect(notLookedAt?.map(({ reason }) => reason)).toEqual(['bad-input']);
  });

  it.each([
    ['pnpm-lock.yaml', 'a: ' + '['.repeat(20_000)],
    ['package-lock.json', `{"packages": ${'['.repeat(20_000)}`],
    ['poetry.lock', `a = ${'['.repeat(20_000)}`],
    ['pom.xml', '<project>'.repeat(20_000) + '</project>'.repeat(20_000)],
  ])('by nesting is bounded: %s', async (path, text) => {
    const { notLookedAt } = await analyzed({ [path]: text });
    expect(notLookedAt?.map(({ reason }) => reason)).toEqual(['bad-input']);
  });
});

describe('a change', () => {
  const gradle = (...packages: string[]) => packages.map((one) => `${one}=runtimeClasspath`).join('\n');

  it('adds, removes and changes, by lock file', async () => {
    const { result } = await analyzed(
      { 'gradle.lockfile': gradle('a:a:2.0', 'a:c:1.0', 'a:many:1.0', 'a:many:3.0'), 'go.mod': 'module x\n' },
      { 'gradle.lockfile': gradle('a:a:1.0', 'a:b:1.0', 'a:many:1.0', 'a:many:2.0'), 'go.mod': 'module x\n' },
    );
    const show = ({ name, version }: Dependency) => `${name} ${version}`;
    expect(result?.added?.map(show)).toEqual(['a:c 1.0']);
    expect(result?.removed?.map(show)).toEqual(['a:b 1.0']);
    expect(result?.changed?.map(({ from, to }) => [show(from), show(to)])).toEqual([
      ['a:a 1.0', 'a:a 2.0'],
      ['a:many 2.0', 'a:many 3.0'],
    ]);
  });

  it('says nothing of changes without a base, and counts', async () => {
    const { result } = await analyzed({
      'gradle.lockfile': gradle('a:a:1.0', 'a:b:1.0'),
      'vendor/x/go.mod': 'module x\nrequire a.io/b v1.0.0',
      'pom.xml': '<project/>',
    });
    expect(result).toEqual({
      lockFiles: [
        { path: 'gradle.lockfile', format: 'gradle.lockfile', dependencies: 2 },
        { path: 'pom.xml', format: 'pom.xml', dependencies: 0 },
      ],
      total: 2,
      direct: 0,
      vulnerabilities: [],
      vulnerabilityStatus: 'not-looked-at',
      licences: [],
    });
  });
});

test('that nobody was asked about vulnerabilities is told of a change only where it touches a lock file', async () => {
  const lock = { 'requirements.txt': 'a==1\n' };
  const reasonsOf = async (head: Record<string, string>, base?: Record<string, string>) =>
    ((await analyzed(head, base)).notLookedAt ?? []).map(({ reason }) => reason);
  expect(await reasonsOf(lock)).toEqual(['offline']);
  expect(await reasonsOf({ 'requirements.txt': 'a==2\n' }, lock)).toEqual(['offline']);
  expect(await reasonsOf({ ...lock, 'a.py': 'x = 1\n' }, lock)).toEqual([]);
});
