const EXTENSIONS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/gif': 'gif' };
const HASH_LENGTH = 20;
const NAME = /^(\d{1,15})-(\d{1,15})-([0-9a-f]{20})-(\d{1,5})\.(?:jpg|png|gif)$/;

export interface CopyAsked {
  accountId: number;
  id: number;
  hash: string;
  width: number;
}

/** Where everybody can see a copy of a picture; nobody finds it by counting, and it never shows anything else. */
export function assetAddress(
  baseUrl: string,
  accountId: number,
  { id, hash, type, width }: { id: number; hash: string; type: string; width: number },
): string {
  return `${baseUrl}/f/${accountId}-${id}-${hash.slice(0, HASH_LENGTH)}-${width}.${EXTENSIONS[type] ?? 'jpg'}`;
}

/** What such an address asks for; undefined when we did not make it. */
export function copyAsked(name: string): CopyAsked | undefined {
  const [, accountId, id, hash, width] = NAME.exec(name) ?? [];
  return hash === undefined ? undefined : { accountId: Number(accountId), id: Number(id), hash, width: Number(width) };
}
