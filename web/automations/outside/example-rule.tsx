import { Switch } from '@mantine/core';
import { t } from '../../app/messages/t.ts';
import classes from './rules.module.css';

/** What a rule looks like, for the place where there is none yet. */
export function ExampleRule() {
  return (
    <ul className={classes.rules}>
      {(['order', 'lead'] as const).map((one) => (
        <li key={one} className={classes.rule}>
          <div>
            <b>{t(`rules.example.${one}`)}</b>
            <p className={classes.sentence}>
              <b>{t('rules.when')}</b> {t(`rules.example.${one}.when`)} <b>{t('rules.then')}</b> {t(`rules.example.${one}.then`)}
            </p>
          </div>
          <div className={classes.state}>
            <Switch checked readOnly aria-label={t(`rules.example.${one}`)} />
          </div>
        </li>
      ))}
    </ul>
  );
}
