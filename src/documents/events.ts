import { eventKind } from '../ledger/index.ts';

export const brandChanged = eventKind('brand.changed', { retention: 'business' });
export const signatureChanged = eventKind('signature.changed', { retention: 'business', subject: 'user' });
export const savedBlockCreated = eventKind('saved_block.created', { retention: 'business', subject: 'saved_block' });
export const savedBlockUpdated = eventKind('saved_block.updated', { retention: 'business', subject: 'saved_block' });
export const savedBlockDeleted = eventKind('saved_block.deleted', { retention: 'business', subject: 'saved_block' });
export const assetAdded = eventKind('asset.added', { retention: 'business', subject: 'asset' });
export const assetUpdated = eventKind('asset.updated', { retention: 'business', subject: 'asset' });
export const assetDeleted = eventKind('asset.deleted', { retention: 'business', subject: 'asset' });

export const DOCUMENT_EVENTS = [
  brandChanged,
  signatureChanged,
  savedBlockCreated,
  savedBlockUpdated,
  savedBlockDeleted,
  assetAdded,
  assetUpdated,
  assetDeleted,
];
