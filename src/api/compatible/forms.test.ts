import { expect, test as it } from 'vitest';
import { callsOn } from '../../../test/calls.ts';
import { makeAccount } from '../../../test/factories.ts';
import { EMAIL, formsOn, NAME } from '../../../test/forms.ts';
import { testDatabase } from '../../../test/harness.ts';

const test = testDatabase();
const world = formsOn(test);
const call = callsOn(test);

it('a form is told by its number, some of it in numbers, and its HTML by the lower-case name alone', async () => {
  const { id } = await world.publish([NAME, EMAIL], { redirect: 'https://bakery.example/thanks' });
  const one = (await call(world.seat, 'GET', `/Form?id=${id}`)).json;
  expect(one.data).toMatchObject({ form_id: id, formname: 'Newsletter', type: '11', object_type_id: 0, deleted: 'false', fillouts: '0' });
  expect([typeof one.data.date, typeof one.data.dlm, one.data.redirect]).toEqual(['number', 'number', 'https://bakery.example/thanks']);
  const html = (await call(world.seat, 'GET', `/form?id=${id}`)).json.data;
  expect(html).toContain('<form');
  expect(html).toContain('name="f3"');
  expect((await call(world.seat, 'GET', '/form?id=9999')).text).toBe('Object not found');
});

it('forms are listed with texts alone, counted, and found by the name of their blocks', async () => {
  const { id } = await world.publish([EMAIL]);
  const list = (await call(world.seat, 'GET', '/Forms?sort=form_id&sortDir=desc&range=1')).json;
  expect(list).toMatchObject({ misc: [], data: [{ form_id: String(id), type: '11', date: expect.stringMatching(/^\d+$/) }] });
  const info = (await call(world.seat, 'GET', '/Forms/getInfo')).json.data;
  expect(info.listFields).toEqual('formname,redirect,fillouts,visits,type,date,dlm,unique_fillouts,unique_visits'.split(','));
  expect((await call(world.seat, 'GET', '/Form/getAllFormBlocks')).json.data).toMatchObject({ [`f${id}`]: 'Newsletter' });
  expect((await call(world.seat, 'GET', '/Form/getBlocksByFormName?name=newsletter')).json.data.block_ids).toContain(`f${id}`);
  expect((await call(world.seat, 'POST', '/Forms?formname=x')).status).toBe(400);
});

it('of another account are nothing', async () => {
  const stranger = await makeAccount(test);
  const { id } = await world.publish([EMAIL]);
  for (const path of [`/Form?id=${id}`, `/form?id=${id}`]) expect((await call(stranger, 'GET', path)).status).toBe(404);
  expect((await call(stranger, 'GET', '/Form/getAllFormBlocks')).json.data).toEqual({});
});
