import { route, type Route } from '../../app/http.ts';
import { changeBrand } from '../brand/change-brand.ts';
import { changeSignature } from '../brand/change-signature.ts';
import { brandOf } from '../queries/brands.ts';
import { signaturesOf } from '../queries/signatures.ts';
import { brandSchema, signatureBody } from '../schema.ts';

export const brandRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/brand',
    access: 'user',
    summary: 'How what the account publishes looks',
    handle: ({ inAccount }) => inAccount(async (db) => ({ brand: await brandOf(db) })),
  }),
  route({
    method: 'PUT',
    path: '/api/brand',
    access: 'right:settings.manage',
    summary: 'Set how what the account publishes looks',
    body: brandSchema,
    handle: ({ inAccount, actor, body }) =>
      inAccount(async (db) => {
        await changeBrand(db, actor, body);
        return { brand: await brandOf(db) };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/signature',
    access: 'user',
    summary: 'The words you sign letters with',
    handle: ({ inAccount, viewer }) =>
      inAccount(async (db) => ({ signature: (await signaturesOf(db, [viewer.userId])).get(viewer.userId) ?? '' })),
  }),
  route({
    method: 'PUT',
    path: '/api/signature',
    access: 'user',
    summary: 'Set the words you sign letters with',
    body: signatureBody,
    handle: ({ inAccount, actor, viewer, body }) =>
      inAccount((db) => changeSignature(db, actor, { userId: viewer.userId, signature: body.signature })),
  }),
];
