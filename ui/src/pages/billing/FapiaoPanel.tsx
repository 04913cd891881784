import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLost } from '../../api/again.ts';
import { fapiaoDeeds, fapiaoQueries, type Fapiao, type Title } from '../../api/fapiao.ts';
import { useFormDeed, useReason } from '../../components/act.tsx';
import { FailureNotice } from '../../components/failure.tsx';
import { Link } from '../../components/Link.tsx';
import { Status } from '../../components/Status.tsx';
import { MoneyText, useWords } from '../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../table/QueryTable.tsx';
import {
  Button,
  Dialog,
  Empty,
  Facts,
  FormBox,
  Panel,
  SelectField,
  TableSkeleton,
  Tag,
  TextField,
  useForm,
} from '../../ui/index.ts';
import { paths } from '../../util/paths.ts';

const STALE = ['/portal/v1/fapiaos'] as const;
const KINDS = ['NONE', 'NORMAL', 'SPECIAL'] as const;

/** Whom a tenant's papers are made out to, and its fapiaos with their numbers. */
export function FapiaoPanel() {
  const { t } = useWords();
  const reason = useReason();
  const [changing, setChanging] = useState(false);
  const query = useQuery(fapiaoQueries.title());
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const title = query.data;
  return (
    <div className="stack">
      <Panel
        title={t('fapiao.ownTitle')}
        extra={
          <Button reason={reason('own')} testId="change-title" onClick={() => setChanging(true)}>
            {t('fapiao.change')}
          </Button>
        }
      >
        <Facts
          columns={3}
          facts={[
            { label: t('fapiao.title'), value: title.title || t('fapiao.noTitle') },
            { label: t('fapiao.taxNumber'), value: title.taxNumber || '–' },
            { label: t('fapiao.wanted'), value: t(`fapiao.kinds.${title.fapiaoKind}`) },
            { label: t('fapiao.address'), value: title.address || '–' },
            { label: t('fapiao.bank'), value: title.bank || '–' },
            { label: t('fapiao.email'), value: title.email || '–' },
          ]}
        />
      </Panel>
      <Own />
      <Change title={title} open={changing} onClose={() => setChanging(false)} />
    </div>
  );
}

function Own() {
  const { t } = useWords();
  const paging = usePaging('fapiaos');
  const query = useQuery({ ...fapiaoQueries.own(paging), placeholderData: keepPreviousData });
  const columns: readonly Column<Fapiao>[] = [
    {
      key: 'paper',
      title: t('fapiao.paper'),
      text: (row) => row.paperNumber,
      order: byText((row) => row.paperNumber),
      render: (row) => <Link to={paths.bill(row.invoiceId)}>{row.paperNumber}</Link>,
    },
    {
      key: 'kind',
      title: t('fapiao.kind'),
      text: (row) => t(`fapiao.kinds.${row.kind}`),
      render: (row) => (
        <>
          {t(`fapiao.kinds.${row.kind}`)} {row.redFor ? <Tag>{t('fapiao.red')}</Tag> : null}
        </>
      ),
    },
    { key: 'title', title: t('fapiao.title'), text: (row) => row.title, render: (row) => row.title },
    {
      key: 'total',
      title: t('fapiao.total'),
      numeric: true,
      text: (row) => row.total.amount,
      render: (row) => <MoneyText money={row.total} />,
    },
    { key: 'state', title: t('fapiao.state'), text: (row) => row.state, render: (row) => <Status state={row.state} /> },
    {
      key: 'number',
      title: t('fapiao.number'),
      text: (row) => row.number ?? row.reason ?? '',
      render: (row) => (row.number ? <span className="mono">{row.number}</span> : (row.reason ?? '–')),
    },
    { key: 'on', title: t('fapiao.issuedOn'), text: (row) => row.issuedOn ?? '', render: (row) => row.issuedOn ?? '–' },
  ];
  return (
    <QueryTable<Fapiao>
      name="fapiaos"
      label={t('fapiao.list')}
      query={query}
      columns={columns}
      paged
      rowKey={(row) => row.serial}
      empty={
        <Empty title={t('fapiao.none')}>
          <p>{t('fapiao.noneWhy')}</p>
        </Empty>
      }
    />
  );
}

type Wish = Partial<Title>;

function Change({
  title,
  open,
  onClose,
}: {
  readonly title: Title;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  const deed = useFormDeed<Wish>({
    handle,
    run: (wish) => fapiaoDeeds.setTitle(wish),
    stale: STALE,
    done: t('fapiao.changed'),
    after: onClose,
  });
  return (
    <Dialog open={open} title={t('fapiao.change')} onClose={onClose} width={620}>
      {open ? (
        <FormBox<Wish> handle={handle} initial={{ ...title }} onSubmit={deed.submit}>
          <div className="two">
            <TextField
              name="title"
              label={t('fapiao.title')}
              hint={t('fapiao.titleHint')}
              required={t('common.required')}
              maxLength={200}
            />
            <SelectField
              name="fapiaoKind"
              label={t('fapiao.wanted')}
              required={t('common.required')}
              choices={KINDS.map((kind) => ({ value: kind, label: t(`fapiao.kinds.${kind}`) }))}
            />
            <TextField
              name="taxNumber"
              label={t('fapiao.taxNumber')}
              hint={t('fapiao.taxNumberHint')}
              maxLength={20}
              mono
            />
            <TextField name="email" label={t('fapiao.email')} type="email" maxLength={200} />
            <TextField name="address" label={t('fapiao.address')} maxLength={300} />
            <TextField name="bank" label={t('fapiao.bank')} maxLength={200} />
          </div>
          {deed.failure ? <FailureNotice error={deed.failure} /> : null}
          <Button kind="primary" submit busy={deed.busy}>
            {t('fapiao.save')}
          </Button>
        </FormBox>
      ) : null}
    </Dialog>
  );
}
