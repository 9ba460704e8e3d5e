// SHA-256 and PBKDF2 in plain code: `crypto.subtle` is missing wherever a page is served without TLS, as on a company's own network.

const BLOCK = 64;
const ROUND_CONSTANTS = constants(64, 1 / 3);
const START = constants(8, 1 / 2);
const schedule = new Int32Array(64);

/** The first 32 bits of the fractional parts of roots of the first primes, as the standard defines them. */
function constants(count: number, power: number): Int32Array {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) {
    if (isPrime(candidate)) found.push(((candidate ** power % 1) * 0x1_0000_0000) | 0);
  }
  return Int32Array.from(found);
}

function isPrime(number: number): boolean {
  for (let divisor = 2; divisor * divisor <= number; divisor += 1) if (number % divisor === 0) return false;
  return true;
}

export function sha256(data: Uint8Array): Uint8Array {
  return bytesOf(hashFrom(START, data, data.length));
}

/** The first 32 bytes of PBKDF2 with HMAC-SHA-256. */
export function pbkdf2Sha256(password: Uint8Array, salt: Uint8Array, rounds: number): Uint8Array {
  const key = new Uint8Array(BLOCK);
  key.set(password.length > BLOCK ? sha256(password) : password);
  // What the key alone contributes to each HMAC is worked out once: two blocks a round remain.
  const inner = absorb(
    START,
    key.map((byte) => byte ^ 0x36),
  );
  const outer = absorb(
    START,
    key.map((byte) => byte ^ 0x5c),
  );
  const hmac = (message: Uint8Array): Int32Array => hashFrom(outer, bytesOf(hashFrom(inner, message, BLOCK + message.length)), BLOCK + 32);
  const first = new Uint8Array(salt.length + 4);
  first.set(salt);
  first[first.length - 1] = 1;
  let last = hmac(first);
  const sum = Int32Array.from(last);
  for (let round = 1; round < rounds; round += 1) {
    last = hmac(bytesOf(last));
    for (let word = 0; word < 8; word += 1) sum[word] = sum[word]! ^ last[word]!;
  }
  return bytesOf(sum);
}

/** The state after `data` and its padding; `length` counts what the state had absorbed before, too. */
function hashFrom(state: Int32Array, data: Uint8Array, length: number): Int32Array {
  const padded = new Uint8Array((((data.length + 8) >> 6) + 1) << 6);
  padded.set(data);
  padded[data.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(length / 0x2000_0000));
  view.setUint32(padded.length - 4, length << 3);
  return absorb(state, padded);
}

function absorb(state: Int32Array, blocks: Uint8Array): Int32Array {
  const next = Int32Array.from(state);
  const view = new DataView(blocks.buffer, blocks.byteOffset);
  for (let block = 0; block < blocks.length; block += BLOCK) compress(next, view, block);
  return next;
}

function bytesOf(state: Int32Array): Uint8Array {
  const bytes = new Uint8Array(32);
  const view = new DataView(bytes.buffer);
  for (let word = 0; word < 8; word += 1) view.setInt32(word * 4, state[word]!);
  return bytes;
}

function compress(state: Int32Array, view: DataView, block: number): void {
  const w = schedule;
  for (let i = 0; i < 16; i += 1) w[i] = view.getInt32(block + i * 4);
  for (let i = 16; i < 64; i += 1) {
    const x = w[i - 15]!;
    const y = w[i - 2]!;
    w[i] = w[i - 16]! + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7]! + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i += 1) {
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS[i]! + w[i]!) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
