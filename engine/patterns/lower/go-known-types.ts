import { aTerm, type Term } from '../term.ts';

const BASIC = new Set(
  (
    'bool string byte rune error int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 uintptr float32 float64 ' +
    'complex64 complex128'
  ).split(' '),
);

/** `new(T)` is a `*T`, `make(T)` a `T`, and so is `T(x)` where `T` is certain to be a type. */
export function callTypes({ children: [callee, args], ...at }: Term): readonly Term[] | undefined {
  const [first] = args!.children;
  if (first?.kind === 'TypeArgument') {
    const type = first.children[0]!;
    return [callee!.value === 'new' ? aTerm('PointerType', at, [type]) : type];
  }
  const isType = callee!.kind.endsWith('Type') || (callee!.kind === 'Name' && BASIC.has(callee!.value));
  return isType ? [callee!] : undefined;
}
