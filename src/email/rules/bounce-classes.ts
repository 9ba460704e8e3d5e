/**
 * Why a letter came back: `hard` there is no such mailbox, `soft` something passing, `full` the mailbox is full or over its quota, `block` the
 * provider refuses the sender, `policy` it refuses this letter (content, size, authentication), `other` it does not say.
 */
export const BOUNCE_CLASSES = ['hard', 'soft', 'full', 'block', 'policy', 'other'] as const;
export type BounceClass = (typeof BOUNCE_CLASSES)[number];
