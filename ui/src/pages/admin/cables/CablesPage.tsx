import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { roomQueries, type Cable } from '../../../api/room.ts';
import { useReason } from '../../../components/act.tsx';
import { useAsOf, useShowsPast } from '../../../components/asOf.tsx';
import { DeviceLink, useDeviceNames } from '../../../components/DeviceNames.tsx';
import { ChangesSince } from '../../../components/Changes.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Icon } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { ConnectCable } from './ConnectCable.tsx';

/** All data cables: from where to where, what was contracted and what tests found. */
export default function CablesPage() {
  const { t, number, figure } = useWords();
  const asOf = useAsOf();
  const reason = useReason();
  const paging = usePaging('cables');
  const [connecting, setConnecting] = useState(false);
  useShowsPast();
  const query = useQuery({ ...roomQueries.cables({ asOf, ...paging }), placeholderData: keepPreviousData });
  const name = useDeviceNames((query.data?.data ?? []).flatMap((cable) => [cable.aDeviceId, cable.bDeviceId]));
  const end = (key: 'a' | 'b', title: string): Column<Cable> => {
    const device = (cable: Cable) => (key === 'a' ? cable.aDeviceId : cable.bDeviceId);
    const port = (cable: Cable) => (key === 'a' ? cable.aPort : cable.bPort);
    return {
      key,
      title,
      text: (cable) => `${name(device(cable))} ${port(cable)}`,
      order: byText((cable) => `${name(device(cable))} ${port(cable)}`),
      render: (cable) => (
        <>
          <DeviceLink id={device(cable)} name={name} tab="ports" /> <span className="mono">{port(cable)}</span>
        </>
      ),
    };
  };
  const columns: readonly Column<Cable>[] = [
    {
      key: 'id',
      title: t('room.cable'),
      text: (cable) => cable.label ?? `#${cable.id}`,
      order: byNumber((cable) => cable.id),
      render: (cable) => <Link to={paths.cable(cable.id)}>{cable.label ?? `#${cable.id}`}</Link>,
    },
    end('a', t('room.from')),
    end('b', t('room.to')),
    {
      key: 'medium',
      title: t('room.medium'),
      text: (cable) => cable.medium,
      order: byText((cable) => cable.medium),
      render: (cable) =>
        `${cable.medium}${typeof cable.lengthM === 'number' ? ` · ${number(cable.lengthM, 1)} m` : ''}`,
    },
    {
      key: 'contracted',
      title: t('room.contracted'),
      numeric: true,
      text: (cable) => String(cable.contractedMbps ?? ''),
      order: byNumber((cable) => cable.contractedMbps ?? -1),
      render: (cable) => figure(cable.contractedMbps, 'Mbit/s'),
    },
    {
      key: 'tested',
      title: t('room.lastTest'),
      numeric: true,
      text: (cable) => String(cable.receivedMbps ?? ''),
      order: byNumber((cable) => cable.receivedMbps ?? -1),
      render: (cable) => (cable.testedAt ? figure(cable.receivedMbps, 'Mbit/s') : t('room.untested')),
    },
    {
      key: 'when',
      title: t('room.testedAt'),
      text: (cable) => cable.testedAt ?? '',
      order: byText((cable) => cable.testedAt ?? ''),
      render: (cable) => <When at={cable.testedAt} />,
    },
  ];
  return (
    <>
      <PageHead
        title={t('shell.nav.cables')}
        actions={
          <Button
            kind="primary"
            icon={<Icon name="plus" />}
            reason={reason('inventory')}
            onClick={() => setConnecting(true)}
          >
            {t('room.connect')}
          </Button>
        }
      />
      <ChangesSince kind="CABLES" />
      <QueryTable<Cable>
        name="cables"
        label={t('shell.nav.cables')}
        query={query}
        columns={columns}
        paged
        rowKey={(cable) => String(cable.id)}
        empty={
          <Empty title={t('room.noCables')}>
            <p>{t('room.noCablesNext')}</p>
          </Empty>
        }
      />
      {connecting ? <ConnectCable onClose={() => setConnecting(false)} /> : null}
    </>
  );
}
