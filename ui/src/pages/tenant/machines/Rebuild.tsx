import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { contents, CONTENTS_STALE } from '../../../api/contents.ts';
import { ApiFailure } from '../../../api/errors.ts';
import { scriptQueries, type ScriptField } from '../../../api/scripts.ts';
import { tenantQueries } from '../../../api/tenant.ts';
import { FormDialog, textOf, type FieldOf, type Values } from '../../../components/FormDialog.tsx';
import { useTypedNames } from '../../../components/typing.ts';
import { useWords } from '../../../components/words.tsx';
import { base64 } from '../../../util/base64.ts';
import { Notice } from '../../../ui/index.ts';
import { encryptionOf, isEncrypted } from './encryption.ts';
import type { DeedProps } from './MoreDeeds.tsx';
import { ReadScript, useReading } from './ReadScript.tsx';
import { useAsked } from './useAsked.ts';

/** Told at the field, as a refusal of the server would be. */
const notTheLabel = (detail: string): ApiFailure =>
  new ApiFailure({ status: 400, code: 'client.NOT_THE_LABEL', field: 'sure', detail });

const ASKED = 'asked-';

/** A field that a script asks for, as one of the form's. */
const fieldOf = (field: ScriptField): FieldOf => ({
  name: ASKED + field.name,
  label: field.label,
  optional: field.default !== undefined,
  ...(field.oneof === undefined
    ? {}
    : { kind: 'choice' as const, choices: field.oneof.split(',').map((value) => ({ value, label: value })) }),
  ...(field.default === undefined ? {} : { hint: field.default }),
});

/** What was typed into the fields that the script asks for, by the names it has for them. */
const answers = (values: Values, fields: readonly ScriptField[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    fields.map(({ name }) => [name, textOf(values[ASKED + name])] as const).filter(([, answer]) => answer !== ''),
  );

/** Nothing said of it leaves the machine what it has. */
function metadataOf(values: Values): { readonly metadata?: { readonly user_data: string | null } } {
  const typed = textOf(values['user_data']);
  if (typed !== '') return { metadata: { user_data: base64(typed) } };
  return values['no_user_data'] === true ? { metadata: { user_data: null } } : {};
}

/** Replaces all disks by those of an image, with keys, a password or a script of its own; the addresses stay. */
export function Rebuild({ machine, onClose }: DeedProps) {
  const { t } = useWords();
  const told = useAsked(machine);
  const typed = useTypedNames();
  const [scriptId, setScriptId] = useState<number>();
  const images = useQuery(tenantQueries.images());
  const keys = useQuery(tenantQueries.keys());
  const scripts = useQuery(scriptQueries.own({ page: 1, pageSize: 500 }));
  const community = useQuery(scriptQueries.community({ page: 1, pageSize: 100 }));
  const offered = [...(scripts.data?.data ?? []), ...(community.data?.data ?? []).filter(({ mine }) => !mine)];
  const script = offered.find(({ id }) => id === scriptId);
  const reading = useReading(script);
  const asked = script?.user_defined_fields ?? [];
  const fields: readonly FieldOf[] = [
    {
      name: 'image',
      label: t('contents.image'),
      kind: 'choice',
      loading: images.isPending,
      choices: (images.data?.data ?? []).map((image) => ({ value: image.id, label: image.label })),
    },
    { name: 'root_pass', label: t('contents.rootPass'), kind: 'secret', optional: true },
    {
      name: 'keys',
      label: t('contents.keys'),
      kind: 'many',
      optional: true,
      wide: true,
      loading: keys.isPending,
      choices: (keys.data?.data ?? []).map((key) => ({ value: String(key.id), label: key.label })),
    },
    {
      name: 'script',
      label: t('machines.script'),
      kind: 'choice',
      optional: true,
      wide: true,
      loading: scripts.isPending || community.isPending,
      choices: offered.map(({ id, label, mine, username }) => ({
        value: id,
        label: mine ? label : `${username} / ${label}`,
      })),
      hint: t('console.scriptFirst'),
    },
    ...asked.map(fieldOf),
    {
      name: 'user_data',
      label: t('creation.userData'),
      kind: 'area',
      optional: true,
      wide: true,
      maxLength: 65_535,
      hint: t(machine.has_user_data ? 'contents.userDataStays' : 'creation.userDataHint'),
    },
    ...(machine.has_user_data
      ? [{ name: 'no_user_data', label: t('contents.userDataGoes'), kind: 'switch' as const }]
      : []),
    { name: 'booted', label: t('contents.bootAfter'), kind: 'switch' },
    {
      name: 'encrypted',
      label: t('console.encryption.switch'),
      kind: 'switch',
      wide: true,
      hint: t('console.encryption.rebuildHint'),
    },
    ...(typed
      ? [
          {
            name: 'sure',
            label: t('contents.typeLabel', { label: machine.label }),
            kind: 'mono' as const,
            wide: true,
            maxLength: 64,
          },
        ]
      : []),
  ];
  const run = (values: Values, key: string) =>
    contents.rebuild(
      machine.id,
      {
        image: values['image'],
        root_pass: values['root_pass'],
        booted: values['booted'],
        disk_encryption: encryptionOf(values['encrypted'] === true),
        ...metadataOf(values),
        authorized_keys: (keys.data?.data ?? [])
          .filter((each) => ((values['keys'] ?? []) as readonly string[]).includes(String(each.id)))
          .map((each) => each.ssh_key),
        ...(scriptId === undefined
          ? {}
          : { stackscript_id: scriptId, stackscript_data: answers(values, asked), ...reading.named }),
      },
      key,
    );
  return (
    <FormDialog
      title={t('contents.rebuildOf', { label: machine.label })}
      submit={t('contents.deeds.rebuild')}
      fields={fields}
      initial={{ booted: true, encrypted: isEncrypted(machine), image: machine.image ?? undefined }}
      onTyped={(values) => setScriptId(typeof values['script'] === 'number' ? values['script'] : undefined)}
      run={(values, key) =>
        !typed || values['sure'] === machine.label
          ? reading.watch(run(values, key))
          : Promise.reject(notTheLabel(t('contents.notTheLabel')))
      }
      wire={{
        'metadata.user_data': 'user_data',
        disk_encryption: 'encrypted',
        stackscript_id: 'script',
        stackscript_revision: 'script',
      }}
      stale={CONTENTS_STALE}
      done={told(t('contents.rebuildAsked', { label: machine.label }))}
      onClose={onClose}
      renderBeside={() => (
        <>
          <ReadScript {...reading.shown} />
          <Notice kind="warn" title={t('contents.lostForGood')}>
            {t('contents.rebuildKeeps', { addresses: machine.ipv4.join(', ') || '–' })}
          </Notice>
        </>
      )}
    />
  );
}
