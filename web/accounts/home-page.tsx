import { PageHeader } from '../ui/page-header.tsx';
import { t } from '../app/messages/t.ts';

export default function HomePage() {
  return <PageHeader title={t('app.place.home')} />;
}
