import { describe, expect, test } from 'vitest';
import { scanCode } from '../../../support/scan-code.ts';

/** A pattern, code, and the lines on which the pattern is found. */
type Case = readonly [pattern: string, code: string, lines: readonly number[]];

const lines = async (pattern: string, code: string) => (await scanCode('go', pattern, `${code}\n`)).lines;

const check = (cases: readonly Case[]): void => {
  test.each<Case>(cases)('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
};

describe('expressions', () => {
  check([
    ['f($X, $X)', 'f(a.b(), a.b())\nf(a, b)', [1]],
    ['$X.Close()', 'in.Close()\na.out.Close()\nClose()', [1, 2]],
    ['$F(...)', 'f(1)\na.g()\nx := 1', [1, 2]],
    ['f(1, ..., 9)', 'f(1, 9)\nf(1, 2, 9)\nf(1, 2)', [1, 2]],
    ['f($...ARGS)', 'f()\nf(1, 2)\ng(1)', [1, 2]],
    ['f($X...)', 'f(xs...)\nf(xs)', [1]],
    ['f(..., $X...)', 'f(a, xs...)\nf(a, xs)', [1]],
    ['$X + $Y', 'f(a + b)\nf(a - b)', [1]],
    ['$X == nil', 'f(a == nil)\nf(nil == a)\nf(a != nil)', [1]],
    ['$A && $B', 'f(a && b)\nf(a || b)', [1]],
    ['!$X', 'f(!a)\nf(-a)', [1]],
    ['&$X', 'f(&a)\nf(*a)', [1]],
    ['*$X', 'f(*a)\nf(&a)', [1]],
    ['<-$C', 'f(<-c)\nf(c)', [1]],
    ['$X[0]', 'f(a[0])\nf(a[1])', [1]],
    ['$X[1:]', 'f(a[1:])\nf(a[:1])', [1]],
    ['$X[$A:$B]', 'f(a[1:2])\nf(a[1:])', [1]],
    ['$X.(string)', 'f(a.(string))\nf(a.(int))', [1]],
    ['$X.($T)', 'f(a.(string))\nf(a.b)', [1]],
    ['[]byte($X)', 'f([]byte("a"))\nf([]rune("a"))', [1]],
    ['string($X)', 'f(string(a))\nf(int(a))', [1]],
    ['(*T)($X)', 'f((*T)(a))\nf(T(a))', [1]],
    ['func(...) { ... }', 'f(func() { g() })\nf(g)', [1]],
    ['func($A int) $R { ... }', 'f(func(a int) int { return a })\nf(func(a string) int { return 1 })', [1]],
    ['func(...) { ... }(...)', 'func(a int) { g() }(1)\nf(func() {})', [1]],
    ['make(chan $T)', 'f(make(chan int))\nf(make(chan int, 1))', [1]],
    ['make(chan $T, ...)', 'f(make(chan int))\nf(make(chan int, 1))\nf(make([]int, 1))', [1, 2]],
    ['make([]$T, $N)', 'f(make([]int, 3))\nf(make(map[int]int, 3))', [1]],
    ['make(map[$K]$V)', 'f(make(map[string]int))\nf(make([]int))', [1]],
    ['new($T)', 'f(new(A))\nf(make(A))', [1]],
    ['F[int]($X)', 'f(F[int](a))\nf(F[string](a))', [1]],
    ['f(<... g() ...>)', 'f(1 + g())\nf(h(g()))\nf(1)', [1, 2]],
    ['$X. ... .End()', 'a.B().C(1).End()\na.End()\na.B()', [1, 2]],
    ['f(0x10)', 'f(16)\nf(0x10)\nf(1_6)\nf(17)', [1, 2, 3]],
    ["f('a')", 'f(\'a\')\nf("a")', [1]],
    ['f(true)', 'f(true)\nf(false)', [1]],
    ['f((a))', 'f(a)\nf((a))\nf(b)', [1, 2]],
    ['$X.$Y.$Z', 'f(a.b.c)\nf(a.b)', [1]],
  ]);
});

describe('composite literals', () => {
  check([
    ['T{...}', 'f(T{1})\nf(T{})\nf(T{A: 1})\nf(U{})', [1, 2, 3]],
    ['T{..., A: 1, ...}', 'f(T{B: 2, A: 1})\nf(T{B: 2})\nf(&T{A: 1})', [1, 3]],
    ['T{..., B: $B, A: $A, ...}', 'f(T{A: 1, B: 2, C: 3})\nf(T{A: 1})', [1]],
    ['T{A: 1}', 'f(T{A: 1})\nf(T{A: 1, B: 2})', [1]],
    ['T{}', 'f(T{})\nf(T{A: 1})', [1]],
    ['&T{...}', 'f(&T{A: 1})\nf(T{A: 1})', [1]],
    ['a.T{..., X: true, ...}', 'f(&a.T{X: true})\nf(T{X: true})', [1]],
    ['{..., A: 1, ...}', 'f(T{A: 1, B: 2})\nf([]T{{B: 2, A: 1}})\nf(T{B: 1})', [1, 2]],
    ['A: $X', 'f(T{A: 1})\nf(T{B: 1})', [1]],
    ['[]string{..., "b", ...}', 'f([]string{"a", "b"})\nf([]string{"a"})', [1]],
    ['map[string]$T{..., "k": $V, ...}', 'f(map[string]int{"j": 1, "k": 2})\nf(map[string]int{"j": 1})', [1]],
    ['T{$...ALL}', 'f(T{A: 1, B: 2})\nf(T{1})\nf(U{})', [1, 2]],
    ['T{..., $K: "a", ...}', 'f(T{B: "b", A: "a"})\nf(T{B: "b"})', [1]],
    ['[...]int{...}', 'f([...]int{1})\nf([]int{1})', [1]],
  ]);
});

describe('strings', () => {
  check([
    ['f("...")', 'f("a")\nf(x)\nf("a" + "b")\nf(`raw`)', [1, 3, 4]],
    ['f("a")', 'f("a")\nf(`a`)\nf("b")', [1, 2]],
    ['f("$S")', 'f("a")\nf(1)', [1]],
    ['f("=~/^ht+p:/")', 'f("http://a")\nf("https://a")', [1]],
    ['"..." + $X', 'f("a" + x)\nf(x + "a")', [1]],
    ['fmt.Sprintf("...", $X)', 'fmt.Sprintf("%s", a)\nfmt.Sprintf(b, a)', [1]],
  ]);
});

describe('variables', () => {
  check([
    ['$X := f()', 'x := f()\nvar y = f()\nx = f()\ng()', [1, 2, 3]],
    ['$X = f()', 'x := f()\nvar y = f()\nx = f()\ng()', [1, 2, 3]],
    ['$X, $ERR := f()', 'x, err := f()\nx, err = f()\nx := f()', [1, 2]],
    ['$X, $ERR := f()', 'var x, err = f()', [1]],
    ['$X, _ := f()', 'x, _ := f()\nx, err := f()', [1]],
    ['var $X = ...', 'var x = 1\nvar z int', [1, 2]],
    ['var $X = $V', 'var x = 1\nvar z int', [1]],
    ['var $X int', 'var x int\nvar y string', [1]],
    ['var $X $T = $V', 'var x int = 1\nvar y int', [1]],
    ['const $X = "..."', 'const x = "a"\nvar y = "b"\nconst (\n\tz = "c"\n)', [1, 4]],
    ['$X += 1', 'x += 1\nx -= 1', [1]],
    ['$X++', 'x++\nx--', [1]],
    ['$A, $B = $B, $A', 'a, b = b, a\na, b = c, d', [1]],
    ['$X.Y = $V', 'a.Y = 1\na.Z = 1', [1]],
  ]);

  test('a name means the variable of its block', async () => {
    const code = 'for i := range xs {\n\ti := i\n\tgo func() { f(i) }()\n}';
    expect(await lines('for $I := range $X {\n  ...\n  go func() { f($I) }()\n}', code)).toEqual([]);
  });
});

describe('statements', () => {
  check([
    ['return', 'func f() { return }\nfunc g() int { return 1 }', [1]],
    ['return $X, nil', 'func f() (int, error) { return 1, nil }\nfunc g() (int, error) { return 1, err }', [1]],
    ['return ..., nil', 'func f() (int, error) { return 1, nil }\nfunc g() (int, error) { return 1, err }', [1]],
    ['return ...', 'func f() { return }\nfunc g() int { return 1 }', [1, 2]],
    ['if $C { ... }', 'if a { b() }\nfor a { }', [1]],
    ['if $C { ... } else { ... }', 'if a { b() } else { c() }\nif a { b() }', [1]],
    ['if err != nil { ... }', 'if err != nil { return }\nif err := f(); err != nil { return }\nif ok { }', [1, 2]],
    ['if $ERR := f(); $ERR != nil { ... }', 'if err := f(); err != nil { return }\nif err != nil { }', [1]],
    [
      '$ERR := f()\nif $ERR != nil { ... }',
      'if err := f(); err != nil { return }\nerr := f()\nif err != nil { }',
      [1, 2],
    ],
    [
      'for ... { ... }',
      'for i := 0; i < 1; i++ { f() }\nfor _, x := range xs { f() }\nfor { f() }\nfor a { f() }',
      [1, 2, 3, 4],
    ],
    ['for { ... }', 'for { f() }\nfor a { f() }', [1]],
    ['for $I := 0; $I < $N; $I++ { ... }', 'for i := 0; i < n; i++ { }\nfor i := 0; j < n; i++ { }', [1]],
    ['for $K, $V := range $M { ... }', 'for k, v := range m { f() }\nfor k := range m { f() }', [1]],
    ['for _, $V := range $M { ... }', 'for _, v := range m { f() }\nfor k, v := range m { f() }', [1]],
    ['for range $C { ... }', 'for range c { f() }', [1]],
    ['switch $X { ... }', 'switch a {\ncase 1:\n\tf()\n}\nswitch {\ncase b:\n}', [1]],
    ['switch $X {\ncase ...\n}', 'switch a {\ncase 1:\n\tf()\n}', [1]],
    ['switch $X {\ncase 1:\n  ...\ncase ...\n}', 'switch a {\ncase 1:\n\tf()\ndefault:\n}', [1]],
    ['switch { ... }', 'switch {\ncase b:\n}', [1]],
    ['switch $Y := $X.(type) { ... }', 'switch y := x.(type) {\ncase int:\n}\nswitch x {\n}', [1]],
    ['switch $X.(type) { ... }', 'switch x.(type) {\ncase int:\n}\nswitch x {\n}', [1]],
    ['select { ... }', 'select {\ncase <-c:\n}', [1]],
    ['select {\ncase <-$C:\n  ...\n}', 'select {\ncase <-c:\n\tf()\n}', [1]],
    ['$C <- $V', 'c <- 1\nf(<-c)', [1]],
    ['go $F(...)', 'go f(1)\nf(1)', [1]],
    ['go func(...) { ... }(...)', 'go func() { f() }()\ngo f()', [1]],
    ['defer $X.Close()', 'defer a.Close()\na.Close()', [1]],
    ['defer func() { ... recover() ... }()', 'defer func() { recover() }()\ndefer f()', [1]],
    ['break', 'for {\n\tbreak\n}', [2]],
    ['continue', 'for {\n\tcontinue\n}', [2]],
    ['panic(...)', 'panic("a")\nf()', [1]],
    ['f()\n...\ng()', 'f()\nh()\ng()\nf()', [1]],
    ['f()\n$...S\ng()', 'f()\nh()\ng()\nf()', [1]],
    ['f()\ng()', 'f()\nh()\ng()', []],
    ['$MU.Lock()\n...\n$MU.Unlock()', 'a.Lock()\nif x {\n\tb.Unlock()\n}\na.Unlock()', [1]],
    ['$L: for { ... }', 'a: for { f() }\nfor { f() }', [1]],
  ]);
});

describe('functions', () => {
  check([
    ['func $F(...) { ... }', 'func f(a int) { g() }\nfunc h() int { return 1 }', [1, 2]],
    ['func $F(...) error { ... }', 'func f() error { return nil }\nfunc g() int { return 1 }', [1]],
    ['func $F(...) (..., error) { ... }', 'func f() (int, error) { return 1, nil }\nfunc g() (int, string) { }', [1]],
    ['func $F(...) ($T, error) { ... }', 'func f() (n int, err error) { return }\nfunc g() error { }', [1]],
    ['func f($A int, $B string) { ... }', 'func f(a int, b string) { }\nfunc g() {}', [1]],
    ['func $F($A, $B int) { ... }', 'func f(a int, b int) { }\nfunc g(a, b int) { }\nfunc h(a int) { }', [1, 2]],
    [
      'func $F(..., $R *http.Request, ...) { ... }',
      'func f(w W, r *http.Request) { }\nfunc g(r http.Request) { }',
      [1],
    ],
    ['func $F($X ...$T) { ... }', 'func f(x ...int) { }\nfunc g(x int) { }', [1]],
    ['func ($R *T) $F(...) { ... }', 'func (t *T) f() { }\nfunc (t T) g() { }\nfunc h() { }', [1]],
    ['func ($R $T) $F(...) $O { ... }', 'func (t *T) f() int { }\nfunc h() int { }', [1]],
    ['func $F(...) { ... g() ... }', 'func (t *T) f() { g() }\nfunc h() { }', [1]],
    ['func $F[$T any](...) { ... }', 'func f[T any](a T) { }\nfunc g(a int) { }', [1]],
    ['func $F($X, ...) { ... g($X) ... }', 'func f(a, b int) { g(a) }\nfunc h(a int) { g(b) }', [1]],
    ['func $F(...)', 'func f(a int) { g() }', [1]],
    ['func $F(..., $CB func(...) error, ...) { ... }', 'func f(a int, cb func(int) error) { }\nfunc g(a int) { }', [1]],
    ['func $F(...) { }', 'func f() { }\nfunc g() { h() }', [1]],
  ]);
});

describe('types', () => {
  check([
    ['type $T struct { ... }', 'type A struct { x int }\ntype B interface{}\ntype C int', [1]],
    [
      'type $T struct {\n  ...\n  $F string\n  ...\n}',
      'type A struct {\n\tx int\n\ty string\n}\ntype B struct {\n\tx int\n}',
      [1],
    ],
    [
      'type $T struct {\n  ...\n  $F $U `json:"x"`\n  ...\n}',
      'type A struct {\n\tX int `json:"x"`\n}\ntype B struct {\n\tX int\n}',
      [1],
    ],
    ['type $T interface { ... }', 'type A interface { M() }\ntype B struct { x int }', [1]],
    [
      'type $T interface {\n  ...\n  $M(...) error\n  ...\n}',
      'type A interface {\n\tM(x int) error\n\tN()\n}\ntype B interface {\n\tN()\n}',
      [1],
    ],
    ['type $T = $U', 'type A = B\ntype C D', [1]],
    ['type $T func(...) $R', 'type A func(int) int\ntype B int', [1]],
    ['type $T map[string]$V', 'type A map[string]int\ntype B map[int]int', [1]],
    ['`json:"x"`', 'type A struct {\n\tX int `json:"x"`\n\tY int `json:"y"`\n}', [2]],
    ['var $X interface{}', 'var x interface{}\nvar y any\nvar z int', [1, 2]],
    ['var $X *T', 'var x *T\nvar y T', [1]],
    ['var $X []a.T', 'var x []a.T\nvar y []T', [1]],
    ['var $X chan<- int', 'var x chan<- int\nvar y chan int', [1]],
    ['var $X func(...) error', 'var x func(int) error\nvar y func()', [1]],
  ]);
});

describe('typed metavariables', () => {
  check([
    ['($X : *http.Request).$F', 'func f(r *http.Request, w W) {\n\tr.URL()\n\tw.URL()\n}', [2]],
    ['($X : http.Client).Do(...)', 'c := http.Client{}\nc.Do(1)\nd.Do(1)', [2]],
    ['($X : *http.Client).Do(...)', 'c := &http.Client{A: 1}\nc.Do(1)\nd := new(http.Client)\nd.Do(1)', [2, 4]],
    ['f(($X : string))', 'x := "a"\nf(x)\nf("b")\nf(1)\nvar y string\nf(y)\nf(string(z))', [2, 3, 6, 7]],
    ['f(($X : int))', 'f(1)\nf("a")', [1]],
    ['f(($X : []byte))', 'x := []byte("a")\nf(x)\nf(y)', [2]],
    ['f(($X : bool))', 'f(a == b)\nf(!a)\nf(a)', [1, 2]],
    ['($X : T).M()', 'var x = y.(T)\nx.M()', [2]],
    ['($X : T).M()', 'func f(xs []T, m map[string]T, ys []U) {\n\txs[0].M()\n\tm["a"].M()\n\tys[0].M()\n}', [2, 3]],
    ['($X : error).Error()', 'func f(err error) {\n\terr.Error()\n}', [2]],
    ['($X : T).M()', 'if a {\n\tx := T{}\n\tx.M()\n} else {\n\tx := U{}\n\tx.M()\n}', [3]],
    [
      '($X : *sql.DB).Query(...)',
      'import "database/sql"\ntype S struct {\n\tdb *sql.DB\n}\nfunc (s *S) f() {\n\tdb.Query("a")\n}',
      [],
    ],
  ]);
});

describe('imports', () => {
  check([
    ['md5.New()', 'import "crypto/md5"\nfunc f() { md5.New() }', [2]],
    ['md5.New()', 'import m "crypto/md5"\nfunc f() { m.New() }', [2]],
    ['md5.New()', 'import (\n\t"fmt"\n\tm "crypto/md5"\n)\nfunc f() { m.New() }', [5]],
    ['yaml.Unmarshal(...)', 'import y "gopkg.in/yaml.v2"\nfunc f() { y.Unmarshal(a) }', [2]],
    ['redis.New()', 'import r "github.com/go-redis/redis/v8"\nfunc f() { r.New() }', [2]],
    ['md5.$F()', 'import m "crypto/md5"\nfunc f() { m.New() }', [2]],
    ['import "crypto/md5"', 'import "crypto/md5"', [1]],
    ['import "crypto/md5"', 'import (\n\t"fmt"\n\t"crypto/md5"\n)', [1]],
    ['import $A "crypto/md5"', 'import m "crypto/md5"', [1]],
    ['import $M "crypto/md5"\n...\n$M.New()', 'import m "crypto/md5"\nfunc f() { m.New() }', [1]],
    ['import (\n  "$X"\n)', 'import (\n\t"fmt"\n)', [1]],
    ['import "=~/crypto/"', 'import "crypto/md5"\nimport "fmt"', [1]],
    ['import . "$X"', 'import . "fmt"\nimport "net"', [1]],
    ['package $P', 'package a\nfunc f() {}', [1]],
    ['package a\n...', 'package a\nfunc f() {}', [1]],
  ]);
});

describe('constants', () => {
  check([
    ['f("a")', 'const x = "a"\nfunc g() { f(x) }', [2]],
    ['f("a")', 'x := "a"\nf(x)\nx = g()\nf(x)', [2]],
    ['f("ab")', 'x := "a" + "b"\nf(x)', [2]],
    ['f(0)', 'x := 0\nf(x)', [2]],
    ['f("a")', 'x := "a"\nif b {\n\tx := g()\n\tf(x)\n}\nf(x)', [6]],
    ['f("a")', 'x, y := "a", "b"\nf(x)\nf(y)', [2]],
    ['f("a")', 'x, y := "a", "b"\nx, y = y, x\nf(x)\nf(y)', [4]],
    ['f("a")', 'var x, y = "a", "b"\nf(x)\nf(y)', [2]],
    ['f(1)', 'var open = 1\nvar Open = 1\nfunc g() {\n\tf(open)\n\tf(Open)\n}', [4]],
    ['f(false)', 'const debug = false\nf(debug)', [2]],
  ]);
});

describe('taint', () => {
  const rule = {
    mode: 'taint',
    'pattern-sources': [{ pattern: 'source(...)' }],
    'pattern-sinks': [{ pattern: 'sink(...)' }],
    'pattern-sanitizers': [{ pattern: 'clean(...)' }],
  };
  test.each<[code: string, lines: readonly number[]]>([
    ['x, err := source()\nsink(x)', [2]],
    ['for _, s := range source() {\n\tsink(s)\n}', [2]],
    ['if x := source(); x != "" {\n\tsink(x)\n}', [2]],
    ['switch x := source().(type) {\ncase string:\n\tsink(x)\n}', [3]],
    ['x := &T{A: source(), B: "b"}\nsink(x.A)', [2]],
    ['sink(clean(source()))\nsink([]byte(source()))', [2]],
    ['x := source()\ndefer func() { sink(x) }()', [2]],
    ['func(x string) {\n\tsink(x)\n}(source())', [2]],
    ['func f(x string) string { return x }\nfunc g() {\n\tsink(f(source()))\n}', [3]],
    ['x := source()\nif a {\n\tx := "b"\n\tsink(x)\n}\nsink(x)', [6]],
  ])('%s', async (code, expected) => {
    expect((await scanCode('go', rule, `${code}\n`)).lines).toEqual(expected);
  });
});
