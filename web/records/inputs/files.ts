import type { StoredFile } from '../../../src/records/schema.ts';
import type { Api } from '../../app/api.ts';

/** Sends a file; it belongs to a record once a field is saved with it. */
export const uploadFile = (api: Api, as: 'image' | 'file', file: File, onProgress: (share: number) => void): Promise<StoredFile> =>
  api.upload(`/api/files?as=${as}`, file, onProgress);

/** Where a file is handed out; of an image also small, for cells. */
export const fileAddress = (api: Api, { id, name }: StoredFile, size: 'whole' | 'thumbnail' = 'whole'): string =>
  api.address(`/api/files/${id}/${encodeURIComponent(name)}`, size === 'thumbnail' ? { size } : {});
