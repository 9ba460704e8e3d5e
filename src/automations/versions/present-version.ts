import type { ListedVersion } from './list-versions.ts';

/** A version in the list of all of a map. */
export const presentVersion = (version: ListedVersion) => ({
  version: version.version,
  name: version.name,
  note: version.note,
  publishedAt: version.published_at,
  publishedBy: version.publisher,
  standing: version.standing,
  isCurrent: version.isCurrent,
});
