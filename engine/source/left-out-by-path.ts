/** What a path alone tells: names that people and tools keep for what nobody writes by hand. */

/** Written by a tool and committed beside what it was made from. */
export function isGeneratedPath(path: string): boolean {
  return LOCK_FILES.has(fileName(path)) || GENERATED.test(path);
}

/**
 * Somebody else's code, kept in the repository. The folders are those that Linguist (vendor.yml) takes for vendored, but
 * for names that are ordinary in sources (`cache`, `deps`, `extern`, `fixtures`): leaving out too much is worse here.
 */
export function isVendoredPath(path: string): boolean {
  return VENDORED.test(path);
}

export function isMinifiedPath(path: string): boolean {
  return /[.-]min\.(?:js|mjs|cjs|css)$/.test(path);
}

/** Formats that are never text; the others are found by their content. */
export function isBinaryPath(path: string): boolean {
  return BINARY_EXTENSIONS.has(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** One expression for all: a tree of 50,000 files asks for each. */
function anyOf(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map((pattern) => pattern.source).join('|'));
}

/** Lock files of package managers. The dependencies analyzer reads them all the same. */
const LOCK_FILES = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'bun.lockb',
  'deno.lock',
  'composer.lock',
  'Gemfile.lock',
  'gems.locked',
  'Cargo.lock',
  'poetry.lock',
  'uv.lock',
  'pdm.lock',
  'Pipfile.lock',
  'go.sum',
  'go.work.sum',
  'gradle.lockfile',
  'packages.lock.json',
  'project.assets.json',
  'mix.lock',
  'pubspec.lock',
  'Podfile.lock',
  'Package.resolved',
  'flake.lock',
  '.terraform.lock.hcl',
]);

const GENERATED = anyOf(
  /\.(?:js|mjs|cjs|css|ts)\.map$/,
  /\.snap$/,
  /\.(?:pb|pb\.gw|pb\.validate)\.go$/,
  /\.pb\.(?:cc|h|swift|dart|rb)$/,
  /_pb2?(?:_grpc)?\.(?:py|pyi|js|ts|rb)$/,
  /_pb\.d\.ts$/,
  /(?:^|\/)zz_generated\.[^/]+\.go$/,
  /(?:^|\/)__generated__\//,
  /\.[Gg]enerated\.[A-Za-z]+$/,
  /\.(?:g|[Dd]esigner|xaml\.g|feature)\.cs$/,
  /\.(?:g|freezed)\.dart$/,
  /(?:^|\/)\.pnp\.(?:c|m)?js$/,
  /(?:^|\/)(?:gradlew|gradlew\.bat|mvnw|mvnw\.cmd)$/,
);

const VENDORED = anyOf(
  /(?:^|\/)node_modules\//,
  /(?:^|\/)bower_components\//,
  /(?:^|\/)jspm_packages\//,
  /(?:^|\/)[Vv]endor(?:s|ed)?\//,
  /(?:^|\/)(?:3rd|[Tt]hird)[-_]?[Pp]arty\//,
  /(?:^|\/)[Ee]xternals?\//,
  /(?:^|\/)dist\//,
  /(?:^|\/)Godeps\/_workspace\//,
  /(?:^|\/)\.yarn\/(?:releases|plugins|sdks|versions|unplugged|cache)\//,
  /(?:^|\/)(?:Carthage|Pods)\//,
  /(?:^|\/)(?:site-packages|\.venv|\.tox)\//,
  /(?:^|\/)jquery(?:[-.][0-9][^/]*)?\.js$/,
  /(?:^|\/)bootstrap(?:[-.][0-9][^/]*)?\.(?:js|css)$/,
);

const BINARY_EXTENSIONS = new Set(
  (
    '7z a aac ai avi avif bin bmp br bz2 class dat db dll dmg doc docx dylib eot exe flac gif gz heic icns ico jar jks ' +
    'jpeg jpg keystore lib m4a mo mov mp3 mp4 node o obj ogg otf p12 pack pdf pfx png ppt pptx psd pyc pyo rar so ' +
    'sqlite sqlite3 tar tgz tif tiff ttf wasm wav webm webp woff woff2 xls xlsx xz zip zst'
  ).split(' '),
);
