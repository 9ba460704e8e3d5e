import { IconArrowsSplit2 } from '@tabler/icons-react';
import type { Block } from '../../src/documents/schema.ts';
import type { FieldShape } from '../../src/records/schema.ts';
import { t } from '../app/messages/t.ts';
import type { Asked } from './form-blocks.tsx';
import classes from './forms.module.css';

type Of<Type extends Block['type']> = Extract<Block, { type: Type }>;
interface ViewOf<Type extends Block['type']> {
  block: Of<Type>;
  asked: Asked;
}

/** A question as it will stand on the page; nothing can be filled in here. */
export function FieldView({ block, asked }: ViewOf<'field'>) {
  const field = asked.fields.find(({ id }) => id === block.fieldId);
  if (!field) return <p className={classes.gone}>{t('forms.block.field.gone')}</p>;
  const isRequired = block.isRequired || field.isRequired;
  const label = (
    <span className={classes.label}>
      {block.label || field.label}
      {isRequired && <span className={classes.star}> *</span>}
      {block.shownWhen && <IconArrowsSplit2 size={14} aria-label={t('forms.block.when.sign')} />}
    </span>
  );
  return (
    <div className={classes.question}>
      {field.type !== 'check' && label}
      {block.help && <span className={classes.help}>{block.help}</span>}
      {field.type === 'check' ? <Tick>{label}</Tick> : <Input field={field} placeholder={block.placeholder} />}
    </div>
  );
}

function Input({ field, placeholder }: { field: FieldShape; placeholder: string | undefined }) {
  switch (field.type) {
    case 'longtext':
      return <span className={classes.area}>{placeholder}</span>;
    case 'dropdown':
    case 'country':
      return <span className={classes.input}>{t('forms.block.field.choose')}</span>;
    case 'list':
      return field.options.filter(({ archived }) => !archived).map(({ id, label }) => <Tick key={id}>{label}</Tick>);
    case 'file':
    case 'image':
      return <span className={classes.input}>{t('forms.block.field.file')}</span>;
    default:
      return <span className={classes.input}>{placeholder}</span>;
  }
}

const Tick = ({ children }: { children: React.ReactNode }) => (
  <span className={classes.tick}>
    <span className={classes.box} />
    {children}
  </span>
);

export function ConsentView({ block }: ViewOf<'consent'>) {
  return (
    <Tick>
      <span>
        {block.text.replaceAll(/\*\*?/g, '').replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')}
        {block.isRequired && <span className={classes.star}> *</span>}
      </span>
    </Tick>
  );
}

export function HiddenView({ block, asked }: ViewOf<'hidden'>) {
  const field = asked.fields.find(({ id }) => id === block.fieldId)?.label ?? t('forms.block.field.gone');
  const key = block.from === 'value' ? 'forms.block.hidden.is' : 'forms.block.hidden.is.address';
  return <p className={classes.hidden}>{t(key, { field, value: block.value || '…' })}</p>;
}

export function SubmitView({ block }: ViewOf<'submit'>) {
  return (
    <p style={{ textAlign: block.align ?? 'left', margin: 0 }}>
      <span className={classes.button} data-wide={block.isWide || undefined}>
        {block.label || t('forms.block.submit.first')}
      </span>
    </p>
  );
}
