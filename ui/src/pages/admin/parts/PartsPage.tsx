import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PART_KINDS, roomQueries } from '../../../api/room.ts';
import { useReason } from '../../../components/act.tsx';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { ChangesSince } from '../../../components/Changes.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useStateWord } from '../../../components/Status.tsx';
import { useWords } from '../../../components/words.tsx';
import { usePaging } from '../../../table/QueryTable.tsx';
import { Button, Icon, Pick } from '../../../ui/index.ts';
import { PartTable, ReceivePart } from './PartTable.tsx';

const STATES = ['IN_STORE', 'INSTALLED', 'RETIRED'] as const;

/** Parts of all devices, and those in stock. */
export default function PartsPage() {
  const { t } = useWords();
  const asOf = useAsOf();
  const reason = useReason();
  const stateWord = useStateWord();
  const [params, change] = useSearchState();
  const [receiving, setReceiving] = useState(false);
  const paging = usePaging('parts');
  useShowsPast();
  const query = useQuery({
    ...roomQueries.parts({
      kind: params.get('kind') ?? undefined,
      state: params.get('state') ?? undefined,
      serial: params.get('serial') ?? undefined,
      asOf,
      ...paging,
    }),
    placeholderData: keepPreviousData,
  });
  const serial = params.get('serial');
  return (
    <>
      <PageHead
        title={t('shell.nav.parts')}
        actions={
          <Button
            kind="primary"
            icon={<Icon name="plus" />}
            reason={reason('inventory')}
            onClick={() => setReceiving(true)}
          >
            {t('room.receivePart')}
          </Button>
        }
      />
      <ChangesSince kind="PARTS" />
      <PartTable
        query={query}
        paged
        filters={
          <>
            <Pick
              label={t('room.kind')}
              value={params.get('kind') ?? undefined}
              choices={PART_KINDS.map((kind) => ({ value: kind as string, label: t(`room.partKinds.${kind}`) }))}
              onChange={(kind) => change({ kind, 'parts.page': undefined })}
            />
            <Pick
              label={t('devices.state')}
              value={params.get('state') ?? undefined}
              choices={STATES.map((state) => ({ value: state as string, label: stateWord(state) }))}
              onChange={(state) => change({ state, 'parts.page': undefined })}
            />
            {serial === null ? null : (
              <Button onClick={() => change({ serial: undefined })}>{t('room.onlySerial', { serial })}</Button>
            )}
          </>
        }
      />
      {receiving ? <ReceivePart onClose={() => setReceiving(false)} /> : null}
    </>
  );
}
