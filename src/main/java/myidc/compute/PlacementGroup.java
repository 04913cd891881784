package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import myidc.compute.PlacementGroupCommand.AddGroupMember;
import myidc.compute.PlacementGroupCommand.CreatePlacementGroup;
import myidc.compute.PlacementGroupCommand.LabelPlacementGroup;
import myidc.compute.PlacementGroupCommand.RemoveGroupMember;
import myidc.compute.PlacementGroupCommand.RemovePlacementGroup;
import myidc.compute.event.PlacementGroupEvent.GroupMemberAdded;
import myidc.compute.event.PlacementGroupEvent.GroupMemberRemoved;
import myidc.compute.event.PlacementGroupEvent.PlacementGroupCreated;
import myidc.compute.event.PlacementGroupEvent.PlacementGroupLabelled;
import myidc.compute.event.PlacementGroupEvent.PlacementGroupRemoved;
import myidc.compute.read.PlacementGroups;
import myidc.platform.db.Claims;
import myidc.platform.db.Claims.Claim;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PlacementGroupId;
import myidc.shared.id.TenantId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Guests that should run on different hosts. A guest is in one group at most. */
final class PlacementGroup {
    private static final String LABELS = "compute.placement-group";
    private static final String MEMBERS = "compute.placement-group-member";
    private static final long NOWHERE = 0;

    /** After Linode's reference of POST /placement/groups. */
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9-_.]{0,62}[a-zA-Z0-9])?");

    @AggregateIdentifier
    private @Nullable PlacementGroupId id;

    private @Nullable TenantId tenant;
    private String label = "";
    private boolean strict;
    private boolean removed;
    private Map<Long, Long> hostOfMember = new HashMap<>();

    PlacementGroup() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(CreatePlacementGroup command, Claims claims) {
        String wanted = label(command.label());
        claims.take(
                claim(command.tenantId(), wanted), command.placementGroupId().text(), ComputeRefusal.GROUP_LABEL_TAKEN);
        apply(new PlacementGroupCreated(
                command.placementGroupId(),
                command.tenantId(),
                wanted,
                command.siteId(),
                command.region(),
                command.strict()));
    }

    @CommandHandler
    void decide(LabelPlacementGroup command, Claims claims) {
        present();
        String wanted = label(command.label());
        if (wanted.equals(label)) {
            return;
        }
        claims.take(claim(owner(), wanted), known().text(), ComputeRefusal.GROUP_LABEL_TAKEN);
        claims.release(LABELS, claim(owner(), label).value(), known().text());
        apply(new PlacementGroupLabelled(known(), wanted));
    }

    @CommandHandler
    void decide(AddGroupMember command, Claims claims) {
        present();
        InstanceId guest = command.instanceId();
        if (hostOfMember.containsKey(guest.value())) {
            return;
        }
        if (hostOfMember.size() >= PlacementGroups.MEMBERS_MAX) {
            throw Refused.because(
                    ComputeRefusal.GROUP_FULL,
                    "A placement group has at most " + PlacementGroups.MEMBERS_MAX + " members");
        }
        if (strict
                && command.hostId() != null
                && hostOfMember.containsValue(command.hostId().value())) {
            throw Refused.because(
                    ComputeRefusal.GROUP_HOST_TAKEN,
                    "The host of Linode " + guest.value() + " has a member of this strict placement group already");
        }
        claims.take(new Claim(MEMBERS, guest.text(), "linodes"), known().text(), ComputeRefusal.GROUP_MEMBER_ELSEWHERE);
        apply(new GroupMemberAdded(known(), guest, command.hostId()));
    }

    @CommandHandler
    void decide(RemoveGroupMember command, Claims claims) {
        InstanceId guest = command.instanceId();
        if (hostOfMember.containsKey(guest.value())) {
            claims.release(MEMBERS, guest.text(), known().text());
            apply(new GroupMemberRemoved(known(), guest));
        }
    }

    @CommandHandler
    void decide(RemovePlacementGroup command, Claims claims) {
        present();
        if (!hostOfMember.isEmpty()) {
            throw Refused.because(
                    ComputeRefusal.GROUP_NOT_EMPTY,
                    "The placement group has " + hostOfMember.size() + " members; unassign them first");
        }
        claims.release(LABELS, claim(owner(), label).value(), known().text());
        apply(new PlacementGroupRemoved(known()));
    }

    @EventSourcingHandler
    void evolve(PlacementGroupCreated fact) {
        id = fact.placementGroupId();
        tenant = fact.tenantId();
        label = fact.label();
        strict = fact.strict();
    }

    @EventSourcingHandler
    void evolve(PlacementGroupLabelled fact) {
        label = fact.label();
    }

    @EventSourcingHandler
    void evolve(GroupMemberAdded fact) {
        hostOfMember.put(
                fact.instanceId().value(),
                fact.hostId() == null ? NOWHERE : fact.hostId().value());
    }

    @EventSourcingHandler
    void evolve(GroupMemberRemoved fact) {
        hostOfMember.remove(fact.instanceId().value());
    }

    @EventSourcingHandler
    void evolve(PlacementGroupRemoved fact) {
        removed = true;
    }

    private static String label(String wanted) {
        return Check.matches(
                "label",
                wanted,
                LABEL,
                "must be 1 to 64 letters, digits, hyphens, underscores or dots, with a letter or digit at both ends");
    }

    private static Claim claim(TenantId tenant, String label) {
        return new Claim(LABELS, tenant.text() + "/" + label, "label");
    }

    private void present() {
        if (removed) {
            throw Refused.because(ComputeRefusal.GROUP_NOT_FOUND, "Not found");
        }
    }

    private PlacementGroupId known() {
        return Objects.requireNonNull(id);
    }

    private TenantId owner() {
        return Objects.requireNonNull(tenant);
    }
}
