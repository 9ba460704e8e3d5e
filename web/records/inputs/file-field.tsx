import { Anchor, Button, FileButton, Group, Input } from '@mantine/core';
import { IconDownload, IconTrash, IconUpload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { FieldShape, StoredFile, Value } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useApi } from '../../app/session.ts';
import { Progress } from '../../ui/progress.tsx';
import { fileAddress, uploadFile } from './files.ts';
import classes from './inputs.module.css';
import { formatBytes } from '../../ui/numbers.ts';

interface FileFieldProps {
  field: FieldShape;
  shared: { label?: ReactNode; description?: ReactNode; error?: ReactNode; required?: boolean; disabled?: boolean };
  value: StoredFile | null;
  onChange: (value: Value) => void;
}

/** A file or an image: sent as soon as it is chosen, and shown; kept when the field is saved. */
export function FileField({ field, shared, value, onChange }: FileFieldProps) {
  const api = useApi();
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isImage = field.type === 'image';

  const send = async (file: File | null): Promise<void> => {
    if (!file) return;
    setProblem(null);
    setSending({ name: file.name, share: 0 });
    try {
      onChange(await uploadFile(api, isImage ? 'image' : 'file', file, (share) => setSending({ name: file.name, share })));
    } catch (error) {
      setProblem((error as Error).message);
    }
    setSending(null);
  };

  return (
    <Input.Wrapper {...shared} error={problem ?? shared.error} component="div">
      <div className={classes.file}>
        {value && <FileValue field={field} value={value} />}
        {sending ? (
          <Progress label={t('values.file.uploading', { name: sending.name })} done={Math.round(sending.share * 100)} total={100} />
        ) : (
          <Group gap={6}>
            <FileButton
              onChange={(file) => void send(file)}
              {...(isImage ? { accept: 'image/*' } : {})}
              disabled={shared.disabled ?? false}
            >
              {(props) => (
                <Button
                  {...props}
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconUpload size={15} aria-hidden />}
                  aria-label={`${field.label}: ${t(value ? 'values.file.replace' : isImage ? 'values.image.choose' : 'values.file.choose')}`}
                >
                  {t(value ? 'values.file.replace' : isImage ? 'values.image.choose' : 'values.file.choose')}
                </Button>
              )}
            </FileButton>
            {value && (
              <Button
                size="compact-sm"
                variant="subtle"
                color="bad"
                leftSection={<IconTrash size={15} aria-hidden />}
                disabled={shared.disabled ?? false}
                onClick={() => onChange(null)}
              >
                {t('values.file.remove', { name: value.name })}
              </Button>
            )}
          </Group>
        )}
      </div>
    </Input.Wrapper>
  );
}

/** An image as it looks, or a file by its name, to be downloaded. */
export function FileValue({ field, value, isPlain }: { field: Pick<FieldShape, 'type' | 'label'>; value: StoredFile; isPlain?: boolean }) {
  const api = useApi();
  const address = fileAddress(api, value, isPlain ? 'thumbnail' : 'whole');
  if (field.type === 'image') {
    return (
      <img
        className={isPlain ? classes.thumbnail : classes.preview}
        src={address}
        alt={t('values.image.of', { field: field.label, name: value.name })}
        width={value.width}
        height={value.height}
        loading="lazy"
      />
    );
  }
  if (isPlain) return <>{value.name}</>;
  return (
    <Anchor href={address} download={value.name}>
      <IconDownload size={15} aria-hidden className={classes.icon} /> {value.name} <span className="quiet">{formatBytes(value.size)}</span>
    </Anchor>
  );
}
