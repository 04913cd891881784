import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLost } from '../../../api/again.ts';
import { adminQueries } from '../../../api/admin.ts';
import type { Pool } from '../../../api/admin-types.ts';
import { storageQueries, type Move } from '../../../api/storage.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import {
  Button,
  DecimalField,
  Facts,
  FormBox,
  Notice,
  Panel,
  Pick,
  TableSkeleton,
  useForm,
} from '../../../ui/index.ts';
import { formatBytes, formatShare } from '../../../util/units.ts';
import { Figure } from './Figure.tsx';
import { GroupPicks, useGroup } from './MeasuredVolumes.tsx';

const TIB = 1024 ** 4;

/** What moving a group away does at both ends, and which volumes to move to free so much. */
export function Moves({ pool }: { readonly pool: Pool }) {
  return (
    <div className="stack">
      <WhatIf pool={pool} />
      <BestMoves id={pool.id} />
    </div>
  );
}

function WhatIf({ pool }: { readonly pool: Pool }) {
  const { t } = useWords();
  const asOf = useAsOf();
  const { group } = useGroup();
  const [target, setTarget] = useState<number>();
  const [byHand, setByHand] = useState<readonly string[]>([]);
  const pools = useQuery({ ...adminQueries.pools(asOf), placeholderData: keepPreviousData });
  const volumes = useQuery({ ...storageQueries.volumes(pool.id, asOf), placeholderData: keepPreviousData });
  const others = (pools.data?.data ?? []).filter((other) => other.id !== pool.id);
  return (
    <Panel title={t('sharing.whatIf')}>
      <p className="muted">{t('sharing.whatIfHint')}</p>
      <div className="pick-line">
        <GroupPicks volumes={volumes.data?.data ?? []} />
        {/* A new one after each choice: it adds, and keeps nothing. */}
        <Pick
          key={byHand.length}
          label={t('sharing.addVolume')}
          value={undefined as string | undefined}
          width={220}
          choices={(volumes.data?.data ?? [])
            .filter((volume) => !byHand.includes(volume.name))
            .map((volume) => ({ value: volume.name, label: volume.name }))}
          onChange={(name) => (name === undefined ? undefined : setByHand([...byHand, name]))}
        />
        <Pick
          label={t('sharing.target')}
          value={target}
          width={220}
          choices={others.map((other) => ({ value: other.id, label: `${other.name} (${other.kind})` }))}
          onChange={setTarget}
        />
      </div>
      {byHand.length === 0 ? null : (
        <p>
          {byHand.join(', ')} <Button onClick={() => setByHand([])}>{t('sharing.clear')}</Button>
        </p>
      )}
      {target === undefined ? (
        <p className="muted">{t('sharing.chooseTarget')}</p>
      ) : (
        <MoveOf id={pool.id} target={target} group={byHand.length > 0 ? { ...group, volumes: byHand } : group} />
      )}
    </Panel>
  );
}

function MoveOf({
  id,
  target,
  group,
}: {
  readonly id: number;
  readonly target: number;
  readonly group: ReturnType<typeof useGroup>['group'];
}) {
  const { t, number, locale } = useWords();
  const asOf = useAsOf();
  const query = useQuery(storageQueries.move(id, target, group, asOf));
  const room = useQuery({ ...storageQueries.capacity(target, asOf), retry: false });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const move = query.data;
  const free = room.data?.freeBytes;
  const tight = free !== undefined && move.copied.bytes + move.copied.plusMinus > free;
  return (
    <>
      <Facts
        columns={4}
        facts={[
          { label: t('sharing.volumes'), value: number(move.volumes) },
          { label: t('sharing.freedHere'), value: <Figure of={move.freed} /> },
          { label: t('sharing.addedThere'), value: <Figure of={move.copied} /> },
          {
            label: t('sharing.freeThere'),
            value: free === undefined ? t('common.unknown') : formatBytes(free, locale),
          },
        ]}
      />
      {tight ? <Notice kind="warn" title={t('sharing.tight')} /> : null}
    </>
  );
}

interface Wish {
  readonly tib: string;
}

function BestMoves({ id }: { readonly id: number }) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  const [bytes, setBytes] = useState<number>();
  return (
    <Panel title={t('sharing.bestMoves')}>
      <p className="muted">{t('sharing.bestMovesHint')}</p>
      <FormBox<Wish>
        handle={handle}
        label={t('sharing.bestMoves')}
        onSubmit={(wish) => setBytes(Math.round(Number(wish.tib) * TIB))}
      >
        <DecimalField
          name="tib"
          label={t('sharing.toFree')}
          unit="TiB"
          required={t('common.required')}
          wrong={t('common.notDecimal')}
        />
        <Button kind="primary" submit>
          {t('sharing.find')}
        </Button>
      </FormBox>
      {bytes === undefined ? null : (
        <div className="stack after-form">
          <Best id={id} bytes={bytes} />
        </div>
      )}
    </Panel>
  );
}

function Best({ id, bytes }: { readonly id: number; readonly bytes: number }) {
  const { t, number, locale } = useWords();
  const asOf = useAsOf();
  const query = useQuery(storageQueries.bestMoves(id, bytes, asOf));
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={2} label={t('common.loading')} />;
  const move: Move = query.data;
  const beyond = move.exact ? move.copied.bytes / Math.max(1, move.exact.copiedBytes) - 1 : undefined;
  return (
    <>
      <Facts
        columns={4}
        facts={[
          { label: t('sharing.volumes'), value: number(move.volumes) },
          { label: t('sharing.freedHere'), value: <Figure of={move.freed} /> },
          { label: t('sharing.copied'), value: <Figure of={move.copied} /> },
          {
            label: t('sharing.exactLabel'),
            value:
              move.exact && beyond !== undefined
                ? beyond < 0.0005
                  ? t('sharing.isBest')
                  : t('sharing.beyondBest', {
                      bytes: formatBytes(move.exact.copiedBytes, locale),
                      share: formatShare(beyond, locale),
                    })
                : t('sharing.tooManyToTry'),
          },
        ]}
      />
      <PlainTable<string>
        name="best-moves"
        label={t('sharing.toMove')}
        rows={move.names}
        rowKey={(name) => name}
        columns={[{ key: 'volume', title: t('sharing.volume'), text: (name) => name }]}
      />
    </>
  );
}
