import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { adminQueries } from '../api/admin.ts';
import { LookupField } from '../ui/index.ts';
import { useWords } from './words.tsx';

interface DeviceFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly required?: string | undefined;
}

const MOST = 25;

/** Chooses a device among all, by its name, serial or asset tag. */
export function DeviceField(props: DeviceFieldProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const found = useQuery({
    ...adminQueries.devices({ q: text.trim() || undefined, pageSize: MOST }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  return (
    <LookupField
      {...props}
      loading={found.isFetching}
      onSearch={setText}
      nothing={t('common.nothingMatches')}
      choices={(found.data?.data ?? []).map((device) => ({
        value: device.id,
        label: [device.name, device.serial, device.rackName].filter(Boolean).join(' · '),
      }))}
    />
  );
}
