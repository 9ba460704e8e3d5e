const ARMOR = '-----BEGIN PGP ';

/** What a file is by how it begins: a message encrypted with OpenPGP, in text or binary form, or something else OpenPGP writes. */
export function pgpKind(start: Uint8Array): 'armored' | 'binary' | 'key' | 'signed' | undefined {
  const text = new TextDecoder('latin1').decode(start.subarray(0, 2_000)).trimStart();
  if (text.startsWith(ARMOR)) {
    const what = text.slice(ARMOR.length);
    if (what.startsWith('MESSAGE')) return 'armored';
    return /^(PUBLIC|PRIVATE) KEY/.test(what) ? 'key' : 'signed';
  }
  return isSessionKeyPacket(start) ? 'binary' : undefined;
}

/** An encrypted message begins with a packet for each key or passphrase that opens it: tag 1 or 3, and the version of the packet. */
function isSessionKeyPacket(start: Uint8Array): boolean {
  const [first = 0, second = 0] = start;
  const isNew = (first & 0xc0) === 0xc0;
  const isOld = (first & 0xc0) === 0x80;
  const tag = isNew ? first & 0x3f : isOld ? (first >> 2) & 0x0f : 0;
  if (tag !== 1 && tag !== 3) return false;
  const lengthBytes = isNew ? (second < 192 ? 1 : second < 224 ? 2 : 5) : [1, 2, 4, 0][first & 3]!;
  const version = start[1 + lengthBytes];
  return tag === 1 ? version === 3 || version === 6 : version === 4 || version === 5 || version === 6;
}
