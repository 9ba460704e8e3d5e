import { installationOf } from '../../accounts/index.ts';
import { RawReply, route, type Call, type Route } from '../../app/http.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { assetById } from '../assets/asset-by-id.ts';
import { deleteAsset } from '../assets/delete-asset.ts';
import { fetchAsset } from '../assets/fetch-asset.ts';
import { keepAsset } from '../assets/keep-asset.ts';
import { openAsset } from '../assets/open-asset.ts';
import { uploadedBytes } from '../assets/uploaded-bytes.ts';
import { updateAsset } from '../assets/update-asset.ts';
import { presentAsset } from '../present.ts';
import { assetsOf, type AssetRow } from '../queries/assets.ts';
import { assetFileParams, assetParams, assetsQuery, fetchAssetBody, updateAssetBody, type Asset } from '../schema.ts';

const presented = ({ database, accountId }: Pick<Call, 'database' | 'accountId'>, row: AssetRow): Asset =>
  presentAsset(installationOf(database).baseUrl, accountId, row);

export const assetRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/assets',
    access: 'user',
    summary: 'List pictures',
    query: assetsQuery,
    handle: async (call) => ({ assets: (await call.inAccount((db) => assetsOf(db, call.query))).map((row) => presented(call, row)) }),
  }),
  route({
    method: 'POST',
    path: '/api/assets',
    access: 'right:messages.manage',
    summary: 'Upload a picture for letters and pages',
    upload: true,
    perMinute: 60,
    async handle(call) {
      for await (const part of call.request.parts()) {
        if (part.type !== 'file') continue;
        const asset = { bytes: await uploadedBytes(part.file), name: part.filename ?? 'picture' };
        return { asset: presented(call, await keepAsset(call.database, call, asset)) };
      }
      throw new Problem('no_file', 'The upload holds no file. Choose one.');
    },
  }),
  route({
    method: 'POST',
    path: '/api/assets/fetch',
    access: 'right:messages.manage',
    summary: 'Fetch a picture from an address and keep it here',
    body: fetchAssetBody,
    perMinute: 60,
    handle: async (call) => ({ asset: presented(call, await fetchAsset(call.database, call, call.body.url)) }),
  }),
  route({
    method: 'GET',
    path: '/api/assets/:id',
    access: 'user',
    summary: 'Open a picture',
    params: assetParams,
    handle: async (call) => ({ asset: presented(call, await call.inAccount((db) => assetById(db, call.params.id))) }),
  }),
  route({
    method: 'PATCH',
    path: '/api/assets/:id',
    access: 'right:messages.manage',
    summary: 'Name or describe a picture',
    params: assetParams,
    body: updateAssetBody,
    handle: async (call) => ({
      asset: presented(call, await call.inAccount((db) => updateAsset(db, call.actor, call.params.id, call.body))),
    }),
  }),
  route({
    method: 'DELETE',
    path: '/api/assets/:id',
    access: 'right:messages.manage',
    summary: 'Offer a picture no more',
    params: assetParams,
    handle: ({ inAccount, actor, params }) => inAccount((db) => deleteAsset(db, actor, params.id)),
  }),
  route({
    method: 'GET',
    path: '/f/:name',
    access: 'public',
    summary: 'A picture of a letter or page',
    params: assetFileParams,
    async handle({ database, params }) {
      const { bytes, type } = await openAsset(database, params.name);
      return new RawReply(200, HEADERS(type), bytes);
    },
  }),
];

/** Letters show it in any program, for good: what stands behind an address never changes. */
const HEADERS = (type: string): Record<string, string> => ({
  'content-type': type,
  'content-disposition': 'inline',
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'public, max-age=31536000, immutable',
});
