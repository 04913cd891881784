import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { billing, billingQueries, type PriceBook } from '../../../api/billing.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { useGo } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { Status, useStateWord } from '../../../components/Status.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Dialog, Empty, FormBox, Icon, SelectField, TextField, useForm } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { CURRENCIES } from '../tenants/TenantsPage.tsx';
import { Promotions } from './Promotions.tsx';

export default function PriceBooksPage() {
  const { t } = useWords();
  const reason = useReason();
  const stateWord = useStateWord();
  const [adding, setAdding] = useState(false);
  const query = useQuery(billingQueries.books());
  const columns: readonly Column<PriceBook>[] = [
    {
      key: 'name',
      title: t('prices.name'),
      text: (book) => book.name,
      order: byText((book) => book.name),
      render: (book) => <Link to={paths.priceBook(book.id)}>{book.name}</Link>,
    },
    {
      key: 'state',
      title: t('devices.state'),
      text: (book) => stateWord(book.state),
      order: byText((book) => book.state),
      render: (book) => <Status state={book.state} trace={{ kind: 'history', id: `pricebook-${book.id}` }} />,
    },
    {
      key: 'currency',
      title: t('tenants.currency'),
      text: (book) => book.currency,
      order: byText((book) => book.currency),
      render: (book) => book.currency,
    },
    {
      key: 'published',
      title: t('prices.publishedAt'),
      text: (book) => book.publishedAt ?? '',
      render: (book) => <When at={book.publishedAt} />,
    },
  ];
  return (
    <>
      <PageHead
        title={t('shell.nav.prices')}
        sub={t('prices.sub')}
        actions={
          <Button kind="primary" icon={<Icon name="plus" />} reason={reason('prices')} onClick={() => setAdding(true)}>
            {t('prices.add')}
          </Button>
        }
      />
      <QueryTable<PriceBook>
        name="books"
        label={t('shell.nav.prices')}
        query={query}
        columns={columns}
        rowKey={(book) => String(book.id)}
        empty={
          <Empty title={t('prices.empty')}>
            <p>{t('prices.emptyNext')}</p>
          </Empty>
        }
      />
      <Promotions />
      <NewBook open={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function NewBook({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  const go = useGo();
  const handle = useForm<{ name: string; currency: string }>();
  const deed = useFormDeed<{ name: string; currency: string }, PriceBook>({
    handle,
    run: (values, key) => billing.createBook(values, key),
    stale: ['/admin/v1/price-books'],
    done: t('prices.added'),
    after: (book) => {
      onClose();
      go(paths.priceBook(book.id));
    },
  });
  return (
    <Dialog open={open} title={t('prices.add')} onClose={onClose}>
      <FormBox handle={handle} initial={{ currency: 'CNY' }} onSubmit={deed.submit}>
        <TextField name="name" label={t('prices.name')} required={t('common.required')} maxLength={64} />
        <SelectField
          name="currency"
          label={t('tenants.currency')}
          required={t('common.required')}
          choices={CURRENCIES.map((value) => ({ value, label: value }))}
        />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('prices.add')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
