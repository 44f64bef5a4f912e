import { expect } from 'vitest';

/**
 * Vitest's set-up of each file: `toEqual` and its like see at once that two arrays of the same type hold the same bytes. Element by
 * element, as Vitest compares them, the portraits of seventy people take seconds of a processor. What differs is compared and told as
 * before.
 */
function equalBytes(one: unknown, other: unknown): true | undefined {
  if (!ArrayBuffer.isView(one) || !ArrayBuffer.isView(other) || one.constructor !== other.constructor) return undefined;
  return bytesOf(one).equals(bytesOf(other)) || undefined;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) => Buffer.from(buffer, byteOffset, byteLength);

/** A process that serves several files keeps what is added. */
const IS_ADDED = Symbol.for('luna-backport3: equalBytes is added');
if (!Reflect.has(globalThis, IS_ADDED)) expect.addEqualityTesters([equalBytes]);
Reflect.set(globalThis, IS_ADDED, true);
