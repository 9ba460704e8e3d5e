import { route, type Route } from '../../app/http.ts';
import { importHtml } from '../import/import-html.ts';
import { importHtmlBody } from '../schema.ts';
import { LETTER_TEMPLATES } from '../templates/letter-templates.ts';

export const templateRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/letter-templates',
    access: 'user',
    summary: 'Letters to begin with',
    handle: async () => ({ templates: LETTER_TEMPLATES }),
  }),
  route({
    method: 'POST',
    path: '/api/documents/import-html',
    access: 'right:messages.manage',
    summary: 'Turn HTML into blocks',
    body: importHtmlBody,
    perMinute: 30,
    handle: async ({ body }) => ({ imported: importHtml(body.html) }),
  }),
];
