import { t } from '../app/messages/t.ts';
import { type ObjectType, useApi, useRefresh } from '../app/session.ts';
import { useGo } from '../app/url.ts';
import { Confirm } from '../ui/confirm.tsx';
import { type View, viewCalls } from './views-data.ts';

/** Asks before a kept view goes; the records it showed stay. */
export function DeleteView({ object, view, onClose }: { object: ObjectType; view: View; onClose: () => void }) {
  const calls = viewCalls(useApi());
  const refresh = useRefresh();
  const go = useGo();
  return (
    <Confirm
      title={t('lists.view.delete.title', { view: view.name })}
      confirmLabel={t('lists.view.delete')}
      onClose={onClose}
      onConfirm={async () => {
        await calls.remove(view.id);
        go(`/records/${object.key}`, { mode: 'table' });
        await refresh('views', object.id);
      }}
    >
      {t(view.shared ? 'lists.view.delete.shared' : 'lists.view.delete.sentence')}
    </Confirm>
  );
}
