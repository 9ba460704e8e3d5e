import type { Loop } from '../app/kernel/domain.ts';
import { accountsToRefresh } from './queries/members.ts';
import { refreshGroups } from './refresh-groups.ts';

export const loops: readonly Loop[] = [{ name: 'criteria.refresh-groups', due: accountsToRefresh, work: refreshGroups }];
