import { Button, NumberInput, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type CSSProperties, useState } from 'react';
import { type Brand, FONTS } from '../../../src/documents/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { FormProblem, useApiForm } from '../../ui/api-form.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showDone } from '../../ui/notice.ts';
import { Section } from '../../ui/page-header.tsx';
import { SettingsPage } from '../../ui/settings-page.tsx';
import { AssetPicker } from '../asset-picker.tsx';
import { brandQuery, usePictureAddress } from '../documents-data.ts';
import classes from '../documents.module.css';
import { InlineView } from '../inline-view.tsx';
import { lookStyles } from '../look-styles.ts';
import { ColourInput } from '../settings/inputs.tsx';
import { SocialLinks } from '../settings/social-settings.tsx';

/** How everything the account publishes looks where a document says nothing of its own. */
export default function BrandPage() {
  const { data, error, refetch } = useQuery({ ...brandQuery(useAccountId()), refetchOnWindowFocus: false });
  return (
    <SettingsPage title={t('brand.title')} wide>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <BrandForm brand={data} />}
    </SettingsPage>
  );
}

const fonts = () => FONTS.map((font) => ({ value: font, label: t(`documents.look.font.${font}`) }));

function BrandForm({ brand }: { brand: Brand }) {
  const api = useApi();
  const refresh = useRefresh();
  const { form, submit, isSending, problem } = useApiForm<Brand & Record<string, unknown>>({
    initialValues: { ...brand },
    send: (values) => api.put('/api/brand', values),
    onDone: async () => {
      showDone(t('brand.saved'));
      form.resetDirty();
      await refresh('brand');
    },
  });
  const now = form.values as Brand;
  const colour = (part: 'accent' | 'background' | 'sheet' | 'text') => (
    <ColourInput
      label={t(`brand.${part}`)}
      value={now[part]}
      swatches={['#0B5D66', '#2F5FA8', '#7449A6', '#B33F78', '#C0600F', '#2C794C', '#1B2428', '#FFFFFF']}
      onChange={(value) => value && form.setFieldValue(part, value)}
    />
  );
  return (
    <form onSubmit={submit} noValidate>
      <div className={classes.brand}>
        <Stack gap="lg">
          <Section title={t('brand.colours')} description={t('brand.sentence')}>
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              {colour('accent')}
              {colour('text')}
              {colour('background')}
              {colour('sheet')}
            </SimpleGrid>
          </Section>
          <Section title={t('brand.type')}>
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <Select label={t('brand.font')} data={fonts()} allowDeselect={false} {...form.getInputProps('font')} />
              <Select
                label={t('brand.headingFont')}
                placeholder={t('brand.headingFont.same')}
                data={fonts()}
                value={now.headingFont ?? null}
                onChange={(font) => form.setFieldValue('headingFont', (font as Brand['headingFont']) ?? undefined)}
                clearable
              />
            </SimpleGrid>
          </Section>
          <Logo brand={now} onChange={(changes) => form.setValues(changes)} />
          <Section title={t('brand.foot')}>
            <Stack gap="md">
              <Textarea label={t('brand.footer')} autosize minRows={2} {...form.getInputProps('footer')} />
              <Textarea
                label={t('brand.signature')}
                description={t('brand.signature.why')}
                autosize
                minRows={2}
                {...form.getInputProps('signature')}
              />
            </Stack>
          </Section>
          <Section title={t('brand.social')}>
            <SocialLinks links={now.social} onChange={(links) => form.setFieldValue('social', links)} problemAt={() => undefined} />
          </Section>
          <FormProblem problem={problem} />
          <Button type="submit" loading={isSending} style={{ alignSelf: 'flex-start' }}>
            {t('brand.save')}
          </Button>
        </Stack>
        <BrandSample brand={now} />
      </div>
    </form>
  );
}

function Logo({ brand, onChange }: { brand: Brand; onChange: (changes: Partial<Brand>) => void }) {
  const [isChoosing, setChoosing] = useState(false);
  return (
    <Section title={t('brand.logo')}>
      <Stack gap="md">
        <div className={classes.bring}>
          <Button variant="default" onClick={() => setChoosing(true)}>
            {brand.logo ? t('brand.logo.other') : t('brand.logo.choose')}
          </Button>
          {brand.logo && (
            <Button variant="default" onClick={() => onChange({ logo: '' })}>
              {t('brand.logo.remove')}
            </Button>
          )}
        </div>
        {brand.logo && (
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              label={t('brand.logoAlt')}
              value={brand.logoAlt}
              onChange={(event) => onChange({ logoAlt: event.currentTarget.value })}
            />
            <NumberInput
              label={t('brand.logoWidth')}
              value={brand.logoWidth}
              min={16}
              max={600}
              allowDecimal={false}
              onChange={(width) => width !== '' && onChange({ logoWidth: Number(width) })}
            />
          </SimpleGrid>
        )}
        {isChoosing && (
          <AssetPicker
            onClose={() => setChoosing(false)}
            onChoose={(asset) => {
              onChange({ logo: `asset:${asset.id}`, logoAlt: brand.logoAlt || asset.alt });
              setChoosing(false);
            }}
          />
        )}
      </Stack>
    </Section>
  );
}

/** A piece of a letter in the brand as it is being set. */
function BrandSample({ brand }: { brand: Brand }) {
  const logo = usePictureAddress(brand.logo);
  return (
    <aside aria-label={t('brand.preview')} className={classes.sample} style={lookStyles({}, brand) as CSSProperties}>
      <div className={classes.sampleSheet}>
        {logo && <img src={logo} alt={brand.logoAlt} style={{ inlineSize: brand.logoWidth, maxInlineSize: '100%' }} />}
        <p className={classes.heading}>{t('brand.preview.heading')}</p>
        <div className={classes.words}>
          <InlineView text={t('brand.preview.text')} mode="text" labelOf={(source) => source} />
        </div>
        <p className={classes.button}>{t('brand.preview.button')}</p>
        {brand.signature && <p style={{ whiteSpace: 'pre-wrap' }}>{brand.signature}</p>}
        {brand.footer && <p className={classes.sampleFoot}>{brand.footer}</p>}
      </div>
    </aside>
  );
}
