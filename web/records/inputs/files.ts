import type { StoredFile } from '../../../src/records/schema.ts';
import type { Api } from '../../app/api.ts';

/** Sends a file; it belongs to a record once a field is saved with it. */
export const uploadFile = (api: Api, file: File, onProgress: (share: number) => void): Promise<StoredFile> =>
  api.upload<StoredFile>('/api/files', file, onProgress);

export const fileAddress = (api: Api, { id }: StoredFile): string => api.address(`/api/files/${id}`);
