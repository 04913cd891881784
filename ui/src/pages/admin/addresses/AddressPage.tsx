import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { adminQueries } from '../../../api/admin.ts';
import type { AddressChapter } from '../../../api/admin-types.ts';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { Button, Empty, FormBox, Panel, TableSkeleton, TextField, useForm } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

interface Wish {
  readonly at?: string;
}

/** An address: who has it, who had it at an instant, and everybody who ever had it. */
export default function AddressPage() {
  const ip = useParams()['ip'] ?? '';
  const { t } = useWords();
  const asOf = useAsOf();
  useShowsPast();
  const [params, change] = useSearchState();
  const at = params.get('at') ?? asOf;
  const handle = useForm<Wish>();
  const query = useQuery({ ...adminQueries.addressStory(ip, at), placeholderData: keepPreviousData });
  const prefix = query.data?.data[0];
  return (
    <div className="stack">
      <PageHead
        title={ip}
        crumbs={[
          { text: t('shell.nav.addresses'), to: paths.addresses() },
          ...(prefix?.prefix ? [{ text: prefix.prefix, to: paths.prefix(prefix.prefixId) }] : []),
        ]}
      />
      <Panel title={t('addresses.whoAt')}>
        <FormBox<Wish> handle={handle} initial={at ? { at } : {}} onSubmit={(wish) => change({ at: wish.at })}>
          <TextField name="at" label={t('addresses.at')} hint={t('addresses.atHint')} maxLength={40} mono />
          <Button kind="primary" submit>
            {t('addresses.ask')}
          </Button>
        </FormBox>
        {query.data && at !== undefined ? (
          <div role="status">
            {query.data.then.length === 0 ? <p>{t('addresses.nobodyThen')}</p> : null}
            {query.data.then.map((chapter) => (
              <ChapterFacts key={chapter.assignmentId} chapter={chapter} />
            ))}
          </div>
        ) : null}
      </Panel>
      {query.error ? <FailureNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <TableSkeleton columns={3} label={t('common.loading')} /> : null}
      {query.data && query.data.data.length === 0 ? <Empty title={t('addresses.noStory')} /> : null}
      {query.data && query.data.data.length > 0 ? (
        <Panel title={t('addresses.story')}>
          <ol className="plain">
            {query.data.data.map((chapter) => (
              <li key={chapter.assignmentId}>
                <ChapterFacts chapter={chapter} />
                <Events chapter={chapter} />
              </li>
            ))}
          </ol>
        </Panel>
      ) : null}
    </div>
  );
}

function ChapterFacts({ chapter }: { readonly chapter: AddressChapter }) {
  const { t } = useWords();
  return (
    <p>
      <strong>
        {chapter.guest ? <Link to={paths.guest(chapter.guest.id)}>{chapter.guest.name}</Link> : chapter.holder}
      </strong>
      {' · '}
      {chapter.tenant ? <Link to={paths.tenant(chapter.tenant.id)}>{chapter.tenant.name}</Link> : t('addresses.house')}
      {' · '}
      {t('addresses.from')} <When at={chapter.from} /> {t('addresses.to')}{' '}
      {chapter.to ? <When at={chapter.to} /> : t('addresses.stillHeld')}
      {chapter.quarantinedUntil ? (
        <>
          {' · '}
          {t('addresses.restedUntil')} <When at={chapter.quarantinedUntil} />
        </>
      ) : null}
      {chapter.names.length > 0 ? (
        <>
          {' · '}
          {t('addresses.names')}: <span className="mono">{chapter.names.map((each) => each.name).join(', ')}</span>
        </>
      ) : null}
    </p>
  );
}

function Events({ chapter }: { readonly chapter: AddressChapter }) {
  const { locale } = useWords();
  return (
    <ul>
      {chapter.events.map((event) => (
        <li key={event.index}>
          <When at={event.at} /> {event.words[locale] ?? event.event}
        </li>
      ))}
    </ul>
  );
}
