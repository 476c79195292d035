import type { Rule } from '../../findings/finding.ts';

export const LARGE_FILE: Rule = {
  id: 'hygiene/large-file',
  title: 'Large file in the repository',
  description:
    'Git keeps every version of it for ever, and every clone fetches them all. Keep it in Git LFS, in a package registry or in a release.',
  severity: 'low',
  quality: 'maintainability',
  minutes: 20,
};

export const BUILD_PRODUCT: Rule = {
  id: 'hygiene/binary',
  title: 'Binary committed',
  description:
    'Programs, libraries and archives can neither be reviewed nor merged. Build them from their source, or fetch them by version and checksum.',
  severity: 'low',
  quality: 'security',
  minutes: 20,
};

export const MERGE_CONFLICT: Rule = {
  id: 'hygiene/merge-conflict',
  title: 'Merge conflict left in the file',
  description: 'Both sides of a merge stand in the file, with the markers between them. Choose what is to stay.',
  severity: 'high',
  quality: 'reliability',
  minutes: 10,
};

export const PATH_COLLISION: Rule = {
  id: 'hygiene/path-collision',
  title: 'Paths that are one on other systems',
  description:
    'The paths differ only by case, or by the way accents are encoded. On Windows and macOS one of them overwrites the other. Rename one.',
  severity: 'medium',
  quality: 'reliability',
  minutes: 10,
};

export const BROKEN_LINK: Rule = {
  id: 'hygiene/broken-symlink',
  title: 'Symbolic link to nothing',
  description: 'What the link points at is not in the repository. Remove the link, or commit its target.',
  severity: 'medium',
  quality: 'reliability',
  minutes: 5,
};

export const LEAVING_LINK: Rule = {
  id: 'hygiene/symlink-leaves-tree',
  title: 'Symbolic link out of the repository',
  description:
    'It points at a file of the machine, which is there for its author only, and which tools that follow links read or overwrite. Link within the repository.',
  severity: 'medium',
  quality: 'security',
  minutes: 10,
};

export const WINDOWS_NAME: Rule = {
  id: 'hygiene/windows-name',
  title: 'Name that Windows cannot hold',
  description: 'The repository cannot be checked out on Windows. Rename the file.',
  severity: 'low',
  quality: 'reliability',
  minutes: 5,
};

export const MIXED_LINE_ENDS: Rule = {
  id: 'hygiene/mixed-line-ends',
  title: 'Mixed line ends',
  description:
    'Some lines end with CRLF, others with LF; editors rewrite them, and diffs grow. Choose one, by `* text=auto` in .gitattributes.',
  severity: 'info',
  quality: 'maintainability',
  minutes: 2,
};

export const NO_LICENCE: Rule = {
  id: 'hygiene/no-licence',
  title: 'No licence',
  description:
    'Without a licence nobody else may use, change or share the code. Add a LICENSE file, or one that says that all rights are reserved.',
  severity: 'low',
  quality: 'maintainability',
  minutes: 10,
};

export const NO_README: Rule = {
  id: 'hygiene/no-readme',
  title: 'No README',
  description: 'Say in a README what this is, how to run it and how to test it.',
  severity: 'low',
  quality: 'maintainability',
  minutes: 30,
};

export const NO_TESTS: Rule = {
  id: 'hygiene/no-tests',
  title: 'No tests',
  description: 'No file looks like a test. Begin with one for what is changed most often.',
  severity: 'medium',
  quality: 'reliability',
  minutes: 240,
};

export const LARGE_CHANGE: Rule = {
  id: 'hygiene/large-change',
  title: 'Large change',
  description:
    'The more a change holds, the less a reviewer finds in it. Divide it into changes that can be read, and merged, on their own.',
  severity: 'low',
  quality: 'maintainability',
  minutes: 30,
};

export const HYGIENE_RULES: readonly Rule[] = [
  LARGE_FILE,
  BUILD_PRODUCT,
  MERGE_CONFLICT,
  PATH_COLLISION,
  BROKEN_LINK,
  LEAVING_LINK,
  WINDOWS_NAME,
  MIXED_LINE_ENDS,
  NO_LICENCE,
  NO_README,
  NO_TESTS,
  LARGE_CHANGE,
];
