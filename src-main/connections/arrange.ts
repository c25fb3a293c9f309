import { isSameName, tagNames } from '../../src-shared/connections/arrangement.ts';
import type { Arrangement } from '../../src-shared/model/connections.ts';
import type { ConnectionRecord } from './connection-record.ts';

/** What changes in a record; `change.folder` is spelled as it is to be kept. */
export function arranged(
  record: ConnectionRecord,
  { folder, addTags = [], removeTags = [], environment, isFavourite, keeping }: Arrangement,
): Partial<ConnectionRecord> {
  const kept = record.tags.filter((tag) => !removeTags.some((removed) => isSameName(removed, tag)));
  return {
    ...(folder !== undefined && { folder }),
    ...(addTags.length + removeTags.length > 0 && { tags: tagNames([...kept, ...addTags]) }),
    ...(environment !== undefined && { environment }),
    ...(isFavourite !== undefined && { isFavourite }),
    ...(keeping !== undefined && { keeping }),
  };
}
