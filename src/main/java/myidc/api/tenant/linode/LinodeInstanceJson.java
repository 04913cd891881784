package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import myidc.api.tenant.wire.WireTime;
import myidc.compute.BackupCalendar;
import myidc.compute.event.AlertLevels;
import myidc.compute.read.InstanceView;
import myidc.compute.read.PlacementGroupView;
import org.jspecify.annotations.Nullable;

/** A guest in Linode's words. What cannot be had is sent as Linode sends it where nobody asked for it. */
@JsonNaming(SnakeCaseStrategy.class)
record LinodeInstanceJson(
        long id,
        String label,
        String group,
        String status,
        String created,
        String updated,
        String type,
        List<String> ipv4,
        @Nullable String ipv6,
        @Nullable String image,
        String region,
        String siteType,
        Specs specs,
        Alerts alerts,
        Backups backups,
        String hypervisor,
        boolean watchdogEnabled,
        List<String> tags,
        String hostUuid,
        boolean hasUserData,
        @Nullable Group placementGroup,
        String diskEncryption,
        @Nullable Long lkeClusterId,
        List<String> capabilities,
        String interfaceGeneration,
        String maintenancePolicy,
        List<String> locks,
        @JsonInclude(JsonInclude.Include.NON_NULL) BeyondLinode.@Nullable BeyondJson myidc) {
    private static final int HOSTS_MAX = 10_000;
    private static final Cache<Long, String> UUIDS =
            Caffeine.newBuilder().maximumSize(HOSTS_MAX).build();

    /**
     * The guest in these words.
     *
     * @param addresses its IPv4 addresses, the one it was made with first
     * @param group the placement group it is in; null for none
     */
    static LinodeInstanceJson of(
            InstanceView guest, List<String> addresses, @Nullable PlacementGroupView group, int gpus) {
        Long host = guest.hostId;
        return new LinodeInstanceJson(
                guest.id,
                guest.label,
                "",
                status(guest.status),
                WireTime.text(guest.requestedAt),
                WireTime.text(guest.updatedAt),
                guest.plan,
                addresses,
                null,
                guest.image,
                guest.regionShown(),
                "core",
                new Specs(guest.diskMb, guest.memoryMb, guest.vcpus, gpus, guest.transferGb, 0),
                Alerts.of(guest.alertLevels()),
                Backups.of(guest),
                "kvm",
                guest.watched,
                List.of(guest.tags),
                host == null ? "" : uuid(host),
                guest.userData,
                group == null ? null : Group.of(group),
                EncryptionWords.shown(guest.encrypted),
                null,
                List.of(),
                "legacy_config",
                PolicyWords.shown(guest.maintenancePolicy),
                guest.lockId == null ? List.of() : List.of(LocksResource.LockJson.type(guest)),
                null);
    }

    /** The same with what the portal tells beyond Linode. */
    LinodeInstanceJson with(BeyondLinode.@Nullable BeyondJson beyond) {
        return beyond == null
                ? this
                : new LinodeInstanceJson(
                        id,
                        label,
                        group,
                        status,
                        created,
                        updated,
                        type,
                        ipv4,
                        ipv6,
                        image,
                        region,
                        siteType,
                        specs,
                        alerts,
                        backups,
                        hypervisor,
                        watchdogEnabled,
                        tags,
                        hostUuid,
                        hasUserData,
                        placementGroup,
                        diskEncryption,
                        lkeClusterId,
                        capabilities,
                        interfaceGeneration,
                        maintenancePolicy,
                        locks,
                        beyond);
    }

    /**
     * Linode has no words for a guest that never came into being or would not go: it is there and does not run. Nor has it
     * one for a guest that waits for an operator: it is not made yet, and its event says why.
     */
    static String status(String state) {
        return switch (state) {
            case "FAILED", "DELETION_FAILED" -> "offline";
            case "AWAITING_APPROVAL" -> "provisioning";
            default -> state.toLowerCase(Locale.ROOT);
        };
    }

    /** The same for guests on one host, and nothing else can be told from it. */
    private static String uuid(long host) {
        return UUIDS.get(host, LinodeInstanceJson::digest);
    }

    private static String digest(long host) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(("host-" + host).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Sizes in MiB, transfer in GB a month. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Specs(long disk, long memory, int vcpus, int gpus, int transfer, int acceleratedDevices) {}

    /** Thresholds at which one would be told. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Alerts(
            int cpu,
            int networkIn,
            int networkOut,
            int transferQuota,
            int io,
            List<Long> systemAlerts,
            List<Long> userAlerts) {
        static Alerts of(AlertLevels levels) {
            return new Alerts(
                    levels.cpuPercent(),
                    levels.networkInMbps(),
                    levels.networkOutMbps(),
                    levels.transferPercent(),
                    levels.ioPerSecond(),
                    List.of(),
                    List.of());
        }
    }

    /** The placement group it is in. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Group(
            long id,
            String label,
            String placementGroupType,
            String placementGroupPolicy,
            @Nullable Long migratingTo) {
        static Group of(PlacementGroupView group) {
            return new Group(
                    group.id, group.label, PlacementGroupsResource.TYPE, PlacementGroupsResource.policy(group), null);
        }
    }

    /** Its backups; the window is one of hours of the tenant's zone. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Backups(
            boolean enabled,
            boolean available,
            Schedule schedule,
            @Nullable String lastSuccessful) {
        static Backups of(InstanceView guest) {
            Instant last = guest.backedUpAt;
            return new Backups(
                    guest.backups,
                    last != null,
                    guest.backups ? schedule(guest) : new Schedule(null, null),
                    last == null ? null : WireTime.text(last));
        }

        private static Schedule schedule(InstanceView guest) {
            BackupCalendar calendar =
                    BackupCalendar.of(guest.id, guest.backupDay, guest.backupHour, ZoneId.of(guest.backupZone));
            return new Schedule(
                    calendar.day().getDisplayName(TextStyle.FULL, Locale.ENGLISH), "W" + calendar.startHour());
        }
    }

    /** When backups are made. */
    record Schedule(@Nullable String day, @Nullable String window) {}
}
