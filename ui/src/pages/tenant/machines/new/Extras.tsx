import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { choiceQueries } from '../../../../api/choices.ts';
import { peopleQueries } from '../../../../api/people.ts';
import { policies } from '../../../../api/policies.ts';
import { tenantQueries, type Plan, type Region } from '../../../../api/tenant.ts';
import { ipv6Of } from '../../../../api/vpcs.ts';
import { useReason } from '../../../../components/act.tsx';
import { usePresent } from '../../../../components/session.tsx';
import { useWords } from '../../../../components/words.tsx';
import {
  AreaField,
  Button,
  PasswordField,
  SelectField,
  SwitchField,
  TextField,
  WordsField,
} from '../../../../ui/index.ts';
import { formatPrice } from '../../../../util/money.ts';
import { encrypts } from '../encryption.ts';
import { backupsIn } from '../planPrices.ts';
import { Inline, type InlineKind, type Made } from './Inline.tsx';
import type { Wish } from './wish.ts';

interface ExtrasProps {
  readonly wish: Partial<Wish>;
  readonly region: Region | undefined;
  /** Sets a field to what was just made for it. */
  readonly onMade: (made: Made) => void;
}

/** A field with a button beside it that makes what is missing without leaving the form. */
function WithNew({
  kind,
  onNew,
  children,
}: {
  kind: InlineKind;
  onNew: (kind: InlineKind) => void;
  children: ReactNode;
}) {
  const { t } = useWords();
  const reason = useReason();
  return (
    <div className="with-new">
      <div>{children}</div>
      <Button reason={reason('own')} testId={`new-${kind}`} onClick={() => onNew(kind)}>
        {t(`creation.new.${kind}`)}
      </Button>
    </div>
  );
}

/** Who may sign in to it. */
export function Users({ wish, region, onMade }: ExtrasProps) {
  const { t } = useWords();
  const [making, setMaking] = useState<InlineKind>();
  const keys = useQuery(tenantQueries.keys());
  const { person } = usePresent();
  // Who may not see the users of the account is offered none.
  const users = useQuery({ ...peopleQueries.users(), retry: false });
  const others = (users.data?.data ?? []).filter(
    ({ username, ssh_keys: theirs }) => username !== person.username && theirs.length > 0,
  );
  return (
    <>
      <div className="two">
        <WithNew kind="key" onNew={setMaking}>
          <SelectField
            name="keys"
            label={t('machines.keys')}
            many
            loading={keys.isPending}
            choices={(keys.data?.data ?? []).map((key) => ({ value: key.id, label: key.label }))}
            hint={t('creation.keysHint')}
          />
        </WithNew>
        <div>
          <PasswordField name="root_pass" label={t('machines.rootPass')} hint={t('creation.rootPassHint')} />
          <Strength password={wish.root_pass ?? ''} />
        </div>
      </div>
      {others.length > 0 ? (
        <SelectField
          name="users"
          label={t('creation.otherUsers')}
          many
          choices={others.map(({ username: name, ssh_keys: theirs }) => ({
            value: name,
            label: t('creation.userKeys', { name, keys: theirs.join(', ') }),
          }))}
          hint={t('creation.otherUsersHint')}
        />
      ) : null}
      <AreaField name="user_data" label={t('creation.userData')} maxLength={65_535} hint={t('creation.userDataHint')} />
      {making ? (
        <Inline kind={making} region={region?.id} onMade={onMade} onClose={() => setMaking(undefined)} />
      ) : null}
    </>
  );
}

const KINDS_OF_CHARACTERS = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/] as const;
const LEVELS = ['weak', 'fair', 'good', 'strong'] as const;

/** How hard a password is to guess: by its length, and by how many kinds of characters it has. */
export function strengthOf(password: string): (typeof LEVELS)[number] {
  const kinds = KINDS_OF_CHARACTERS.filter((kind) => kind.test(password)).length;
  const long = [8, 12, 16].filter((length) => password.length >= length).length;
  return LEVELS[Math.min(long, kinds - 1, 3)] ?? 'weak';
}

function Strength({ password }: { readonly password: string }) {
  const { t } = useWords();
  if (password === '') return null;
  const level = strengthOf(password);
  return (
    <p className={`strength ${level}`} role="status">
      <span aria-hidden="true" className="strength-bar">
        <i style={{ width: `${(LEVELS.indexOf(level) + 1) * 25}%` }} />
      </span>
      {t(`creation.strength.${level}`)}
    </p>
  );
}

interface AddonsProps {
  readonly region: Region | undefined;
  readonly plan: Plan | undefined;
  readonly currency: string;
  /** Labels come with the machine it is a copy of. */
  readonly kept: boolean;
}

/** Labels, and what is paid for beside the machine. */
export function Addons({ region, plan, currency, kept }: AddonsProps) {
  const { t, locale } = useWords();
  const price = plan ? backupsIn(plan, region?.id) : undefined;
  const money = (amount: string) => formatPrice({ amount, currency }, locale);
  const cost = price
    ? t('contents.backupPrice', { monthly: money(price.monthly), hourly: money(price.hourly) })
    : t('contents.noBackupPrice');
  const tags = useQuery(choiceQueries.tags());
  const offered = region?.capabilities.includes('Backups') ?? false;
  return (
    <>
      {kept ? null : (
        <WordsField
          name="tags"
          label={t('machines.tags')}
          choices={(tags.data?.data ?? []).map((tag) => tag.label)}
          hint={t('console.tagsHint')}
        />
      )}
      <SwitchField
        name="backups_enabled"
        label={t('creation.backups')}
        off={!offered}
        hint={offered ? `${t('contents.backupsWhat')} ${cost}` : t('contents.backupsNowhere')}
      />
      <SwitchField
        name="encrypted"
        label={t('console.encryption.switch')}
        off={!encrypts(region)}
        hint={t(encrypts(region) ? 'console.encryption.hint' : 'console.encryption.nowhere')}
      />
      <SwitchField name="private_ip" label={t('creation.privateIp')} hint={t('creation.privateIpHint')} />
      {kept ? null : (
        <SelectField
          name="policy"
          label={t('console.policy')}
          clear
          choices={policies.map((value) => ({ value, label: t(`console.policies.${value}`) }))}
          hint={`${t('creation.policyOfAccount')} ${t('console.policyWhy')}`}
        />
      )}
    </>
  );
}

/** Where it stands in the network, and beside which machines. */
export function Network({ wish, region, onMade, group }: ExtrasProps & { readonly group: boolean }) {
  const { t } = useWords();
  const [making, setMaking] = useState<InlineKind>();
  const firewalls = useQuery(choiceQueries.firewalls());
  const groups = useQuery(choiceQueries.groups());
  const vlans = useQuery(choiceQueries.vlans());
  const here = (each: { readonly region: string }) => each.region === region?.id;
  return (
    <>
      <div className="two">
        {group ? null : (
          <WithNew kind="firewall" onNew={setMaking}>
            <SelectField
              name="firewall"
              label={t('creation.firewall')}
              clear
              loading={firewalls.isPending}
              choices={(firewalls.data?.data ?? []).map((each) => ({ value: each.id, label: each.label }))}
              hint={t('creation.firewallHint')}
            />
          </WithNew>
        )}
        <WithNew kind="group" onNew={setMaking}>
          <SelectField
            name="group"
            label={t('creation.group')}
            clear
            loading={groups.isPending}
            choices={(groups.data?.data ?? []).filter(here).map((each) => ({
              value: each.id,
              label: `${each.label} (${t(`creation.${each.placement_group_policy}`)})`,
            }))}
            hint={t('creation.groupHint')}
          />
        </WithNew>
      </div>
      {group ? null : (
        <PrivateNetworks
          wish={wish}
          region={region}
          onNew={setMaking}
          vlans={(vlans.data?.data ?? []).filter(here).map((each) => each.label)}
        />
      )}
      {making ? (
        <Inline kind={making} region={region?.id} onMade={onMade} onClose={() => setMaking(undefined)} />
      ) : null}
    </>
  );
}

interface PrivateProps {
  readonly wish: Partial<Wish>;
  readonly region: Region | undefined;
  readonly vlans: readonly string[];
  readonly onNew: (kind: InlineKind) => void;
}

function PrivateNetworks({ wish, region, vlans, onNew }: PrivateProps) {
  const { t } = useWords();
  const vpcs = useQuery(choiceQueries.vpcs());
  const subnets = (vpcs.data?.data ?? [])
    .filter((vpc) => vpc.region === region?.id)
    .flatMap((vpc) =>
      vpc.subnets.map((subnet) => ({
        value: subnet.id,
        label: [`${vpc.label} / ${subnet.label}`, subnet.ipv4, ipv6Of(subnet)].filter(Boolean).join(' · '),
      })),
    );
  return (
    <div className="two">
      <WithNew kind="vpc" onNew={onNew}>
        <SelectField
          name="subnet"
          label={t('creation.subnet')}
          clear
          loading={vpcs.isPending}
          choices={subnets}
          hint={t('creation.subnetHint')}
        />
      </WithNew>
      {wish.subnet === undefined ? (
        <span />
      ) : (
        <SwitchField name="nat" label={t('creation.nat')} hint={t('creation.natHint')} />
      )}
      <WordsField name="vlan" label="VLAN" choices={vlans} hint={t('creation.vlanHint')} />
      {wish.vlan?.[0] === undefined ? null : (
        <TextField name="ipam" label={t('creation.ipam')} mono maxLength={43} hint={t('creation.ipamHint')} />
      )}
    </div>
  );
}
