import { Input, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Address, AddressPart, Value } from '../../../src/records/schema.ts';
import { countries } from '../../app/countries.ts';
import { t } from '../../app/messages/t.ts';
import { useAccount } from '../../app/session.ts';
import classes from './inputs.module.css';

interface AddressFieldProps {
  label: string;
  shared: { label?: ReactNode; description?: ReactNode; error?: ReactNode; required?: boolean; disabled?: boolean; autoFocus?: boolean };
  value: Address | null;
  onChange: (value: Value) => void;
}

/** Where the postal code stands before the city, and where nobody writes a region. */
const CODE_FIRST = new Set('AT BE BG CH CZ DE DK EE ES FI FR GR HR HU IS IT LI LT LU MC NL NO PL PT RO RS SE SI SK TR'.split(' '));
const NO_REGION = new Set('AT BE CH CZ DE DK FI FR IS LI LU MC NL NO PL SE SG SK'.split(' '));

/** The parts of an address in the order in which its country writes them. */
export function AddressField({ label, shared: { autoFocus, ...shared }, value, onChange }: AddressFieldProps) {
  const account = useAccount();
  const address = value ?? {};
  const country = address.country ?? account.country ?? '';
  const set = (part: AddressPart, text: string | null): void => {
    const { [part]: _before, ...others } = address;
    const next = text ? { ...others, [part]: text } : others;
    onChange(Object.keys(next).length === 0 ? null : next);
  };
  return (
    <Input.Wrapper {...shared} component="div">
      <fieldset className={classes.address} disabled={shared.disabled}>
        <legend className="visually-hidden">{label}</legend>
        {partsFor(country, address).map((part, place) => (
          <div key={part} data-part={part}>
            {part === 'country' ? (
              <Select
                aria-label={t('values.address.country')}
                placeholder={t('values.address.country')}
                data={countries()}
                value={address.country ?? null}
                searchable
                clearable
                onChange={(next) => set('country', next)}
              />
            ) : (
              <TextInput
                aria-label={labelOf(part, country)}
                placeholder={labelOf(part, country)}
                autoComplete={AUTOCOMPLETE[part]}
                {...(autoFocus && place === 0 ? { 'data-autofocus': true, autoFocus } : {})}
                value={address[part] ?? ''}
                onChange={(event) => set(part, event.currentTarget.value)}
              />
            )}
          </div>
        ))}
      </fieldset>
    </Input.Wrapper>
  );
}

/** A part that has something in it is always shown, whatever the country. */
function partsFor(country: string, address: Address): AddressPart[] {
  const place: AddressPart[] = CODE_FIRST.has(country) ? ['zip', 'city', 'state'] : ['city', 'state', 'zip'];
  const shown = place.filter((part) => part !== 'state' || !NO_REGION.has(country) || address.state !== undefined);
  return ['street', 'street2', ...shown, 'country'];
}

const labelOf = (part: Exclude<AddressPart, 'country'>, country: string): string =>
  part === 'zip' && country === 'US' ? t('values.address.zip.us') : t(`values.address.${part}`);

const AUTOCOMPLETE = {
  street: 'address-line1',
  street2: 'address-line2',
  city: 'address-level2',
  state: 'address-level1',
  zip: 'postal-code',
} as const;
