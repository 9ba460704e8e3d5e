import { Avatar } from '@mantine/core';
import type { StoredFile, Value } from '../../src/records/schema.ts';
import { type ObjectType, useApi } from '../app/session.ts';
import { ObjectIcon } from '../ui/object-icon.tsx';
import type { FullRecord } from './data.ts';
import { fileAddress } from './inputs/files.ts';

/** A record's face: its first image, or the mark of its object. */
export function RecordMark({ object, record }: { object: ObjectType; record: Pick<FullRecord, 'values'> }) {
  const api = useApi();
  const image = object.fields
    .filter(({ type }) => type === 'image')
    .map(({ id }) => record.values[String(id)])
    .find(isFile);
  if (!image) return <ObjectIcon name={object.icon} size={22} />;
  return <Avatar src={fileAddress(api, image)} alt="" size={40} radius="md" />;
}

const isFile = (value: Value | undefined): value is StoredFile => typeof value === 'object' && value !== null && 'size' in value;
