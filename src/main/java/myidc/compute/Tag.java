package myidc.compute;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import myidc.compute.TagCommand.CreateTag;
import myidc.compute.TagCommand.DropTag;
import myidc.compute.event.TagEvent.TagCreated;
import myidc.compute.event.TagEvent.TagDropped;
import myidc.platform.db.Claims;
import myidc.platform.db.Claims.Claim;
import myidc.shared.Refused;
import myidc.shared.id.TagId;
import myidc.shared.id.TenantId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A word by which a tenant sorts its things; it may be there before anything bears it. */
final class Tag {
    private static final String LABELS = "compute.tag";

    @AggregateIdentifier
    private @Nullable TagId id;

    private @Nullable TenantId tenant;
    private String label = "";
    private boolean dropped;

    Tag() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(CreateTag command, Claims claims) {
        String wanted = InstanceWords.tag("label", command.label());
        claims.take(claim(command.tenantId(), wanted), command.tagId().text(), ComputeRefusal.TAG_TAKEN);
        apply(new TagCreated(command.tagId(), command.tenantId(), wanted));
    }

    @CommandHandler
    void decide(DropTag command, Claims claims) {
        if (dropped) {
            throw Refused.because(ComputeRefusal.TAG_NOT_FOUND, "Not found");
        }
        claims.release(
                LABELS,
                claim(requireNonNull(tenant), label).value(),
                requireNonNull(id).text());
        apply(new TagDropped(command.tagId()));
    }

    @EventSourcingHandler
    void evolve(TagCreated fact) {
        id = fact.tagId();
        tenant = fact.tenantId();
        label = fact.label();
    }

    @EventSourcingHandler
    void evolve(TagDropped fact) {
        dropped = true;
    }

    private static Claim claim(TenantId tenant, String label) {
        return new Claim(LABELS, tenant.text() + "/" + label, "label");
    }
}
