import { allForms, copyForm, peopleOfForms } from '../../../forms/index.ts';
import { allTags } from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { missing, notFound } from '../refusal.ts';
import type { Named } from '../resource.ts';
import type { Row } from '../rules/filter-rows.ts';
import { numberOf, textOf } from '../rules/parameters.ts';
import { wireList, wireTime } from '../rules/wire-values.ts';
import { oneOfRows, resourceOfRows } from './rows.ts';

/** Forms that were made here, not those of another product. */
const MADE_HERE = '11';
/** As many forms stand on a page of their blocks. */
const A_PAGE = 20;
const EVER = '1970-01-01';

/** Forms: read alone. They are written in the product, where people see what they look like. */
export const FORMS = resourceOfRows({
  area: 'forms',
  rows: formRows,
  finish: withPeople,
  acts: {
    'GET one': readForm,
    'GET /html': readHtml,
    'GET /getallformblocks': allBlocks,
    'GET /getblocksbyformname': blocksOfName,
  },
});

async function formRows({ db, viewer }: CompatibleCall): Promise<Row[]> {
  const tags = new Map((await allTags(db)).map(({ id, name, object_id }) => [`${object_id}:${name.toLowerCase()}`, id]));
  const forms = (await allForms(db, EVER)).filter(({ object_id }) => viewer.on(object_id).view !== 'none');
  return forms.map(({ id, object_id, name, settings, submissions, views, created_at, updated_at }) => ({
    form_id: String(id),
    formname: name,
    type: MADE_HERE,
    tags: wireList(settings.tags.flatMap((tag) => tags.get(`${object_id}:${tag.toLowerCase()}`) ?? [])),
    sequences: '',
    campaigns: '',
    redirect: settings.redirect || null,
    owner: String(settings.ownerId ?? 0),
    captcha: '0',
    notif: settings.tells.join(','),
    fillouts: String(submissions),
    visits: String(views),
    unique_visits: null,
    revenue: '0.00',
    unique_convert: null,
    json_raw_object: null,
    responsive: '1',
    object_type_id: String(object_id),
    deleted: 'false',
    date: wireTime(created_at),
    dlm: wireTime(updated_at),
  }));
}

async function withPeople({ db }: CompatibleCall, rows: readonly Row[]): Promise<Row[]> {
  const found = await peopleOfForms(
    db,
    rows.map(({ form_id }) => Number(form_id)),
  );
  const people = new Map(found.map((one) => [String(one.form_id), one.people]));
  return rows.map((row) => ({ ...row, unique_fillouts: String(people.get(row.form_id ?? '') ?? 0) }));
}

/** One form, of which clients know some numbers as numbers. */
async function readForm(call: CompatibleCall, { type }: Named): Promise<Answer> {
  const row = oneOfRows(call, type, await formRows(call)).data as Row;
  const [told] = await withPeople(call, [row]);
  const numbers = ['date', 'dlm', 'object_type_id', 'form_id'].map((name) => [name, Number(row[name])]);
  return { data: { ...told, ...Object.fromEntries(numbers) } };
}

/** The HTML of a published form, to be pasted into a page. */
async function readHtml(call: CompatibleCall): Promise<Answer> {
  const id = numberOf(call.parameters, 'id');
  if (id === undefined) throw missing('id');
  const isSeen = (await formRows(call)).some((row) => row.form_id === String(id));
  const html = isSeen ? await copyForm(call.db, id) : undefined;
  if (html === undefined) throw notFound();
  return { data: html };
}

const blockOf = (row: Row): string => `f${row.form_id}`;

/** Every form is one block of its own; a call may turn the pages of them, the first of which is 0. */
async function allBlocks(call: CompatibleCall): Promise<Answer> {
  const page = numberOf(call.parameters, 'page');
  const rows = await formRows(call);
  const shown = page === undefined ? rows : rows.slice(page * A_PAGE, (page + 1) * A_PAGE);
  return { data: Object.fromEntries(shown.map((row) => [blockOf(row), row.formname])) };
}

async function blocksOfName(call: CompatibleCall): Promise<Answer> {
  const name = textOf(call.parameters, 'name')?.trim().toLowerCase();
  if (!name) throw missing('name');
  const rows = await formRows(call);
  return { data: { block_ids: rows.filter(({ formname }) => formname?.toLowerCase() === name).map(blockOf) } };
}
