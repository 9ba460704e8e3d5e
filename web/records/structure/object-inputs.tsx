import { Select, Textarea, TextInput } from '@mantine/core';
import { t } from '../../app/messages/t.ts';
import { ObjectIcon, objectIcons } from '../../ui/object-icon.tsx';
import classes from '../records.module.css';

interface ObjectInputsProps {
  getInputProps: (name: string) => object;
  icon: string;
}

/** What an object is called, and the sign it has. */
export function ObjectInputs({ getInputProps, icon }: ObjectInputsProps) {
  return (
    <>
      <TextInput
        label={t('records.object.singular')}
        placeholder={t('records.object.singular.example')}
        data-autofocus
        {...getInputProps('singular')}
      />
      <TextInput label={t('records.object.plural')} placeholder={t('records.object.plural.example')} {...getInputProps('plural')} />
      <Select
        label={t('records.object.icon')}
        data={Object.keys(objectIcons).map((name) => ({ value: name, label: name }))}
        leftSection={<ObjectIcon name={icon} size={18} />}
        renderOption={({ option }) => (
          <span className={classes.objectLink}>
            <ObjectIcon name={option.value} size={18} /> {option.label}
          </span>
        )}
        allowDeselect={false}
        {...getInputProps('icon')}
      />
      <Textarea label={t('records.object.description')} autosize minRows={2} {...getInputProps('description')} />
    </>
  );
}
