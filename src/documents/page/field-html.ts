import { ADDRESS_PARTS } from '../../records/index.ts';
import type { Leaf } from '../schema.ts';
import { escaped, lineHtml, runHtml } from '../rules/inline-html.ts';
import type { Marks } from '../rules/marks.ts';
import { fieldName, type AskedField } from './asked-field.ts';
import { PAGE_TEXTS } from './page-texts.ts';

type FieldBlock = Extract<Leaf, { type: 'field' }>;
type ConsentBlock = Extract<Leaf, { type: 'consent' }>;
type HiddenBlock = Extract<Leaf, { type: 'hidden' }>;

export interface FormDrawing {
  marks: Marks;
  fieldOf: (id: number) => AskedField | undefined;
  countries: readonly { code: string; name: string }[];
}

/** A question with its input, ready to be filled in: `v` holds what was answered, `e` what is wrong with it. */
export function fieldHtml(block: FieldBlock, drawing: FormDrawing): string {
  const field = drawing.fieldOf(block.fieldId);
  if (!field) return '';
  const name = fieldName(field.id);
  const isRequired = block.isRequired === true || field.isRequired;
  const label = lineHtml(block.label === '' ? field.label : block.label, drawing.marks);
  const star = isRequired ? `<span class="qs-star" aria-hidden="true"> *</span>` : '';
  const help = block.help ? `<p class="qs-help" id="${name}-help">${runHtml(block.help, drawing.marks, 'inherit')}</p>` : '';
  const error = `{% if e.${name} %}<p class="qs-error" id="${name}-error">{{ e.${name} }}</p>{% endif %}`;
  const described = `{% if e.${name} %} aria-invalid="true" aria-describedby="${name}-error${block.help ? ` ${name}-help` : ''}"{% ${
    block.help ? `else %} aria-describedby="${name}-help"{% ` : ''
  }endif %}`;
  const input: Input = { block, field, name, isRequired, described, drawing };
  const body = isGroup(field)
    ? `<fieldset${field.type === 'list' ? described : ''}><legend>${label}${star}</legend>${help}${inputHtml(input)}${error}</fieldset>`
    : field.type === 'check'
      ? `<label class="qs-tick">${inputHtml(input)}<span>${label}${star}</span></label>${help}${error}`
      : `<label for="qs-${name}">${label}${star}</label>${help}${inputHtml(input)}${error}`;
  return `<div class="qs-field" data-field="${field.id}" data-key="${escaped(field.key)}"${shownWhen(block)}>${body}</div>`;
}

interface Input {
  block: FieldBlock;
  field: AskedField;
  name: string;
  isRequired: boolean;
  described: string;
  drawing: FormDrawing;
}

const isGroup = ({ type }: AskedField): boolean => type === 'list' || type === 'address';

/** `shownWhen` for the script of the page; the server decides by the same rule. */
function shownWhen({ shownWhen: when }: FieldBlock): string {
  return when ? ` data-when="${when.fieldId}" data-is="${when.is}" data-value="${escaped(when.value)}"` : '';
}

function inputHtml(input: Input): string {
  const { field, name, isRequired, described, block } = input;
  const placeholder = block.placeholder ? ` placeholder="${escaped(block.placeholder)}"` : '';
  const fill = field.autocomplete ? ` autocomplete="${field.autocomplete}"` : '';
  const common = ` id="qs-${name}" name="${name}"${isRequired ? ' required' : ''}${fill}${placeholder}${described}`;
  const typed = (type: string, more = ''): string => `<input type="${type}"${common}${more} value="{{ v.${name} }}">`;
  switch (field.type) {
    case 'longtext':
      return `<textarea rows="4" maxlength="100000"${common}>{{ v.${name} }}</textarea>`;
    case 'number':
    case 'price':
      return typed('text', ' inputmode="decimal" maxlength="40"');
    case 'email':
      return typed('email', ' maxlength="254" spellcheck="false"');
    case 'phone':
    case 'sms':
      return typed('tel', ' maxlength="40"');
    case 'date':
      return typed('date');
    case 'datetime':
      return typed('datetime-local');
    case 'url':
      // Not `url`: people leave the https:// out, and the server puts it there.
      return typed('text', ' inputmode="url" maxlength="2000" spellcheck="false"');
    case 'color':
      return typed('color');
    case 'check':
      return `<input type="checkbox"${common} value="yes"{% if v.${name} %} checked{% endif %}>`;
    case 'dropdown':
      return `<select${common}><option value="">${PAGE_TEXTS.choose}</option>${field.options
        .map(({ id, label }) => `<option value="${id}"{% if v.${name} == "${id}" %} selected{% endif %}>${escaped(label)}</option>`)
        .join('')}</select>`;
    case 'country':
      return `<select${common}>${countryOptions(name, input.drawing)}</select>`;
    case 'list':
      return field.options
        .map(
          ({ id, label }) =>
            `<label class="qs-tick"><input type="checkbox" name="${fieldName(field.id, id)}" value="yes"{% if v.${fieldName(field.id, id)} %} checked{% endif %}><span>${escaped(label)}</span></label>`,
        )
        .join('');
    case 'address':
      return addressHtml(input);
    case 'file':
      return `<input type="file"${common}>`;
    case 'image':
      return `<input type="file" accept="image/*"${common}>`;
    default:
      return typed('text', ' maxlength="1000"');
  }
}

/** The chosen one first, so that no other needs a question of its own: there are 250. */
const countryOptions = (name: string, { countries }: FormDrawing): string =>
  `<option value="">${PAGE_TEXTS.choose}</option>{% if v.${name} %}<option value="{{ v.${name} }}" selected>{{ t.${name} }}</option>{% endif %}${countries
    .map(({ code, name: country }) => `<option value="${code}">${escaped(country)}</option>`)
    .join('')}`;

const ADDRESS_FILL: Readonly<Record<(typeof ADDRESS_PARTS)[number], string>> = {
  street: 'address-line1',
  street2: 'address-line2',
  city: 'address-level2',
  state: 'address-level1',
  zip: 'postal-code',
  country: 'country',
};

function addressHtml({ field, drawing, isRequired }: Input): string {
  return ADDRESS_PARTS.map((part) => {
    const name = fieldName(field.id, part);
    const common = `id="qs-${name}" name="${name}" autocomplete="${ADDRESS_FILL[part]}"${isRequired && part === 'street' ? ' required' : ''}`;
    const input =
      part === 'country'
        ? `<select ${common}>${countryOptions(name, drawing)}</select>`
        : `<input type="text" maxlength="250" ${common} value="{{ v.${name} }}">`;
    return `<label class="qs-part qs-${part}"><span>${PAGE_TEXTS[part]}</span>${input}</label>`;
  }).join('');
}

/** A box to tick with the words that will be kept. `place` counts the boxes of the page. */
export function consentHtml(block: ConsentBlock, place: number, { marks }: FormDrawing): string {
  const name = `c${place}`;
  const star = block.isRequired ? '<span class="qs-star" aria-hidden="true"> *</span>' : '';
  const described = `{% if e.${name} %} aria-invalid="true" aria-describedby="${name}-error"{% endif %}`;
  return `<div class="qs-field"><label class="qs-tick"><input type="checkbox" id="qs-${name}" name="${name}" value="yes"${block.isRequired ? ' required' : ''}{% if v.${name} %} checked{% endif %}${described}><span>${runHtml(
    block.text,
    marks,
    'var(--qs-accent)',
  )}${star}</span></label>{% if e.${name} %}<p class="qs-error" id="${name}-error">{{ e.${name} }}</p>{% endif %}</div>`;
}

/** What nobody sees but the address says; what is fixed stands on the server alone, where nobody can change it. */
export const hiddenHtml = ({ fieldId, from, value }: HiddenBlock): string =>
  from === 'address'
    ? `<input type="hidden" name="${fieldName(fieldId)}" data-from="${escaped(value)}" value="{{ v.${fieldName(fieldId)} }}">`
    : '';

/** A field that people do not see and machines fill in. */
export const trapHtml = `<p class="qs-away" aria-hidden="true"><label>${PAGE_TEXTS.leaveEmpty}<input type="text" name="q_homepage" tabindex="-1" autocomplete="off"></label></p>`;
