import { z } from 'zod';

export { countryName, formatPrice, formatValue, minorDigits, PLAIN_CONTEXT, type ValueContext } from './rules/format-value.ts';
export {
  COMPANY,
  CONTACT,
  CONTACT_FIELDS,
  DEAL,
  FIELD_TYPES,
  LIMITS,
  OPTION_COLORS,
  PERMISSION_STATUS,
  type FieldOption,
  type FieldShape,
  type FieldType,
  type ObjectShape,
  type OptionColor,
  type SectionShape,
  type Value,
} from './rules/shape.ts';

export const objectParams = z.object({ object: z.coerce.number().int().min(0) });
export const recordParams = z.object({ object: z.coerce.number().int().min(0), id: z.coerce.number().int().positive() });
