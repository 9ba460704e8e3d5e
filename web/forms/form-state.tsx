import type { FormLine } from '../../src/forms/schema.ts';
import { t } from '../app/messages/t.ts';
import { StatusBadge } from '../ui/status-badge.tsx';

/** Whether visitors get a form, and whether they get it as it is written. */
export function FormState({ form }: { form: Pick<FormLine, 'publishedVersion' | 'isCurrent'> }) {
  if (form.publishedVersion === null) {
    return (
      <StatusBadge state="quiet" open>
        {t('forms.draft')}
      </StatusBadge>
    );
  }
  return <StatusBadge state={form.isCurrent ? 'good' : 'warn'}>{t(form.isCurrent ? 'forms.published' : 'forms.changed')}</StatusBadge>;
}
