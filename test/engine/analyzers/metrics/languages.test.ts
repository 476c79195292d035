import { expect, test } from 'vitest';
import { measured, outline } from './measured.ts';

test('Python: methods, docstrings, elif, else of a loop, comprehensions, match, lambdas', async () => {
  const source = [
    '"""A shop."""',
    'class Cart:',
    '    """Holds lines."""',
    '    @logged',
    '    async def total(self, lines, *, tax=0):',
    '        """Sum up."""',
    '        if not lines:',
    '            return 0',
    '        elif tax and lines or self.force:',
    '            tax = 1',
    '        else:',
    '            tax = 2',
    '        for line in lines:',
    '            if line.gone:',
    '                break',
    '        else:',
    '            self.total(lines)',
    '        return sum(x.price for x in lines if x.price)',
    '',
    '    def _kind(self, x):',
    '        match x:',
    '            case 1 | 2:',
    '                return "few"',
    '            case _:',
    '                return (lambda y: y if y else 0)(x)',
  ].join('\n');
  expect(await outline('python', source)).toEqual([
    // Cyclomatic: 1, if, elif, and, or, for, if, the comprehension and its condition: 9.
    // Cognitive: if, elif, else, and, or, for, nested if 2, else of the loop, recursion: 10.
    'Cart.total: 9 cyclomatic, 10 cognitive, 2 deep, 2 parameters, public, documented',
    // Cognitive: match 1; within it and a lambda (nesting 2) a conditional expression 3.
    'Cart._kind: 2 cyclomatic, 4 cognitive, 1 deep, 1 parameters',
    'Cart._kind.<anonymous>: 2 cyclomatic, 1 cognitive, 0 deep, 1 parameters',
  ]);
});

test('Python: a decorator does not nest the function it returns', async () => {
  const source = [
    'def logged(f):',
    '    def wrapper(*args):',
    '        if args:',
    '            print(args)',
    '        return f(*args)',
    '    return wrapper',
    'def other(f):',
    '    x = 1',
    '    def inner():',
    '        if x:',
    '            print(x)',
    '    return inner',
  ].join('\n');
  expect(await outline('python', source)).toEqual([
    'logged: 1 cyclomatic, 1 cognitive, 0 deep, 1 parameters, public',
    'logged.wrapper: 2 cyclomatic, 1 cognitive, 1 deep, 1 parameters',
    'other: 1 cyclomatic, 2 cognitive, 0 deep, 1 parameters, public',
    'other.inner: 2 cyclomatic, 1 cognitive, 1 deep, 0 parameters',
  ]);
});

test('Go: receivers, else if, labels, select, function literals', async () => {
  const source = [
    'package shop',
    '',
    '// Total sums up.',
    'func (c *Cart[T]) Total(a, b int, rest ...string) (int, error) {',
    '\tif a > 0 && b > 0 || c.Force {',
    '\t\treturn 1, nil',
    '\t} else if a < 0 {',
    '\t\treturn 2, nil',
    '\t} else {',
    '\t\ta = 1',
    '\t}',
    'outer:',
    '\tfor _, r := range rest {',
    '\t\tswitch r {',
    '\t\tcase "x", "y":',
    '\t\t\tcontinue outer',
    '\t\tdefault:',
    '\t\t}',
    '\t}',
    '\tdone := func(ok bool) bool {',
    '\t\tselect {',
    '\t\tcase <-c.ch:',
    '\t\tdefault:',
    '\t\t}',
    '\t\treturn ok',
    '\t}',
    '\treturn total(done)',
    '}',
    '',
    'func total(f func(bool) bool) (int, error) { return total(f) }',
  ].join('\n');
  expect(await outline('go', source)).toEqual([
    // Cyclomatic: 1, if, &&, ||, else if, for, case: 7.
    // Cognitive: if, &&, ||, else if, else, for, switch 2, jump, select within the literal 2: 11.
    'Cart.Total: 7 cyclomatic, 11 cognitive, 2 deep, 3 parameters, public, documented',
    'Cart.Total.done: 2 cyclomatic, 1 cognitive, 1 deep, 1 parameters',
    'total: 1 cyclomatic, 1 cognitive, 0 deep, 1 parameters',
  ]);
});

test('Java: constructors, lambdas, switch, labelled break, overloads, interfaces', async () => {
  const source = [
    'package shop;',
    '/** A cart. */',
    'public class Cart {',
    '  public Cart(int size) { this(size, true); }',
    '  /**',
    '   * Sums up.',
    '   */',
    '  @Override',
    '  public int total(final int a, String... names) throws Exception {',
    '    outer: for (String name : names) {',
    '      if (a > 0 && name != null) { break outer; } else if (a < 0) { return 1; }',
    '    }',
    '    try { run(); } catch (Exception e) { return a > 1 ? 1 : 2; } finally { stop(); }',
    '    Runnable r = () -> { while (true) { total(a); } };',
    '    return switch (a) { case 1, 2 -> 3; default -> 4; };',
    '  }',
    '  private int total(int a) { return a == 0 ? 0 : total(a - 1); }',
    '  interface Line { int price(); default int tax() { return 0; } }',
    '}',
  ].join('\n');
  expect(await outline('java', source)).toEqual([
    'Cart.Cart: 1 cyclomatic, 0 cognitive, 0 deep, 1 parameters, public',
    // Cyclomatic: 1, for, if, &&, else if, catch, ?:, case: 8.
    // Cognitive: for 1, if 2, && 1, break 1, else if 1, catch 1, ?: 2, while in the lambda 2, switch 1: 12.
    'Cart.total: 8 cyclomatic, 12 cognitive, 2 deep, 2 parameters, public, documented',
    'Cart.total.r: 2 cyclomatic, 1 cognitive, 1 deep, 0 parameters',
    // Only the call with as many arguments is a call of itself.
    'Cart.total: 2 cyclomatic, 2 cognitive, 0 deep, 1 parameters',
    'Cart.Line.tax: 1 cyclomatic, 0 cognitive, 0 deep, 0 parameters',
  ]);
});

test('Ruby: modifiers, blocks, rescue, case, visibility', async () => {
  const source = [
    'module Shop',
    '  class Cart',
    '    # Sums up.',
    '    def total(lines, tax = 0, *rest, factor: 1, &block)',
    '      return 0 unless lines && tax',
    '      lines.each do |line|',
    '        next if line.gone?',
    '      end',
    '      if tax > 1 then a elsif tax > 2 then b else c end',
    '      begin',
    '        run',
    '      rescue IOError => e',
    '        x ||= e&.message',
    '      end',
    '      case tax',
    '      when 1, 2 then "few"',
    '      else "many"',
    '      end',
    '    end',
    '    def self.build = new',
    '    private',
    '    def hidden; @a ? 1 : 2; end',
    '  end',
    'end',
  ].join('\n');
  expect(await outline('ruby', source)).toEqual([
    // Cyclomatic: 1, unless, &&, if in the block, if, elsif, rescue, ||=, &., when: 10.
    // Cognitive: unless 1, && 1, if in the block 2, if 1, elsif 1, else 1, rescue 1, case 1: 9.
    'Shop.Cart.total: 10 cyclomatic, 9 cognitive, 1 deep, 5 parameters, public, documented',
    'Shop.Cart.build: 1 cyclomatic, 0 cognitive, 0 deep, 0 parameters, public',
    'Shop.Cart.hidden: 2 cyclomatic, 1 cognitive, 0 deep, 0 parameters',
  ]);
});

test('PHP: both kinds of else if, break with a level, match, closures, visibility', async () => {
  const source = [
    '<p>A page</p>',
    '<?php',
    'namespace Shop;',
    'abstract class Cart {',
    '  /** Sums up. */',
    '  public static function total(int $a, ?Line $b = null, ...$rest): int {',
    '    if ($a && $b) { $a = 1; } elseif ($a or $b) { $a = 2; } else if ($b) { $a = 3; } else { $a = 4; }',
    '    foreach ($rest as $line) { while ($line) { break 2; } }',
    '    $x = match (true) { 1, 2 => 3, default => 4 };',
    '    $f = fn($y) => $y ?? $b?->price;',
    '    return self::total($a);',
    '  }',
    '  abstract protected function name();',
    '  private function hidden() { goto end; end: return $this->hidden(); }',
    '}',
    'function top() {}',
  ].join('\n');
  expect(await outline('php', source)).toEqual([
    // Cyclomatic: 1, if, &&, elseif, or, else if, foreach, while, arm: 9.
    // Cognitive: if 1, && 1, elseif 1, or 1, else if 1, else 1, foreach 1, while 2, break 1, match 1, recursion 1: 12.
    'Cart.total: 9 cyclomatic, 12 cognitive, 2 deep, 3 parameters, public, documented',
    'Cart.total.$f: 3 cyclomatic, 0 cognitive, 0 deep, 1 parameters',
    'Cart.hidden: 1 cyclomatic, 2 cognitive, 0 deep, 0 parameters',
    'top: 1 cyclomatic, 0 cognitive, 0 deep, 0 parameters, public',
  ]);
});

test('C#: properties, switch expressions, filters, local functions, lambdas', async () => {
  const source = [
    'namespace Shop {',
    '/// <summary>A cart.</summary>',
    'public class Cart {',
    '  public int Size { get; private set; }',
    '  public int Half { get { return Size > 1 ? Size / 2 : 0; } }',
    '  public bool Empty => Size == 0 && Force;',
    '  /// <summary>Sums up.</summary>',
    '  public async Task<int> Total<T>(int a, ref string b, params int[] rest) {',
    '    foreach (var line in rest) { if (a > 1) { goto end; } else if (a > 0) { continue; } }',
    '    switch (a) { case 1: case 2: break; default: break; }',
    '    var kind = a switch { 1 => 2, > 3 and < 5 => 4, _ => 3 };',
    '    try { Run(); } catch (IOException e) when (e.Fatal) { b ??= e?.Message; }',
    '    Action act = () => { while (true) { } };',
    '    int Twice(int x) { return x * 2; }',
    '    end: return Twice(a);',
    '  }',
    '  ~Cart() { }',
    '}}',
  ].join('\n');
  expect(await outline('csharp', source)).toEqual([
    'Shop.Cart.Half.get: 2 cyclomatic, 1 cognitive, 0 deep, 0 parameters',
    'Shop.Cart.Empty: 2 cyclomatic, 1 cognitive, 0 deep, 0 parameters, public',
    // Cyclomatic: 1, foreach, if, else if, 2 cases, 2 arms, and, catch, when, ??=, ?.: 13.
    // Cognitive: foreach 1, if 2, goto 1, else if 1, switch 1, switch 1, and 1, catch 1, while in the lambda 2: 11.
    'Shop.Cart.Total: 13 cyclomatic, 11 cognitive, 2 deep, 3 parameters, public, documented',
    'Shop.Cart.Total.act: 2 cyclomatic, 1 cognitive, 1 deep, 0 parameters',
    'Shop.Cart.Total.Twice: 1 cyclomatic, 0 cognitive, 0 deep, 1 parameters',
    'Shop.Cart.~Cart: 1 cyclomatic, 0 cognitive, 0 deep, 0 parameters',
  ]);
});

test('Kotlin: when, elvis, lambdas, labels, extension functions, visibility', async () => {
  const source = [
    'package shop',
    '',
    'class Cart(val size: Int) : Base() {',
    '    init {',
    '        if (size > 1) run()',
    '    }',
    '',
    '    /** Sums up. */',
    '    fun total(a: Int = 1, vararg names: String): Int {',
    '        outer@ for (name in names) {',
    '            if (a > 0 && name != "") { break@outer } else if (a < 0) { return 1 } else { run() }',
    '        }',
    '        val kind = when (a) {',
    '            1, 2 -> "few"',
    '            else -> "many"',
    '        }',
    '        names.forEach { name -> if (name == "") run() }',
    '        return size ?: kind?.length',
    '    }',
    '',
    '    private fun Line.tax() = try { 1 } catch (e: Exception) { 2 }',
    '}',
    '',
    'internal fun top() {}',
  ].join('\n');
  expect(await outline('kotlin', source)).toEqual([
    'Cart.init: 2 cyclomatic, 1 cognitive, 1 deep, 0 parameters',
    // Cyclomatic: 1, for, if, &&, else if, entry, ?:, ?.: 8.
    // Cognitive: for 1, if 2, && 1, break 1, else if 1, else 1, when 1, if in the lambda 2: 10.
    'Cart.total: 8 cyclomatic, 10 cognitive, 2 deep, 2 parameters, public, documented',
    'Cart.total.<anonymous>: 2 cyclomatic, 1 cognitive, 1 deep, 1 parameters',
    'Cart.tax: 2 cyclomatic, 1 cognitive, 1 deep, 0 parameters',
    'top: 1 cyclomatic, 0 cognitive, 0 deep, 0 parameters',
  ]);
});

test('Rust: impl, match guards, labels, closures, let else, pub', async () => {
  const source = [
    '/// Sums up.',
    '#[inline]',
    'pub fn total<T>(a: i32, names: &[T]) -> Option<i32> {',
    "    'outer: for name in names {",
    "        if a > 0 && name.ok() { continue 'outer; } else if let Some(x) = name.get() { return x; } else { run(); }",
    '    }',
    '    let kind = match a { 1 | 2 => 1, x if x > 2 => 2, _ => 3 };',
    '    let Some(size) = size() else { return None };',
    '    let twice = |x: i32, y| { while x > y { run(); } };',
    '    loop { break; }',
    '}',
    'impl<T> Line for Cart<T> {',
    '    fn price(&self, x: i32) -> i32 { self.price(x) }',
    '}',
    'impl Cart { pub(crate) fn inner(&mut self) {} pub fn outer(&self) {} }',
    'pub struct Cart { size: i32 }',
  ].join('\n');
  expect(await outline('rust', source)).toEqual([
    // Cyclomatic: 1, for, if, &&, else if, 2 arms, guard, let else, loop: 10.
    // Cognitive: for 1, if 2, && 1, continue 1, else if 1, else 1, match 1, while in the closure 2, loop 1: 11.
    'total: 10 cyclomatic, 11 cognitive, 2 deep, 2 parameters, public, documented',
    'total.twice: 2 cyclomatic, 1 cognitive, 1 deep, 2 parameters',
    'Cart.price: 1 cyclomatic, 1 cognitive, 0 deep, 1 parameters',
    'Cart.inner: 1 cyclomatic, 0 cognitive, 0 deep, 0 parameters',
    'Cart.outer: 1 cyclomatic, 0 cognitive, 0 deep, 0 parameters, public',
  ]);
  expect((await measured('rust', source)).classes).toEqual([
    { name: 'Cart', scope: [], startLine: 16, endLine: 16, methods: 3 },
  ]);
});

test('C: goto, conditional compilation, pointers to functions, static', async () => {
  const source = [
    '#ifndef SHOP_H',
    '#define SHOP_H',
    '/** Sums up. */',
    'int *total(int (*price)(int), char *names[], void *rest)',
    '{',
    '#ifdef DEBUG',
    '  if (rest) { log(rest); }',
    '#endif',
    '  switch (names[0][0]) { case 1: case 2: goto end; default: break; }',
    '  do { next(); } while (rest && names);',
    'end:',
    '  return 0;',
    '}',
    'static int hidden(void) { return 1 ? 2 : 3; }',
    'int prototype(int a);',
    '#endif',
  ].join('\n');
  expect(await outline('c', source)).toEqual([
    // Cyclomatic: 1, if, 2 cases, do, &&: 6. Cognitive: #ifdef 1, if 2, switch 1, goto 1, do 1, && 1: 7.
    'total: 6 cyclomatic, 7 cognitive, 2 deep, 3 parameters, public, documented',
    'hidden: 2 cyclomatic, 1 cognitive, 0 deep, 0 parameters',
  ]);
});

test('C++: templates, members in and outside their class, lambdas, operators, access', async () => {
  const source = [
    'namespace shop {',
    'class Cart : public Base {',
    '  int secret() { return 1; }',
    'public:',
    '  explicit Cart(int size) : size_(size) {}',
    '  /// Sums up.',
    '  template <typename T> int total(const T& a, int&& b) {',
    '    for (auto& line : lines_) { if (a and b) { continue; } else if (b) { return 1; } }',
    '    try { run(); } catch (const Error& e) { } catch (...) { }',
    '    auto f = [&](int x) { while (x) { --x; } };',
    '    return total(a, b);',
    '  }',
    '  bool operator==(const Cart& other) const = default;',
    '};',
    'int Cart::price(int a) const { return a > 0 ? a : 0; }',
    'Cart::~Cart() {}',
    '}',
  ].join('\n');
  expect(await outline('cpp', source)).toEqual([
    'shop.Cart.secret: 1 cyclomatic, 0 cognitive, 0 deep, 0 parameters',
    'shop.Cart.Cart: 1 cyclomatic, 0 cognitive, 0 deep, 1 parameters, public',
    // Cyclomatic: 1, for, if, and, else if, 2 catches: 7.
    // Cognitive: for 1, if 2, and 1, else if 1, catch 2, while in the lambda 2, recursion 1: 10.
    'shop.Cart.total: 7 cyclomatic, 10 cognitive, 2 deep, 2 parameters, public, documented',
    'shop.Cart.total.f: 2 cyclomatic, 1 cognitive, 1 deep, 1 parameters',
    'shop.Cart.price: 2 cyclomatic, 1 cognitive, 0 deep, 1 parameters',
    'shop.Cart.~Cart: 1 cyclomatic, 0 cognitive, 0 deep, 0 parameters',
  ]);
  expect((await measured('cpp', source)).classes).toEqual([
    { name: 'Cart', scope: ['shop'], startLine: 2, endLine: 14, methods: 5 },
  ]);
});
