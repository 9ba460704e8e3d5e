import { useQueryClient } from '@tanstack/react-query';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi } from '../../app/session.ts';
import { showProblem, showUndo } from '../../ui/notice.ts';
import { automationCalls, automationQuery, type Automation } from '../automation-data.ts';
import { downloadMap } from './download-map.ts';
import { type Form, versionCalls } from './versions-data.ts';

interface VersionActs {
  /** Makes a version the draft; gives whether it was done. */
  restore: (version: number) => Promise<boolean>;
  discard: () => Promise<boolean>;
  /** Saves the map as a file of this computer. */
  download: (form: Form) => Promise<void>;
}

/** What may be done with versions. The draft that a restoring overwrites is one undo away. */
export function useVersionActs(automation: Automation): VersionActs {
  const api = useApi();
  const calls = versionCalls(api);
  const queries = useQueryClient();
  const key = automationQuery(useAccountId(), String(automation.id)).queryKey;

  const replaceDraft = async (message: string, replace: () => Promise<Automation>): Promise<boolean> => {
    const { draft } = automation;
    try {
      const replaced = await replace();
      queries.setQueryData(key, replaced);
      showUndo(message, async () => {
        const { revision } = queries.getQueryData<Automation>(key) ?? replaced;
        queries.setQueryData(key, await automationCalls(api).update(automation.id, { revision, map: draft }));
      });
      return true;
    } catch (error) {
      showProblem(error as Error);
      return false;
    }
  };
  return {
    restore: (version) =>
      replaceDraft(t('versions.restored', { version }), () => calls.restore(automation.id, version, automation.revision)),
    discard: () => replaceDraft(t('versions.discarded'), () => calls.discard(automation.id, automation.revision)),
    download: (form) => downloadMap(api, automation.id, form),
  };
}
