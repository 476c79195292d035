import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { readDockerfilePattern } from '../../../../engine/patterns/dockerfile/read-dockerfile-pattern.ts';
import { readDockerfile } from '../../../../engine/patterns/dockerfile/read-dockerfile.ts';
import type { Term } from '../../../../engine/patterns/term.ts';
import { loadGrammars } from '../../../../engine/syntax/parse.ts';

beforeAll(() => loadGrammars(['bash']));

/** A term as text: kind, value in quotes, children. */
function show({ kind, value, children }: Term): string {
  const inner = children.map(show).join(' ');
  return `${kind}${value === '' ? '' : `"${value}"`}${inner === '' ? '' : `(${inner})`}`;
}

const shown = (text: string): string[] => readDockerfile(text).root.children.map(show);
const pattern = (text: string): string | undefined => {
  const read = readDockerfilePattern(text);
  return read && `${read.form}: ${show(read.root)}`;
};

test('images with what is told of them', () => {
  expect(shown('FROM --platform=linux/arm64 reg:5000/a/b:1.2@sha256:0f AS base\nfrom scratch')).toEqual([
    'Instruction"FROM"(Attributes(Attribute(Name"platform" String"linux/arm64")) String"reg:5000/a/b" String"1.2" String"sha256:0f" String"base")',
    'Instruction"FROM"(Attributes String"scratch" None None None)',
  ]);
});

test('commands in the form of the shell, over lines with comments between, and as arrays', () => {
  const text = 'RUN apt-get update \\\n  # why\n  && apt-get install -y "a b" | tee $LOG\nCMD ["a", "-b"]\n';
  expect(shown(text)).toEqual([
    'Instruction"RUN"(Attributes Block(Binary"&&"(Command(Elements(String"apt-get" String"update")) ' +
      'Binary"|"(Command(Elements(String"apt-get" String"install" String"-y" String"a b")) Command(Elements(String"tee" Variable(Name"LOG")))))))',
    'Instruction"CMD"(Attributes Array(Elements(String"a" String"-b")))',
  ]);
  const { all } = readDockerfile(text);
  const words = all.filter(({ kind }) => kind === 'Command').map(({ start, end }) => text.slice(start, end));
  expect(words).toEqual(['apt-get update', 'apt-get install -y "a b"', 'tee $LOG']);
});

test('each pair of ENV and LABEL is an instruction, in the new form and the old', () => {
  expect(shown('ENV A=1 B="x y"\nENV C d e\nARG D\nARG E=f')).toEqual([
    'Instruction"ENV"(String"A" String"1")',
    'Instruction"ENV"(String"B" String"x y")',
    'Instruction"ENV"(String"C" String"d e")',
    'Instruction"ARG"(String"D" None)',
    'Instruction"ARG"(String"E" String"f")',
  ]);
});

test('flags with options, users, health checks, and what is put off', () => {
  expect(
    shown(
      'RUN --mount=type=secret,id=a b\nUSER a:b\nHEALTHCHECK --timeout=3s CMD x\nHEALTHCHECK NONE\nONBUILD COPY a b',
    ),
  ).toEqual([
    'Instruction"RUN"(Attributes(Attribute(Name"mount" Attributes(Attribute(Name"type" String"secret") Attribute(Name"id" String"a")))) Block(Command(Elements(String"b"))))',
    'Instruction"USER"(Attributes String"a" String"b")',
    'Instruction"HEALTHCHECK"(Attributes(Attribute(Name"timeout" String"3s")) Instruction"CMD"(Attributes Block(Command(Elements(String"x")))))',
    'Instruction"HEALTHCHECK"(Attributes String"NONE")',
    'Instruction"ONBUILD"(Attributes Instruction"COPY"(Attributes Elements(String"a" String"b")))',
  ]);
});

test('heredocs, another escape character, CRLF', () => {
  expect(shown('RUN <<EOF\n# x\nFROM a\nEOF\nUSER b')).toHaveLength(2);
  expect(shown('# escape=`\nCOPY a `\n  b\nUSER c')).toEqual([
    'Instruction"COPY"(Attributes Elements(String"a" String"b"))',
    'Instruction"USER"(Attributes String"c" None)',
  ]);
  expect(shown('COPY a \\\r\n  b\r\nUSER c\r\n')).toEqual([
    'Instruction"COPY"(Attributes Elements(String"a" String"b"))',
    'Instruction"USER"(Attributes String"c" None)',
  ]);
});

test('patterns: what they do not name may be there', () => {
  expect(pattern('FROM $IMAGE:$TAG')).toBe(
    'term: Instruction"FROM"(Attributes Meta"$IMAGE" Meta"$TAG" Ellipsis Ellipsis)',
  );
  expect(pattern('RUN ... apk upgrade ...')).toBe(
    'term: Instruction"RUN"(Attributes Block(Command(Elements(Ellipsis String"apk" String"upgrade" Ellipsis))))',
  );
  expect(pattern('CMD $...ARGS')).toBe('term: Instruction"CMD"(Attributes MetaEllipsis"$...ARGS")');
  expect(pattern('SHELL [..., "pipefail"]')).toBe(
    'term: Instruction"SHELL"(Attributes Array(Elements(Ellipsis String"pipefail")))',
  );
});

test('patterns: metavariables where the shell takes only names of variables', () => {
  expect(pattern(`RUN $FILE='' && touch "\${$FILE}"`)).toBe(
    'term: Instruction"RUN"(Attributes Block(Binary"&&"(Assign"="(Meta"$FILE" String) Command(Elements(String"touch" Template(Variable(Meta"$FILE")))))))',
  );
});

test('patterns: several instructions, one that may be any, and commands of the shell', () => {
  expect(pattern('USER $X\n...\nCMD ...')).toBe(
    'sequence: Block(Instruction"USER"(Attributes Meta"$X" Ellipsis) Ellipsis Instruction"CMD"(Attributes Ellipsis))',
  );
  expect(pattern('$INSTRUCTION')).toBe('term: Meta"$INSTRUCTION"');
  expect(pattern('cd')).toBe('term: String"cd"');
  expect(pattern('apt-get update')).toBe('term: Command(Elements(String"apt-get" String"update"))');
});

test('any text is read without a crash, and terms lie in the text', () => {
  const pieces = fc.constantFrom(
    'FROM ',
    'RUN ',
    'ENV ',
    'CMD ',
    'HEALTHCHECK ',
    'ONBUILD ',
    'USER ',
    'a',
    '=',
    ':',
    '@',
    ' ',
    '\n',
    '\\\n',
    '#',
    '"',
    "'",
    '[',
    ']',
    ',',
    '$X',
    '...',
    '--f',
    '<<E\n',
    'E\n',
    '&&',
    '|',
    '\r\n',
    '`',
    'é',
    '\\',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (all) => {
      const text = all.join('');
      readDockerfilePattern(text);
      for (const { start, end } of readDockerfile(text).all)
        expect([start >= 0, start <= end, end <= text.length]).toEqual([true, true, true]);
    }),
    { numRuns: 1_000 },
  );
});
