import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { t } from '../../app/messages/t.ts';
import { usePath } from '../../app/url.ts';
import classes from './templates.module.css';

/** Where a map is begun with nothing: the way to those that are ready. */
export function TemplateOffer() {
  const path = usePath();
  return (
    <div className={classes.offer}>
      <Anchor component={Link} to={path('/automations/templates')} fw={560}>
        {t('templates.or')}
      </Anchor>
      <p>{t('templates.or.sentence')}</p>
    </div>
  );
}
