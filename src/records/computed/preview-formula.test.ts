import { describe, expect, it } from 'vitest';
import { makeAccount } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { buildServer } from '../../app/server.ts';
import { identify } from '../../accounts/index.ts';
import { makeUser, signedIn } from '../../../test/factories.ts';
import { DEAL } from '../schema.ts';

const test = testDatabase();

describe('the preview of a formula', () => {
  it('gives what it would for records there are, says what is wrong, and asks for the right', async () => {
    const app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
    const owner = await makeAccount(test);
    const headers = await signedIn(test, owner);
    const call = async (url: string, payload: object, as = headers): Promise<{ status: number; body: any }> => {
      const response = await app.inject({ method: 'POST', url, headers: as, payload });
      return { status: response.statusCode, body: response.json() };
    };
    const { body: big } = await call(`/api/records/${DEAL}`, { values: { name: 'Big', value: '100.00', expected_win_percent: 50 } });
    const { body: none } = await call(`/api/records/${DEAL}`, { values: { name: 'None' } });
    const preview = (expression: string, result = 'price', as = headers) =>
      call(`/api/objects/${DEAL}/formula`, { expression, result }, as);
    expect((await preview('{2} * 2 + {5}')).body.records).toMatchObject([
      { id: none.id, name: 'None', value: null },
      { id: big.id, name: 'Big', value: 25_000 },
    ]);
    expect((await preview('{2} * ')).body).toMatchObject({ code: 'invalid_input', fields: { expression: expect.any(String) } });
    expect((await preview('{999}')).status).toBe(422);
    const sales = await signedIn(test, await makeUser(test, owner, { role: 'Sales' }));
    expect((await preview('{2}', 'price', sales)).status).toBe(403);
    expect((await preview('{2}', 'price', await signedIn(test, await makeAccount(test)))).body.records).toEqual([]);
    await app.close();
  });
});
