import { Anchor } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type FieldShape, formatValue, type StoredFile, storedType, type Value } from '../../src/records/schema.ts';
import { language, t } from '../app/messages/t.ts';
import { useAccount, useObjects } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { ColorValue } from './inputs/color-field.tsx';
import { ComputedValue } from './inputs/computed-value.tsx';
import { FileValue } from './inputs/file-field.tsx';
import { UserValue } from './inputs/user-value.tsx';
import { OptionPill } from './option-pill.tsx';

interface FieldValueProps {
  field: FieldShape;
  value: Value | undefined;
  /** The name of the record a parent field points to. */
  parentName?: ((objectId: number, id: number) => string | undefined) | undefined;
  /** Links are left out where the whole row is one. */
  isPlain?: boolean;
}

/** A stored value as a person reads it. Blank shows nothing; what nobody writes says on hover how it is worked out. */
export function FieldValue(props: FieldValueProps) {
  const { field, value, isPlain } = props;
  if (value === null || value === undefined || value === '') return null;
  const isComputed = field.type === 'formula' || field.type === 'rollup';
  if (!isComputed) return <StoredValue {...props} value={value} />;
  const shown = <StoredValue {...props} field={{ ...field, type: storedType(field) }} value={value} />;
  return isPlain ? shown : <ComputedValue field={field}>{shown}</ComputedValue>;
}

function StoredValue({ field, value, parentName, isPlain }: FieldValueProps & { value: NonNullable<Value> }) {
  switch (field.type) {
    case 'dropdown':
    case 'list':
      return <Options field={field} value={value} />;
    case 'check':
      return value === true ? <IconCheck size={16} aria-label={t('ui.yes')} /> : null;
    case 'color':
      return <ColorValue value={value as string} />;
    case 'image':
    case 'file':
      return <FileValue field={field} value={value as StoredFile} {...(isPlain ? { isPlain } : {})} />;
    case 'user':
      return <UserValue id={value as number} />;
    case 'parent':
      return (
        <ParentValue field={field} id={value as number} name={parentName?.(field.parentObjectId!, value as number)} isPlain={isPlain} />
      );
    default:
      return <ValueText field={field} value={value} isPlain={isPlain} />;
  }
}

function ValueText({ field, value, isPlain }: { field: FieldShape; value: NonNullable<Value>; isPlain: boolean | undefined }) {
  const account = useAccount();
  const { currency, timeZone, country } = account;
  const text = formatValue(field, value, { locale: language.locale, currency, timeZone, country });
  const address = isPlain ? undefined : addressOf(field, text);
  if (address !== undefined) {
    const outside = field.type === 'url' ? { target: '_blank', rel: 'noreferrer noopener' } : {};
    return (
      <Anchor href={address} {...outside}>
        {text}
      </Anchor>
    );
  }
  return <span className={field.type === 'price' || field.type === 'number' ? 'tabular' : undefined}>{text}</span>;
}

/** Where a press on a value leads: to a web page, or to whatever telephones. */
function addressOf({ type }: FieldShape, text: string): string | undefined {
  if (type === 'url') return /^https?:\/\//i.test(text) ? text : undefined;
  return type === 'phone' || type === 'sms' ? `tel:${text.replace(/[^+\d]/g, '')}` : undefined;
}

function Options({ field, value }: { field: FieldShape; value: Value }) {
  const ids = Array.isArray(value) ? (value as readonly number[]) : [value as number];
  return (
    <>
      {ids.map((id) => {
        const option = field.options.find((one) => one.id === id);
        return option && <OptionPill key={id} option={option} />;
      })}
    </>
  );
}

interface ParentProps {
  field: FieldShape;
  id: number;
  name: string | undefined;
}

function ParentValue({ isPlain, ...parent }: ParentProps & { isPlain: boolean | undefined }) {
  if (parent.name === undefined) return null;
  return isPlain ? parent.name || t('records.unnamed') : <ParentLink {...parent} />;
}

function ParentLink({ field, id, name }: ParentProps) {
  const object = useObjects().find((one) => one.id === field.parentObjectId);
  const path = usePath();
  const words = name || t('records.unnamed');
  if (!object) return words;
  return (
    <Anchor component={Link} to={path(`/records/${object.key}/${id}`)}>
      {words}
    </Anchor>
  );
}
