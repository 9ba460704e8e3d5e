import type { Api } from '../../app/api.ts';
import { t } from '../../app/messages/t.ts';
import { showDone, showProblem } from '../../ui/notice.ts';
import { type Form, versionCalls } from './versions-data.ts';

/** Saves a map, as it is being edited or as it was published, as a file of this computer. */
export async function downloadMap(api: Api, id: number, form: Form): Promise<void> {
  try {
    const file = await versionCalls(api).exported(id, form);
    saveFile(file);
    const left = [...new Set(Object.values(file.things.secret).map(({ name }) => name))];
    if (left.length > 0) showDone(t('versions.export.without', { count: left.length, names: left.join(', ') }));
  } catch (error) {
    showProblem(error as Error);
  }
}

function saveFile(file: { name: string }): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${file.name.replaceAll(/[^\p{L}\p{N} _-]+/gu, '').trim() || 'map'}.json`;
  link.click();
  URL.revokeObjectURL(address);
}
