import { t } from '../app/messages/t.ts';

/** The head of a column of buttons, named for screen readers alone. */
export function ActionsHead() {
  return (
    <th style={{ position: 'relative' }}>
      <span className="visually-hidden">{t('ui.actions')}</span>
    </th>
  );
}
