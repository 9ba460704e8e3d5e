import type { Purpose } from './schema.ts';

declare const onlyTheGateMakesOne: unique symbol;

/**
 * Leave to send one letter, now, to one address for one purpose. Only the gate makes permits; whatever hands a letter to the outside world
 * takes one and redeems it, once.
 */
export interface Permit {
  readonly [onlyTheGateMakesOne]: true;
  readonly accountId: number;
  readonly objectId: number | null;
  readonly recordId: number | null;
  readonly address: string;
  readonly purpose: Purpose | 'test';
}

const open = new WeakSet<Permit>();

/** For the gate alone. */
export function issuePermit(terms: Pick<Permit, 'accountId' | 'objectId' | 'recordId' | 'address' | 'purpose'>): Permit {
  const permit = Object.freeze({ ...terms }) as Permit;
  open.add(permit);
  return permit;
}

/** Uses a permit up and gives the address it allows. Throws for one that the gate did not make, or that was used before. */
export function redeemPermit(permit: Permit): string {
  if (!open.delete(permit)) throw new Error('This permit was not issued by the gate, or was used before.');
  return permit.address;
}
