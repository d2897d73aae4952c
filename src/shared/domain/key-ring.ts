import { createHmac, timingSafeEqual } from 'node:crypto';

/** A secret key and the name that may be shown of it. */
export interface RingKey {
  /** 12 hexadecimal digits that follow from the key: the same wherever the key is used, and nothing leads back from them. */
  readonly id: string;
  readonly bytes: Buffer;
}

const ID_LENGTH = 12;

/**
 * The service's secret keys. The first seals and signs; all of them open what they sealed, and vouch for what they signed.
 * So a key is replaced while the service runs: the new one goes first, and the old one goes once nothing needs it.
 */
export class KeyRing {
  private constructor(readonly keys: readonly [RingKey, ...RingKey[]]) {}

  /** A key that is given twice counts once, where it is first. */
  static of(first: Buffer, ...others: readonly Buffer[]): KeyRing {
    const distinct = new Map([first, ...others].map((bytes) => [idOf(bytes), bytes]));
    const [head, ...tail] = [...distinct].map(([id, bytes]) => ({ id, bytes }));
    return new KeyRing([head as RingKey, ...tail]);
  }

  get first(): RingKey {
    return this.keys[0];
  }

  /** Stays the same from when a new key comes until the old one goes. */
  get last(): RingKey {
    return this.keys.at(-1) ?? this.first;
  }

  find(id: string): RingKey | undefined {
    return this.keys.find((key) => key.id === id);
  }

  /** Other keys under the same ids, for one purpose: what is made with them tells nothing of those of another purpose. */
  derive(purpose: string): KeyRing {
    const [first, ...others] = this.keys.map(({ id, bytes }) => ({ id, bytes: digest(bytes, purpose) }));
    return new KeyRing([first as RingKey, ...others]);
  }

  /** HMAC-SHA256 by the first key. */
  sign(message: string): Buffer {
    return digest(this.first.bytes, message);
  }

  /** Whether one of the keys signed it. In constant time. */
  vouchesFor(message: string, signature: Buffer): boolean {
    const verdicts = this.keys.map(({ bytes }) => {
      const expected = digest(bytes, message);
      return signature.length === expected.length && timingSafeEqual(signature, expected);
    });
    return verdicts.includes(true);
  }
}

function idOf(key: Buffer): string {
  return digest(key, 'solum-key-id').toString('hex').slice(0, ID_LENGTH);
}

function digest(key: Buffer, message: string): Buffer {
  return createHmac('sha256', key).update(message).digest();
}
