import { PERMISSION_STATUS } from '../../records/schema.ts';

const { hardBounce, pendingReview, unconfirmed, transactionalOnly, singleOptIn, doubleOptIn } = PERMISSION_STATUS;

/** What permits least comes first. */
const FROM_LEAST: readonly number[] = [hardBounce, pendingReview, unconfirmed, transactionalOnly, singleOptIn, doubleOptIn];

export interface MergingStatus {
  address: string | null;
  status: number;
  /** Whether the person withdrew, or the address is barred. */
  isOut: boolean;
}

/**
 * The status of a record that another is merged into: that which permits less of both, and no more than transactional mail where either opted
 * out. It is never higher than the survivor's own. A mailbox that does not exist says something of its address alone: where the survivor
 * keeps another, nothing is known of the merged person's permission, which counts as none.
 */
export function mergedStatus(survivor: MergingStatus, merged: MergingStatus): number {
  const isOwnAddress = merged.address !== null && merged.address === survivor.address;
  const theirs = merged.status === hardBounce && !isOwnAddress ? transactionalOnly : merged.status;
  const least = FROM_LEAST.indexOf(theirs) < FROM_LEAST.indexOf(survivor.status) ? theirs : survivor.status;
  const isOut = survivor.isOut || merged.isOut;
  return isOut && FROM_LEAST.indexOf(least) > FROM_LEAST.indexOf(transactionalOnly) ? transactionalOnly : least;
}
