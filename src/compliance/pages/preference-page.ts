import type { RawReply } from '../../app/http.ts';
import { PERMISSION_STATUS } from '../../records/index.ts';
import type { Outcome } from '../preferences/save-preferences.ts';
import type { Preferences } from '../preferences/preferences.ts';
import { PAGE_LANGUAGES } from '../rules/topic-schema.ts';
import { FREQUENCIES } from '../schema.ts';
import { pageDate, pageText } from './page-words.ts';
import { escaped, publicPage } from './shell.ts';
import type { PageWord } from './words/en.ts';

/** Breaks a person may take, in weeks. */
const PAUSES = [1, 2, 4, 8, 12, 26] as const;
const LANGUAGE_NAMES = { en: 'English', de: 'Deutsch' } as const;

/** What became of the form before this page. */
export type Said = { outcome: Outcome } | { problem: string } | undefined;

/** The preference centre: topics, how often, a break, one's own details, and the end of it all, in one form that needs no script. */
export function preferencePage(preferences: Preferences, said?: Said): RawReply {
  const { language, company, record } = preferences;
  const say = sayer(preferences);
  const isOut = record.email_status === PERMISSION_STATUS.transactionalOnly || record.email_status === PERMISSION_STATUS.hardBounce;
  const content = [
    `<p>${say('preferences.lead', { address: masked(record.email!) })}</p>`,
    told(preferences, said),
    isOut ? startForm(preferences) : choicesForm(preferences),
    isOut ? '' : stopForm(preferences),
    languages(preferences),
  ];
  return publicPage({
    status: said && 'problem' in said ? 422 : 200,
    language,
    title: pageText(language, 'preferences.title', { company }),
    content: content.join('\n      '),
  });
}

/** Says words of the catalogue in the person's language, with the company's name, as HTML. */
const sayer =
  ({ language, company }: Preferences) =>
  (word: PageWord, values: Readonly<Record<string, string | number>> = {}): string =>
    escaped(pageText(language, word, { company, ...values }));

function told(preferences: Preferences, said: Said): string {
  const say = sayer(preferences);
  const { record, wishes, now } = preferences;
  if (said && 'problem' in said) return `<p class="told bad" role="alert">${say('preferences.problem', { problem: said.problem })}</p>`;
  const words: Record<Outcome, PageWord> = {
    saved: 'preferences.saved',
    stopped: 'preferences.stopped',
    started: 'preferences.started',
    cannot_start: 'preferences.cannotStart',
  };
  if (said) return `<p class="told" role="status">${say(words[said.outcome])}</p>`;
  if (record.email_status === PERMISSION_STATUS.unconfirmed) return `<p class="told">${say('preferences.waiting')}</p>`;
  if (wishes.paused_until && wishes.paused_until > now)
    return `<p class="told">${say('preferences.paused', { date: dateOf(preferences) })}</p>`;
  return '';
}

const dateOf = ({ language, wishes, timeZone }: Preferences): string => pageDate(language, wishes.paused_until!, timeZone);

function choicesForm(preferences: Preferences): string {
  return `<form method="post">
        ${topicRows(preferences)}
        ${frequencyRows(preferences)}
        ${pauseRow(preferences)}
        ${dataRows(preferences)}
        <button class="wide" type="submit" name="action" value="save">${sayer(preferences)('preferences.save')}</button>
      </form>`;
}

function topicRows(preferences: Preferences): string {
  const say = sayer(preferences);
  if (preferences.topics.length === 0)
    return `<div class="card"><div class="head"><h2>${say('preferences.topics')}</h2><p>${say('preferences.topics.none')}</p></div></div>`;
  const rows = preferences.topics.map(
    ({ id, name, description, wanted }) => `<label class="row"><input type="checkbox" name="topic-${id}"${wanted ? ' checked' : ''}>
          <span>${escaped(name)}${description && `<small>${escaped(description)}</small>`}</span></label>`,
  );
  return `<fieldset class="card"><legend>${say('preferences.topics')}</legend>${rows.join('')}</fieldset>`;
}

function frequencyRows(preferences: Preferences): string {
  if (!preferences.settings.offers_frequency) return '';
  const say = sayer(preferences);
  const rows = FREQUENCIES.map(
    (
      one,
    ) => `<label class="row"><input type="radio" name="frequency" value="${one}"${preferences.wishes.frequency === one ? ' checked' : ''}>
          <span>${say(`preferences.frequency.${one}`)}</span></label>`,
  );
  return `<fieldset class="card"><legend>${say('preferences.frequency')}</legend>${rows.join('')}</fieldset>`;
}

function pauseRow(preferences: Preferences): string {
  if (!preferences.settings.offers_pause) return '';
  const say = sayer(preferences);
  const { wishes, now } = preferences;
  const isPaused = wishes.paused_until !== null && wishes.paused_until > now;
  const standing = isPaused
    ? `<option value="" selected>${say('preferences.pause.keep', { date: dateOf(preferences) })}</option><option value="0">${say('preferences.pause.end')}</option>`
    : `<option value="" selected>${say('preferences.pause.none')}</option>`;
  const weeks = PAUSES.map(
    (count) =>
      `<option value="${count}">${count === 1 ? say('preferences.pause.one') : say('preferences.pause.weeks', { count })}</option>`,
  );
  return `<div class="card"><label class="field alone">${say('preferences.pause')}
          <select name="pause">${standing}${weeks.join('')}</select></label></div>`;
}

function dataRows(preferences: Preferences): string {
  if (preferences.fields.length === 0) return '';
  const say = sayer(preferences);
  const rows = preferences.fields.map(({ id, label, type, value, isRequired }) => {
    const required = isRequired ? ' required' : '';
    const input =
      type === 'longtext'
        ? `<textarea name="field-${id}"${required}>${escaped(value)}</textarea>`
        : `<input name="field-${id}" type="${INPUTS[type] ?? 'text'}" value="${escaped(value)}"${required}>`;
    return `<label class="field">${escaped(label)}${input}</label>`;
  });
  return `<fieldset class="card"><legend>${say('preferences.data')}</legend><div class="pad"><small>${say('preferences.data.why')}</small></div>${rows.join('')}</fieldset>`;
}

const INPUTS: Readonly<Record<string, string>> = { phone: 'tel', date: 'date', url: 'url' };

const stopForm = (preferences: Preferences): string => `<form class="card last" method="post">
        <div class="head"><h2>${sayer(preferences)('preferences.stop.title')}</h2><p>${sayer(preferences)('preferences.stop.why')}</p></div>
        <div class="pad"><button class="quiet wide" type="submit" name="action" value="stop">${sayer(preferences)('preferences.stop')}</button></div>
      </form>`;

const startForm = (preferences: Preferences): string => `<form class="card" method="post">
        <div class="head"><p>${sayer(preferences)('preferences.start.why')}</p></div>
        <div class="pad"><button class="wide" type="submit" name="action" value="start">${sayer(preferences)('preferences.start')}</button></div>
      </form>`;

function languages(preferences: Preferences): string {
  const links = PAGE_LANGUAGES.map((language) =>
    language === preferences.language
      ? `<strong>${LANGUAGE_NAMES[language]}</strong>`
      : `<a href="?lang=${language}" lang="${language}" hreflang="${language}">${LANGUAGE_NAMES[language]}</a>`,
  );
  return `<nav aria-label="${sayer(preferences)('preferences.language')}">${links.join(' · ')}</nav>`;
}

/** Enough of an address to know it by, not enough to write to: a forwarded letter carries this link, too. */
export function masked(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, Math.min(2, at))}…${address.slice(at)}`;
}
