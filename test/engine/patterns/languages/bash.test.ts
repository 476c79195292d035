import { describe, expect, test } from 'vitest';
import { scanCode } from '../../../support/scan-code.ts';

/** A pattern, code, and the lines on which the pattern is found. */
type Case = readonly [pattern: string, code: string, lines: readonly number[]];

const lines = async (pattern: string, code: string) => (await scanCode('bash', pattern, code)).lines;

function table(cases: readonly Case[]): void {
  test.each<Case>(cases)('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
}

describe('commands and words', () => {
  table([
    ['ls', 'ls\nls -l\necho ls\nx=$(ls)', [1, 2, 3, 4]],
    ['ls;', 'ls\nls -l\necho ls', [1]],
    ['rm -rf $X', 'rm -rf a\nrm -rf "$b"\nrm -r a\nrm -rf a b', [1, 2]],
    ['rm ... -rf ...', 'rm -rf a\nrm -v -rf\nrm -r a', [1, 2]],
    ['$CMD -rf ...', 'rm -rf a\n"$x" -rf\nrm -r', [1, 2]],
    ['... bash ...', 'bash\nsudo bash -c x\nsudo sh', [1, 2]],
    ['echo $...ARGS end', 'echo a b end\necho end\necho a', [1, 2]],
    ['cp $X $X', 'cp a a\ncp a b\ncp "a" a', [1, 3]],
    ['echo "a b"', 'echo "a b"\necho \'a b\'\necho a b', [1, 2]],
    ['sudo $...CMD', 'sudo a b\na b', [1]],
    ['curl ... -k ...', 'curl -k "$u"\nA=1 curl -s -k x\ncurl x', [1, 2]],
    ['foo --opt=$X', 'foo --opt=$b\nfoo --opt="$a"\nfoo --other=$a', [1, 2]],
    ['export ...', 'export A\nexport -f b', [1, 2]],
    ['test -z $X', 'test -z "$a"\n[ -z "$a" ]', [1]],
    ['trap ... EXIT', "trap 'f' EXIT\ntrap f INT", [1]],
  ]);
});

describe('expansions and strings', () => {
  table([
    ['eval $X', 'eval "$a"\neval $a\neval b', [1, 2, 3]],
    ['eval ${$X}', 'eval $a\neval ${a}\neval "$a"\neval ${a:-b}', [1, 2, 4]],
    ['eval "${$X}"', 'eval "$a"\neval "${a}"\neval $a\neval "$a b"', [1, 2]],
    ['eval "$X"', 'eval "$a"\neval $a', [1]],
    ['echo "..."', 'echo "a $b"\necho "a"\necho $b', [1]],
    ['echo "...${$X}..."', 'echo "a $b c"\necho "$b"\necho "a"', [1, 2]],
    ['echo a${x}', 'echo a$x\necho a${x}\necho b$x', [1, 2]],
    ['echo ...${$X}...', 'echo a$x\necho $x/b\necho $x', [1, 2]],
    ['echo $(...)', 'echo $(ls)\necho `ls`\necho "$(ls)"', [1, 2]],
    ['x=$(curl ...)', 'x=$(curl -s a)\nx=$(wget a)', [1]],
    ['diff <(...) $X', 'diff <(a) b\ndiff a b', [1]],
    ['echo $lower', 'echo $lower\necho ${lower}\necho $other', [1, 2]],
    ['echo $1', 'echo $1\necho ${1}\necho $2', [1, 2]],
    ['foo <... $(ls ...) ...>', 'foo "a $(ls -l)"\nfoo a', [1]],
  ]);
});

describe('assignments', () => {
  table([
    ['$X=1', 'a=1\nb="1"\nexport c=1\nlocal d=1\nreadonly e=2', [1, 2, 3, 4]],
    ['IFS=...', "IFS=' '\nIFS=\nB=1", [1, 2]],
    ['PATH=$X', 'PATH=a\nPATH="$b:$PATH"\nPATH=$c run', [1, 2]],
    ['$X+=$Y', 'a+=b\na=b', [1]],
    ['$A=($...ITEMS)', 'a=(1 2)\na=()\na=1', [1, 2]],
    ['$X=$(cat)\n...\neval ${$X}', 'c=$(cat)\necho\neval $c\nd=$(cat)', [1]],
  ]);
});

describe('statements', () => {
  table([
    ['curl ... | bash', 'curl a | bash\ncurl a | sh\ncurl a | tee b | bash', [1]],
    ['curl ... | ... | bash', 'curl a | tee b | bash\ncurl a | bash', [1, 2]],
    ['... | grep ...', 'a | grep b\na | grep b | c\ngrep b', [1, 2]],
    ['a && ...', 'a && b\nc && a', [1]],
    ['... || true', 'a || true\na && b || true\ntrue || a', [1, 2]],
    ['! ...', '! a\na', [1]],
    ['sleep ... &', 'sleep 1 &\nsleep 1\nsleep 2 & b', [1, 3]],
    ['a > $F', 'a > b\na >> b\na', [1]],
    ['a', 'a > b\nb > a', [1, 2]],
    ['(cd ...)', '(cd a)\ncd a', [1]],
    ['if ...; then\n  ...\nfi', 'if a; then b; fi\nif [ -f a ]; then\n  b\nelse\n  c\nfi', [1, 2]],
    ['if ...; then\n  ...\nelse\n  ...\nfi', 'if a; then b; fi\nif a; then b; else c; fi', [2]],
    ['if a; then ...; elif b; then ...; fi', 'if a; then x; elif b; then y; fi\nif a; then x; fi', [1]],
    ['if [ $X = 1 ]; then ...; fi', 'if [ "$a" = 1 ]; then b; fi\nif [ $a = 2 ]; then b; fi', [1]],
    ['while ...; do ...; done', 'while a; do b; done\nuntil a; do b; done', [1, 2]],
    ['for $X in ...; do ...; done', 'for a in b c; do d; done\nfor a; do d; done', [1, 2]],
    ['for $X in $(ls ...); do ...; done', 'for a in $(ls b); do c; done\nfor a in b; do c; done', [1]],
    [
      'for (($I=0; ...; ...)); do ...; done',
      'for ((i=0; i<3; i++)); do a; done\nfor ((i=1; i<3; i++)); do a; done',
      [1],
    ],
    ['x=$(($Y + 1))', 'x=$((y + 1))\nx=$((y + 2))', [1]],
    ['case $X in\n  a) ... ;;\nesac', 'case "$1" in\n  a) b;;\nesac\ncase "$1" in\n  c) b;;\nesac', [1]],
    [
      'case $X in\n  ...\n  a) ... ;;\n  ...\nesac',
      'case "$1" in\n  b) c;;\n  a) d;;\nesac\ncase $1 in b) c;; esac',
      [1],
    ],
    ['case $X in\n  ...\nesac', 'case "$1" in\n  b) c;;\nesac', [1]],
    ['for $I in ...; do ... done', 'for a in b; do c; done', [1]],
    ['[[ ... ]]', '[[ -f a ]]\n[ -f a ]', [1]],
    ['[[ $X == $Y ]]', '[[ $a == b ]]\n[[ $a != b ]]', [1]],
    ['function $F() { ... }', 'f() { a; }\nfunction g { b; }\nfunction h() { c; }', [1, 2, 3]],
    ['f() { ...; a; ...; }', 'f() {\n  b\n  a\n}\nf() { b; }', [1]],
    ['a\nb', 'a\nb\nc\na\nc\nb', [1]],
    ['a\n...\nb', 'a\nc\nif d; then b; fi', [1]],
    ['echo $X', 'if a; then\n  echo b\nfi\nf() { echo c; }\ng | while read x; do echo d; done', [2, 4, 5]],
  ]);

  test('ends of lines end commands behind pipelines too', async () => {
    const code = 'cat | a b | c d # e\n\ncat file | a b\nx y | cat > file\n';
    expect(await lines('cat file | ...', code)).toEqual([3]);
    expect(await lines('... | cat', code)).toEqual([4]);
    const { matches } = await scanCode('bash', 'c ...', code);
    expect(matches.map(({ start, end }) => code.slice(start, end))).toEqual(['c d']);
  });

  test('the texts of here-documents are no commands', async () => {
    expect(await lines('rm ...', 'cat <<E\nrm a\nE\nrm b')).toEqual([4]);
  });
});
