import { basename } from 'node:path/posix';
import { LockFileError, lockedPackage, type LockedPackage, type LockFileReader } from './lock-file.ts';

/** Bundler's `Gemfile.lock`: gems stand by four spaces below `GEM`, what the Gemfile itself names below `DEPENDENCIES`. */
export const gemfileLock: LockFileReader = {
  format: 'Gemfile.lock',
  matches: (path) => ['Gemfile.lock', 'gems.locked'].includes(basename(path)),
  read: (text) => {
    const gems: { name: string; version: string; line: number }[] = [];
    const direct = new Set<string>();
    const problems: string[] = [];
    let section = '';
    text.split('\n').forEach((raw, index) => {
      const line = raw.trimEnd();
      if (/^[A-Z]/.test(line)) section = line;
      const gem = /^ {4}(\S+) \(([^\s()]+)\)$/.exec(line);
      if (gem && section === 'GEM') gems.push({ name: gem[1]!, version: withoutPlatform(gem[2]!), line: index + 1 });
      if (gem && (section === 'GIT' || section === 'PATH')) problems.push(`${gem[1]} is not taken from a gem server`);
      if (section === 'DEPENDENCIES') direct.add(/^ {2}([^\s!]+)/.exec(line)?.[1] ?? '');
    });
    if (section === '') throw new LockFileError('it has no section that Bundler writes');
    const packages = gems.map((gem): LockedPackage =>
      lockedPackage({ ecosystem: 'RubyGems', ...gem, direct: direct.has(gem.name) }),
    );
    return { packages, problems };
  },
};

/** `1.16.0-x86_64-linux`: a version itself has no hyphen. */
function withoutPlatform(version: string): string {
  return version.split('-', 1)[0]!;
}
