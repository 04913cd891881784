-- Reference data: what may be had, not what happened.
create table plan (
    id               text primary key,
    version          bigint         not null,
    label            text           not null,
    class            text           not null,
    vcpus            int            not null check (vcpus > 0),
    memory_mb        bigint         not null check (memory_mb > 0),
    disk_mb          bigint         not null check (disk_mb > 0),
    transfer_gb      int            not null check (transfer_gb >= 0),
    network_out_mbps int            not null check (network_out_mbps >= 0),
    hourly           numeric(12, 6) not null check (hourly >= 0),
    monthly          numeric(12, 2) not null check (monthly >= 0),
    successor        text,
    offered          boolean        not null
);

insert into plan (id, version, label, class, vcpus, memory_mb, disk_mb, transfer_gb, network_out_mbps, hourly, monthly, successor, offered)
values
    ('g6-nanode-1', 0, 'Nano 1GB', 'nanode', 1, 1024, 25600, 1000, 1000, 0.0075, 5, null, true),
    ('g6-standard-1', 0, 'Shared 2GB', 'standard', 1, 2048, 51200, 2000, 2000, 0.018, 12, null, true),
    ('g6-standard-2', 0, 'Shared 4GB', 'standard', 2, 4096, 81920, 4000, 4000, 0.036, 24, null, true),
    ('g6-standard-4', 0, 'Shared 8GB', 'standard', 4, 8192, 163840, 5000, 5000, 0.072, 48, null, true),
    ('g6-standard-6', 0, 'Shared 16GB', 'standard', 6, 16384, 327680, 8000, 6000, 0.144, 96, null, true),
    ('g6-standard-8', 0, 'Shared 32GB', 'standard', 8, 32768, 655360, 16000, 7000, 0.288, 192, null, true),
    ('g6-standard-16', 0, 'Shared 64GB', 'standard', 16, 65536, 1310720, 20000, 9000, 0.576, 384, null, true),
    ('g6-standard-20', 0, 'Shared 96GB', 'standard', 20, 98304, 1966080, 20000, 10000, 0.864, 576, null, true),
    ('g6-standard-24', 0, 'Shared 128GB', 'standard', 24, 131072, 2621440, 20000, 11000, 1.152, 768, null, true),
    ('g6-standard-32', 0, 'Shared 192GB', 'standard', 32, 196608, 3932160, 20000, 12000, 1.728, 1152, null, true),
    ('g6-dedicated-2', 0, 'Dedicated 4GB', 'dedicated', 2, 4096, 81920, 4000, 4000, 0.054, 36, null, true),
    ('g6-dedicated-4', 0, 'Dedicated 8GB', 'dedicated', 4, 8192, 163840, 5000, 5000, 0.108, 72, null, true),
    ('g6-dedicated-8', 0, 'Dedicated 16GB', 'dedicated', 8, 16384, 327680, 6000, 6000, 0.216, 144, null, true),
    ('g6-dedicated-16', 0, 'Dedicated 32GB', 'dedicated', 16, 32768, 655360, 7000, 7000, 0.432, 288, null, true),
    ('g6-dedicated-32', 0, 'Dedicated 64GB', 'dedicated', 32, 65536, 1310720, 8000, 8000, 0.864, 576, null, true),
    ('g6-dedicated-48', 0, 'Dedicated 96GB', 'dedicated', 48, 98304, 1966080, 9000, 9000, 1.296, 864, null, true),
    ('g6-dedicated-50', 0, 'Dedicated 128GB', 'dedicated', 50, 131072, 2560000, 10000, 10000, 1.728, 1152, null, true),
    ('g6-dedicated-56', 0, 'Dedicated 256GB', 'dedicated', 56, 262144, 5120000, 11000, 11000, 3.456, 2304, null, true);

create table image (
    id          text primary key,
    version     bigint      not null,
    label       text        not null,
    description text        not null,
    vendor      text        not null,
    size_mb     int         not null check (size_mb > 0),
    deprecated  boolean     not null,
    created_at  timestamptz not null,
    eol_at      timestamptz
);

insert into image (id, version, label, description, vendor, size_mb, deprecated, created_at, eol_at)
values
    ('linode/debian11', 0, 'Debian 11', 'Debian bullseye', 'Debian', 1500, true, '2021-08-14T00:00:00Z', '2026-08-31T00:00:00Z'),
    ('linode/debian12', 0, 'Debian 12', 'Debian bookworm', 'Debian', 1500, false, '2023-06-10T00:00:00Z', '2028-06-30T00:00:00Z'),
    ('linode/debian13', 0, 'Debian 13', 'Debian trixie', 'Debian', 1500, false, '2025-08-09T00:00:00Z', '2030-06-30T00:00:00Z'),
    ('linode/ubuntu22.04', 0, 'Ubuntu 22.04 LTS', 'Ubuntu jammy', 'Ubuntu', 3500, false, '2022-04-21T00:00:00Z', '2027-04-30T00:00:00Z'),
    ('linode/ubuntu24.04', 0, 'Ubuntu 24.04 LTS', 'Ubuntu noble', 'Ubuntu', 3500, false, '2024-04-25T00:00:00Z', '2029-04-30T00:00:00Z'),
    ('linode/almalinux9', 0, 'AlmaLinux 9', 'AlmaLinux 9', 'AlmaLinux', 2400, false, '2022-05-26T00:00:00Z', '2032-05-31T00:00:00Z'),
    ('linode/rocky9', 0, 'Rocky Linux 9', 'Rocky Linux 9', 'Rocky', 2400, false, '2022-07-14T00:00:00Z', '2032-05-31T00:00:00Z'),
    ('linode/alpine3.22', 0, 'Alpine 3.22', 'Alpine Linux 3.22', 'Alpine', 400, false, '2025-05-30T00:00:00Z', '2027-05-01T00:00:00Z');

create table kernel (
    id           text primary key,
    label        text        not null,
    version      text        not null,
    architecture text        not null,
    built_at     timestamptz not null
);

insert into kernel (id, label, version, architecture, built_at)
values
    ('linode/latest-64bit', 'Latest 64 bit', '6.12.0', 'x86_64', '2025-01-15T00:00:00Z'),
    ('linode/grub2', 'GRUB 2', '2.12', 'x86_64', '2023-12-20T00:00:00Z'),
    ('linode/direct-disk', 'Direct Disk', '', 'x86_64', '2015-05-04T00:00:00Z');
