import { t } from '../app/messages/t.ts';
import classes from './inbox.module.css';

/** What a conversation in the list looks like. */
export const ExampleConversation = () => (
  <div className={classes.row} data-unread>
    <span className={classes.dot} aria-hidden />
    <span className={classes.said}>
      <strong>{t('inbox.example.name')}</strong>
      <span className={classes.subject}>{t('inbox.example.subject')}</span>
      <span className={classes.excerpt}>{t('inbox.example.text')}</span>
    </span>
  </div>
);
