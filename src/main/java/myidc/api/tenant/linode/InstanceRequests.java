package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import myidc.api.tenant.linode.Regions.Region;
import myidc.compute.ComputeRefusal;
import myidc.compute.catalog.Catalogue;
import myidc.compute.catalog.PlanRow;
import myidc.compute.event.GuestSize;
import myidc.compute.placement.InstanceCreation.Order;
import myidc.compute.placement.RootPasswords;
import myidc.compute.port.MachineRoom.Access;
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

    InstanceRequests(Catalogue catalogue, Regions regions, People people, RootPasswords passwords, OwnScripts scripts) {
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
        String image = image(body.image());
        if (image == null && body.stackscriptId() != null) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "image", "image is required for a StackScript");
        }
        Access access = image == null ? Access.NONE : access(tenant, body);
        body.refuseWhatCannotBeHad();
        boolean booted = image != null && (body.booted() == null || body.booted());
        return new Order(
                tenant,
                body.label() == null || body.label().isEmpty() ? null : body.label(),
                size,
                image,
                new SiteId(region.site().id),
                region.site().region,
                regionId.equals(region.site().region) ? null : regionId,
                body.tags() == null ? List.of() : body.tags(),
                booted,
                body.group(),
                access);
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

    private @Nullable String image(@Nullable String wanted) {
        if (wanted == null || wanted.isEmpty()) {
            return null;
        }
        if (catalogue.image(wanted).isEmpty()) {
            throw Refused.field(ComputeRefusal.IMAGE_UNKNOWN, "image", "image is not valid");
        }
        return wanted;
    }

    /** The password leaves here as its hash; it is kept nowhere else. */
    private Access access(TenantId tenant, CreateRequest body) {
        String password = body.rootPass();
        List<String> keys = body.authorizedKeys() == null ? List.of() : body.authorizedKeys();
        List<String> users = body.authorizedUsers() == null ? List.of() : body.authorizedUsers();
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
                scripts.firstBoot(body.stackscriptId(), body.stackscriptData(), body.image()));
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
            @JsonProperty("firewall_id") @Nullable Long firewallId,
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
            absent("backups_enabled", backupsEnabled != null && backupsEnabled);
            absent("backup_id", backupId != null);
            absent("metadata", metadata != null && metadata.hasNonNull("user_data"));
            absent("ipv4", given(ipv4));
        }

        @Nullable
        PlacementGroupId group() {
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
}
