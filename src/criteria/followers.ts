import type { Follower } from '../app/kernel/domain.ts';
import { followMemberships } from './follow-memberships.ts';

export const followers: readonly Follower[] = [{ name: 'criteria.memberships', kinds: 'all', follow: followMemberships }];
