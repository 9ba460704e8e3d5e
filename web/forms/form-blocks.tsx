import { IconEyeOff, IconForms, IconSend, IconShieldCheck } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { canBeAskedType } from '../../src/documents/schema.ts';
import type { FieldShape } from '../../src/records/schema.ts';
import { t } from '../app/messages/t.ts';
import type { ObjectType } from '../app/session.ts';
import type { BlockKind } from '../documents/index.tsx';
import { ConsentSettings, FieldSettings, HiddenSettings, SubmitSettings } from './block-settings.tsx';
import { ConsentView, FieldView, HiddenView, SubmitView } from './block-views.tsx';

/** What the blocks of a form know of the records it makes. */
export interface Asked {
  fields: readonly FieldShape[];
}

/** The blocks that ask: a question for each field of the object, leave to write, a value nobody sees, and the button. */
export function formBlocks(object: ObjectType | undefined, company: string): BlockKind[] {
  const fields = (object?.fields ?? []).filter(({ type, isReadOnly }) => canBeAskedType(type) && !isReadOnly);
  const asked: Asked = { fields };
  const first = fields[0];
  // The editor knows all blocks by one shape; each of these is only ever given its own.
  const kind = (own: Omit<BlockKind, 'View' | 'Settings'>, View: ComponentType<any>, Settings: ComponentType<any>): BlockKind => ({
    ...own,
    View: (props) => <View {...props} asked={asked} />,
    Settings: (props) => <Settings {...props} asked={asked} />,
  });
  return [
    kind(
      {
        type: 'field',
        label: t('forms.block.field'),
        icon: IconForms,
        make: () => ({ type: 'field', fieldId: first?.id ?? 1, label: first?.label ?? '' }),
        isOffered: first !== undefined,
      },
      FieldView,
      FieldSettings,
    ),
    kind(
      {
        type: 'consent',
        label: t('forms.block.consent'),
        icon: IconShieldCheck,
        make: () => ({ type: 'consent', channel: 'email', text: t('forms.block.consent.first', { company }) }),
        isOffered: object?.person === true,
      },
      ConsentView,
      ConsentSettings,
    ),
    kind(
      {
        type: 'hidden',
        label: t('forms.block.hidden'),
        icon: IconEyeOff,
        make: () => ({ type: 'hidden', fieldId: first?.id ?? 1, from: 'value', value: '' }),
        isOffered: first !== undefined,
      },
      HiddenView,
      HiddenSettings,
    ),
    kind(
      {
        type: 'submit',
        label: t('forms.block.submit'),
        icon: IconSend,
        make: () => ({ type: 'submit', label: t('forms.block.submit.first') }),
      },
      SubmitView,
      SubmitSettings,
    ),
  ];
}
