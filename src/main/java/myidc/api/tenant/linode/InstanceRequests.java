package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import myidc.api.tenant.image.OwnImages;
import myidc.api.tenant.image.OwnImages.Spot;
import myidc.api.tenant.linode.Regions.Region;
import myidc.compute.ComputeRefusal;
import myidc.compute.GpuWish;
import myidc.compute.catalog.Catalogue;
import myidc.compute.catalog.PlanRow;
import myidc.compute.event.GuestSize;
import myidc.compute.placement.InstanceCreation.Order;
import myidc.compute.placement.RootPasswords;
import myidc.compute.port.MachineRoom.Access;
import myidc.compute.read.Hosts;
import myidc.compute.read.InstanceView;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.PlacementGroupId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import myidc.tenancy.SshKeys;
import myidc.tenancy.read.People;
import myidc.tenancy.read.PersonView;
import org.jspecify.annotations.Nullable;

/** What tenants ask for, checked against the catalogue. What cannot be had is refused, never dropped in silence. */
@Singleton
final class InstanceRequests {
    private static final int KEYS_MAX = 100;

    private final Catalogue catalogue;
    private final Regions regions;
    private final People people;
    private final RootPasswords passwords;
    private final OwnScripts scripts;
    private final OwnImages images;
    private final Hosts hosts;

    InstanceRequests(
            Catalogue catalogue,
            Regions regions,
            People people,
            RootPasswords passwords,
            OwnScripts scripts,
            OwnImages images,
            Hosts hosts) {
        this.hosts = hosts;
        this.images = images;
        this.scripts = scripts;
        this.catalogue = catalogue;
        this.regions = regions;
        this.people = people;
        this.passwords = passwords;
    }

    Order order(TenantId tenant, CreateRequest body) {
        GuestSize size = size("type", body.type());
        String regionId = Check.text("region", body.region(), 40);
        Region region = regions.find(regionId)
                .orElseThrow(() -> Refused.field(ComputeRefusal.REGION_UNKNOWN, "region", "region is not valid"));
        String image = image(body.image(), new Spot(region.site().region, size.diskMb()));
        if (image == null && body.stackscriptId() != null) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "image", "image is required for a StackScript");
        }
        Access access = image == null ? Access.NONE : access(tenant, body.access());
        body.refuseWhatCannotBeHad();
        boolean booted = image != null && (body.booted() == null || body.booted());
        return new Order(
                tenant,
                body.label() == null || body.label().isEmpty() ? null : body.label(),
                size,
                gpus(size),
                image,
                new SiteId(region.site().id),
                region.site().region,
                regionId.equals(region.site().region) ? null : regionId,
                body.tags() == null ? List.of() : body.tags(),
                booted,
                body.group(),
                encryption(EncryptionWords.read(body.diskEncryption()), region),
                access,
                null);
    }

    private @Nullable Boolean encryption(@Nullable Boolean wanted, Region region) {
        if (Boolean.TRUE.equals(wanted) && !hosts.encryptAt(new SiteId(region.site().id))) {
            throw Refused.field(
                    ComputeRefusal.ENCRYPTION_NOT_OFFERED,
                    EncryptionWords.FIELD,
                    "disk_encryption cannot be enabled in " + region.id()
                            + ": no host there that takes Linodes keeps disks on encrypted storage");
        }
        return wanted;
    }

    /** The size of an offered plan. */
    GuestSize size(String field, @Nullable String plan) {
        String id = Check.text(field, plan, 40);
        return catalogue
                .plan(id)
                .filter(known -> known.offered)
                .map(PlanRow::size)
                .orElseThrow(() -> Refused.field(ComputeRefusal.PLAN_UNKNOWN, field, field + " is not valid"));
    }

    /** What of a host's GPUs the plan of that size has. */
    List<GpuWish> gpus(GuestSize size) {
        return catalogue.plan(size.plan()).map(PlanRow::gpuWishes).orElse(List.of());
    }

    /** An image that a disk there can be made of; null when none is wanted. */
    @Nullable
    String image(@Nullable String wanted, Spot spot) {
        if (wanted == null || wanted.isEmpty()) {
            return null;
        }
        images.deployable("image", wanted, spot);
        return wanted;
    }

    /** Who may sign in to a guest that is there already, by what is asked for. */
    Access access(InstanceView guest, AccessRequest asked) {
        return access(new TenantId(guest.tenantId), asked);
    }

    /** The password leaves here as its hash; it is kept nowhere else. */
    private Access access(TenantId tenant, AccessRequest asked) {
        String password = asked.rootPass();
        List<String> keys = asked.authorizedKeys() == null ? List.of() : asked.authorizedKeys();
        List<String> users = asked.authorizedUsers() == null ? List.of() : asked.authorizedUsers();
        if (password == null && keys.isEmpty() && users.isEmpty()) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    "root_pass",
                    "Must provide valid root_pass, authorized_keys, or authorized_users");
        }
        if (password != null) {
            Check.range("root_pass", password.length(), 7, 128);
        }
        Check.range("authorized_keys", keys.size(), 0, KEYS_MAX);
        Check.range("authorized_users", users.size(), 0, KEYS_MAX);
        Set<String> all = new LinkedHashSet<>();
        keys.forEach(key -> all.add(SshKeys.checked("authorized_keys", key)));
        users.forEach(user -> all.addAll(keysOf(tenant, user)));
        return new Access(
                password == null ? null : passwords.hash(password),
                List.copyOf(all),
                scripts.firstBoot(asked.script(), asked.image()));
    }

    /** A guest of the same tenant that begins as a copy, by default as large and where the first one is. */
    Order copyOf(InstanceView guest, CloneRequest body) {
        String regionId = body.region() == null ? guest.regionShown() : body.region();
        Region region = regions.find(Check.text("region", regionId, 40))
                .orElseThrow(() -> Refused.field(ComputeRefusal.REGION_UNKNOWN, "region", "region is not valid"));
        GuestSize size = body.type() == null ? guest.size() : size("type", body.type());
        Boolean encrypted = EncryptionWords.read(body.diskEncryption());
        return new Order(
                new TenantId(guest.tenantId),
                body.label() == null || body.label().isEmpty() ? null : body.label(),
                size,
                gpus(size),
                guest.image,
                new SiteId(region.site().id),
                region.site().region,
                regionId.equals(region.site().region) ? null : regionId,
                List.of(guest.tags),
                false,
                CreateRequest.group(body.placementGroup()),
                encryption(encrypted == null ? (Boolean) guest.encrypted : encrypted, region),
                Access.NONE,
                CopyWords.beside(guest, body.copy(), new SiteId(region.site().id)));
    }

    private List<String> keysOf(TenantId tenant, String username) {
        PersonView user = people.userOf(tenant, Check.text("authorized_users", username, 32))
                .orElseThrow(() -> Refused.field(
                        CommonRefusal.INVALID_FIELD, "authorized_users", username + " is no user of this account"));
        return people.sshKeys(user.personId()).stream().map(key -> key.key).toList();
    }

    /** Body of POST /linode/instances. */
    public record CreateRequest(
            @Nullable String type,
            @Nullable String region,
            @Nullable String image,
            @JsonProperty("root_pass") @Nullable String rootPass,
            @JsonProperty("authorized_keys") @Nullable List<String> authorizedKeys,
            @JsonProperty("authorized_users") @Nullable List<String> authorizedUsers,
            @Nullable String label,
            @Nullable List<String> tags,
            @Nullable Boolean booted,
            @JsonProperty("backups_enabled") @Nullable Boolean backupsEnabled,
            @JsonProperty("private_ip") @Nullable Boolean privateIp,
            @JsonProperty("backup_id") @Nullable Long backupId,
            @JsonProperty("stackscript_id") @Nullable Long stackscriptId,
            @JsonProperty("stackscript_data") @Nullable JsonNode stackscriptData,

            @JsonProperty("stackscript_revision") @Nullable Long stackscriptRevision,

            @JsonProperty("firewall_id") @Nullable Long firewallId,
            @JsonProperty("maintenance_policy") @Nullable String maintenancePolicy,
            @JsonProperty("disk_encryption") @Nullable String diskEncryption,
            @Nullable JsonNode metadata,
            @JsonProperty("placement_group") @Nullable JsonNode placementGroup,
            @Nullable List<@Nullable InterfaceRequest> interfaces,
            @Nullable JsonNode ipv4) {

        /** Shown in no log: it holds a password. */
        @Override
        public String toString() {
            return "CreateRequest[" + type + ", " + region + ", " + label + "]";
        }

        void refuseWhatCannotBeHad() {
            absent("ipv4", given(ipv4));
        }

        AccessRequest access() {
            return new AccessRequest(rootPass, authorizedKeys, authorizedUsers, script(), image);
        }

        OwnScripts.Wish script() {
            return new OwnScripts.Wish(stackscriptId, stackscriptData, stackscriptRevision);
        }

        @Nullable
        PlacementGroupId group() {
            return group(placementGroup);
        }

        static @Nullable PlacementGroupId group(@Nullable JsonNode placementGroup) {
            if (placementGroup == null || !given(placementGroup)) {
                return null;
            }
            if (!placementGroup.path("id").isIntegralNumber()) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD,
                        "placement_group.id",
                        "placement_group.id must be the number of a placement group");
            }
            return new PlacementGroupId(placementGroup.path("id").asLong());
        }

        private static boolean given(@Nullable JsonNode node) {
            return node != null && !node.isNull() && !node.isEmpty();
        }

        private static void absent(String field, boolean asked) {
            if (asked) {
                throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " is not available in this region");
            }
        }
    }

    /** Who may sign in to a guest, and what it runs first. */
    record AccessRequest(
            @Nullable String rootPass,
            @Nullable List<String> authorizedKeys,
            @Nullable List<String> authorizedUsers,
            OwnScripts.Wish script,
            @Nullable String image) {
        /** Shown in no log: it holds a password. */
        @Override
        public String toString() {
            return "AccessRequest[" + image + "]";
        }
    }

    /** Body of POST /linode/instances/{linodeId}/clone. */
    public record CloneRequest(
            @JsonProperty("linode_id") @Nullable Long linodeId,
            @Nullable String region,
            @Nullable String type,
            @Nullable String label,
            @Nullable List<@Nullable Long> disks,
            @Nullable List<@Nullable Long> configs,
            @JsonProperty("backups_enabled") @Nullable Boolean backupsEnabled,
            @JsonProperty("private_ip") @Nullable Boolean privateIp,
            @Nullable JsonNode metadata,
            @JsonProperty("placement_group") @Nullable JsonNode placementGroup,
            @JsonProperty("disk_encryption") @Nullable String diskEncryption,
            @Nullable String copy) {
        /** What a guest that is there keeps as it is. */
        void refuseWhatOnlyANewOneHas() {
            refuse("region", region != null);
            refuse("type", type != null);
            refuse("label", label != null && !label.isEmpty());
            refuse("backups_enabled", Boolean.TRUE.equals(backupsEnabled));
            refuse("private_ip", Boolean.TRUE.equals(privateIp));
            refuse("metadata", CreateRequest.given(metadata));
            refuse("placement_group", CreateRequest.given(placementGroup));
            refuse("disk_encryption", diskEncryption != null);
        }

        private static void refuse(String field, boolean asked) {
            if (asked) {
                throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " cannot be given with a linode_id");
            }
        }
    }
}
