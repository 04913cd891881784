import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { isLost } from '../../../api/again.ts';
import { storage, storageQueries, type ComparedCut, type Comparison } from '../../../api/storage.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Button, Code, Empty, FormBox, Panel, TableSkeleton, Tag, TextField, useForm } from '../../../ui/index.ts';
import { formatBytes } from '../../../util/units.ts';

/** Which chunk size and method one's data would like: a table from one scan. */
export function Chunkings({ id }: { readonly id: number }) {
  const { t } = useWords();
  const asOf = useAsOf();
  const query = useQuery({ ...storageQueries.comparisons(id, asOf), placeholderData: keepPreviousData });
  const body = () => {
    if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
    if (query.isPending) return <TableSkeleton columns={5} label={t('common.loading')} />;
    if (query.data.data.length === 0)
      return (
        <Empty title={t('sharing.noComparison')}>
          <p>{t('sharing.noComparisonNext')}</p>
        </Empty>
      );
    return query.data.data.map((comparison) => <Compared key={comparison.at} comparison={comparison} />);
  };
  return (
    <div className="stack">
      <Send id={id} />
      {body()}
    </div>
  );
}

/** The way that leaves least to store; equal ones go to the one that has fewer chunks to remember. */
function bestOf(cuts: readonly ComparedCut[]): ComparedCut | undefined {
  return cuts.toSorted(
    (left, right) => left.standaloneBytes - right.standaloneBytes || left.uniqueChunks - right.uniqueChunks,
  )[0];
}

function Compared({ comparison }: { readonly comparison: Comparison }) {
  const { t, number, locale } = useWords();
  const best = bestOf(comparison.cuts);
  const margin = (bytes: number) => (bytes > 0 ? ` ± ${formatBytes(bytes, locale)}` : '');
  return (
    <Panel title={comparison.label} extra={<When at={comparison.at} style="exact" />}>
      <p className="muted">{t('sharing.compared', { bytes: formatBytes(comparison.readBytes, locale) })}</p>
      <PlainTable<ComparedCut>
        name="chunk-comparison"
        label={t('sharing.comparison', { label: comparison.label })}
        rows={comparison.cuts}
        rowKey={(cut) => `${cut.method}.${cut.chunkBytes}`}
        columns={[
          {
            key: 'method',
            title: t('sharing.method'),
            text: (cut) => cut.method,
            render: (cut) => (
              <>
                {cut.method} {cut === best ? <Tag kind="accent">{t('sharing.best')}</Tag> : null}
              </>
            ),
          },
          {
            key: 'chunk',
            title: t('sharing.chunk'),
            numeric: true,
            text: (cut) => String(cut.chunkBytes),
            render: (cut) => formatBytes(cut.chunkBytes, locale),
          },
          {
            key: 'logical',
            title: t('sharing.logical'),
            numeric: true,
            text: (cut) => String(cut.logicalBytes),
            render: (cut) => formatBytes(cut.logicalBytes, locale),
          },
          {
            key: 'standalone',
            title: t('sharing.wouldTake'),
            numeric: true,
            text: (cut) => String(cut.standaloneBytes),
            render: (cut) => formatBytes(cut.standaloneBytes, locale) + margin(cut.standalonePlusMinus),
          },
          {
            key: 'ratio',
            title: t('sharing.ratio'),
            numeric: true,
            text: (cut) => String(cut.ratio),
            render: (cut) =>
              `${number(cut.ratio, 3)} : 1${cut.ratioPlusMinus > 0 ? ` ± ${number(cut.ratioPlusMinus, 3)}` : ''}`,
          },
          {
            key: 'compressed',
            title: t('sharing.compressed'),
            numeric: true,
            text: (cut) => String(cut.compressedBytes ?? ''),
            render: (cut) =>
              typeof cut.compressedBytes === 'number'
                ? formatBytes(cut.compressedBytes, locale) + margin(cut.compressedPlusMinus ?? 0)
                : t('common.unknown'),
          },
          {
            key: 'chunks',
            title: t('sharing.uniqueChunks'),
            numeric: true,
            text: (cut) => String(cut.uniqueChunks),
            render: (cut) => number(cut.uniqueChunks),
          },
        ]}
      />
    </Panel>
  );
}

interface Wish {
  readonly label: string;
}

function Send({ id }: { readonly id: number }) {
  const { t } = useWords();
  const reason = useReason();
  const handle = useForm<Wish>();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [notJson, setNotJson] = useState(false);
  const deed = useFormDeed<Wish>({
    handle,
    run: async (wish) => storage.keepComparison(id, wish.label, JSON.parse((await file?.text()) ?? '')),
    stale: ['/admin/v1/chunk-comparisons', '/admin/v1/history'],
    done: t('sharing.comparisonKept'),
    after: () => {
      setFile(undefined);
      if (input.current) input.current.value = '';
    },
  });
  const submit = async (wish: Wish) => {
    try {
      JSON.parse((await file?.text()) ?? '');
      setNotJson(false);
      deed.submit(wish);
    } catch {
      setNotJson(true);
    }
  };
  return (
    <Panel title={t('sharing.sendComparison')}>
      <p className="muted">{t('sharing.sendComparisonHint')}</p>
      <Code text={'./myidc scan --compare --json /var/lib/libvirt/images > compare.json'} />
      <FormBox<Wish> handle={handle} label={t('sharing.sendComparison')} onSubmit={(wish) => void submit(wish)}>
        <TextField name="label" label={t('sharing.scanned')} required={t('common.required')} maxLength={100} />
        <label className="file-pick">
          {t('sharing.comparisonFile')}{' '}
          <input
            ref={input}
            type="file"
            accept=".json,application/json"
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </label>
        {notJson ? (
          <p className="bad-text" role="alert">
            {t('sharing.notJson')}
          </p>
        ) : null}
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <p>
          <Button
            kind="primary"
            submit
            busy={deed.busy}
            reason={reason('inventory') ?? (file === undefined ? t('sharing.noFile') : undefined)}
          >
            {t('sharing.keep')}
          </Button>
        </p>
      </FormBox>
    </Panel>
  );
}
