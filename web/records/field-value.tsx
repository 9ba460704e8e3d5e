import { Anchor } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type FieldShape, formatValue, type Value } from '../../src/records/schema.ts';
import { language, t } from '../app/messages/t.ts';
import { useAccount, useObjects } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { OptionPill } from './option-pill.tsx';

interface FieldValueProps {
  field: FieldShape;
  value: Value | undefined;
  /** The name of the record a parent field points to. */
  parentName?: ((objectId: number, id: number) => string | undefined) | undefined;
  /** Links are left out where the whole row is one. */
  isPlain?: boolean;
}

/** A stored value as a person reads it. Blank shows nothing. */
export function FieldValue({ field, value, parentName, isPlain }: FieldValueProps) {
  const account = useAccount();
  if (value === null || value === undefined || value === '') return null;
  if (field.type === 'dropdown' || field.type === 'list') return <Options field={field} value={value} />;
  if (field.type === 'check') return value === true ? <IconCheck size={16} aria-label={t('ui.yes')} /> : null;
  if (field.type === 'parent')
    return <ParentLink field={field} id={value as number} name={parentName?.(field.parentObjectId!, value as number)} isPlain={isPlain} />;
  const text = formatValue(field, value, {
    locale: language.locale,
    currency: account.currency,
    timeZone: account.timeZone,
    country: account.country,
  });
  if (field.type === 'url' && !isPlain && /^https?:\/\//i.test(text)) {
    return (
      <Anchor href={text} target="_blank" rel="noreferrer noopener">
        {text}
      </Anchor>
    );
  }
  return <span className={field.type === 'price' || field.type === 'number' ? 'tabular' : undefined}>{text}</span>;
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

function ParentLink({
  field,
  id,
  name,
  isPlain,
}: {
  field: FieldShape;
  id: number;
  name: string | undefined;
  isPlain: boolean | undefined;
}) {
  const object = useObjects().find((one) => one.id === field.parentObjectId);
  const path = usePath();
  const words = name || t('records.unnamed');
  if (isPlain || !object || name === undefined) return <>{name === undefined ? '' : words}</>;
  return (
    <Anchor component={Link} to={path(`/records/${object.key}/${id}`)}>
      {words}
    </Anchor>
  );
}
