import { Button, FileButton, Modal, Stack, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Asset } from '../../src/documents/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { assetsQuery } from './documents-data.ts';
import classes from './documents.module.css';
import { FocusBack } from '../ui/focus-back.tsx';

const TYPING_MS = 250;

/** The pictures of the account: one is chosen, or a new one brought from this computer or from an address. */
export function AssetPicker({ onChoose, onClose }: { onChoose: (asset: Asset) => void; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, TYPING_MS);
  const [address, setAddress] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { data: assets } = useQuery(assetsQuery(useAccountId(), settled));
  const bring = async (send: () => Promise<{ asset: Asset }>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const { asset } = await send();
      void refresh('assets');
      onChoose(asset);
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  const upload = (file: File | null): void => {
    if (!file) return;
    void bring(() => api.upload('/api/assets', file));
  };
  return (
    <Modal opened onClose={onClose} title={t('documents.asset.title')} size="lg">
      <FocusBack />
      <Stack gap="md">
        <div className={classes.bring}>
          <FileButton
            onChange={upload}
            accept="image/png,image/jpeg,image/gif,image/webp"
            inputProps={{ 'aria-label': t('documents.asset.file') }}
          >
            {(props) => (
              <Button {...props} loading={isBusy}>
                {t('documents.asset.upload')}
              </Button>
            )}
          </FileButton>
          <form
            className={classes.fetch}
            onSubmit={(event) => {
              event.preventDefault();
              event.stopPropagation();
              void bring(() => api.post('/api/assets/fetch', { url: address }));
            }}
          >
            <TextInput
              aria-label={t('documents.asset.address')}
              placeholder={t('documents.asset.address.example')}
              value={address}
              onChange={(event) => setAddress(event.currentTarget.value)}
              dir="ltr"
              style={{ flex: 1 }}
            />
            <Button type="submit" variant="default" disabled={address === '' || isBusy}>
              {t('documents.asset.fetch')}
            </Button>
          </form>
        </div>
        {problem && (
          <p role="alert" className={classes.wrong}>
            {problem}
          </p>
        )}
        <TextInput label={t('documents.asset.search')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
        {assets?.length === 0 && <p className="quiet">{t('documents.asset.none')}</p>}
        <ul className={classes.assets}>
          {assets?.map((asset) => (
            <li key={asset.id}>
              <UnstyledButton className={classes.asset} onClick={() => onChoose(asset)}>
                <img src={asset.smallUrl} alt="" loading="lazy" />
                <span>{asset.name}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </Stack>
    </Modal>
  );
}
