import { Readable } from 'node:stream';
import { RawReply, route, type Route } from '../../app/http.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { openFile } from '../files/open-file.ts';
import { receiveUpload } from '../files/receive-upload.ts';
import { fileParams, fileQuery, uploadQuery } from '../schema.ts';

export const fileRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/files',
    access: 'user',
    summary: 'Upload a file or image for a field',
    query: uploadQuery,
    upload: true,
    perMinute: 120,
    handle: async ({ query, request, database, accountId, viewer }) => {
      for await (const part of request.parts()) {
        if (part.type !== 'file') continue;
        const { filename: fileName, mimetype: type, file: bytes } = part;
        const upload = { accountId, userId: viewer.userId, isImage: query.as === 'image', fileName: fileName ?? 'file', type, bytes };
        return receiveUpload(database, upload);
      }
      throw new Problem('no_file', 'The upload holds no file. Choose one.');
    },
  }),
  route({
    method: 'GET',
    path: '/api/files/:id/:name',
    access: 'user',
    summary: 'Download a file of a record',
    answers: { 200: 'application/octet-stream' },
    params: fileParams,
    query: fileQuery,
    handle: async ({ params, query, database, accountId, viewer }) => {
      const variant = query.size === 'thumbnail' ? 'thumbnail' : 'whole';
      const { file, bytes } = await openFile(database, { accountId, viewer, id: params.id, variant });
      const isThumbnail = file.width !== null && variant === 'thumbnail';
      return new RawReply(200, headersOf(file.name, isThumbnail ? 'image/webp' : file.type, file.width !== null), Readable.from(bytes));
    },
  }),
];

/** Only images made here are shown in place; whatever else was uploaded is handed out as a file, and could run nothing if it were not. */
function headersOf(name: string, type: string, isShown: boolean): Record<string, string> {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const disposition = `${isShown ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)}`;
  return {
    'content-type': type,
    'content-disposition': disposition,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=300',
  };
}
