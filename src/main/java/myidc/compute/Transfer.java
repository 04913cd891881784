package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import myidc.compute.TransferCommand.AcceptTransfer;
import myidc.compute.TransferCommand.CancelTransfer;
import myidc.compute.TransferCommand.OfferTransfer;
import myidc.compute.TransferCommand.ReportTransferFailed;
import myidc.compute.TransferCommand.ReportTransferStale;
import myidc.compute.event.TransferEvent.TransferAccepted;
import myidc.compute.event.TransferEvent.TransferCancelled;
import myidc.compute.event.TransferEvent.TransferFailed;
import myidc.compute.event.TransferEvent.TransferOffered;
import myidc.compute.event.TransferEvent.TransferReceived;
import myidc.compute.event.TransferEvent.TransferWentStale;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import myidc.shared.id.TransferId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** An offer of machines to whoever has its token: it ends once, and a machine is in one that has not at most. */
final class Transfer {
    private static final String OFFERED = "compute.transfer";
    private static final String FIELD = "entities.linodes";
    private static final int CAUSE_MAX = 500;

    @AggregateIdentifier
    private @Nullable TransferId id;

    private @Nullable TenantId tenant;
    private List<InstanceId> machines = List.of();
    private Instant expiresAt = Instant.EPOCH;
    private boolean ended;

    Transfer() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(OfferTransfer command, Claims claims) {
        List<InstanceId> wanted = command.instanceIds();
        Check.range(FIELD, wanted.size(), 1, OfferTransfer.MACHINES_MAX);
        for (InstanceId machine : wanted) {
            claims.take(
                    new Claims.Claim(OFFERED, machine.text(), FIELD),
                    command.transferId().text(),
                    ComputeRefusal.TRANSFER_OFFERED);
        }
        apply(new TransferOffered(
                command.transferId(),
                command.tenantId(),
                wanted,
                command.secret().hash(),
                command.secret().sealed(),
                command.expiresAt()));
    }

    @CommandHandler
    void decide(CancelTransfer command, Claims claims) {
        pending();
        end(claims);
        apply(new TransferCancelled(command.transferId(), owner()));
    }

    @CommandHandler
    void decide(AcceptTransfer command, Claims claims, Clock clock) {
        pending();
        if (!clock.instant().isBefore(expiresAt)) {
            throw Refused.because(ComputeRefusal.TRANSFER_STATE, "This service transfer has expired.");
        }
        if (command.recipient().equals(tenant)) {
            throw Refused.because(
                    ComputeRefusal.TRANSFER_PARTY, "The account that made a service transfer cannot accept it.");
        }
        end(claims);
        apply(new TransferAccepted(command.transferId(), owner()));
        apply(new TransferReceived(command.transferId(), command.recipient()));
    }

    @CommandHandler
    void decide(ReportTransferStale command, Claims claims, Clock clock) {
        if (!ended && !clock.instant().isBefore(expiresAt)) {
            end(claims);
            apply(new TransferWentStale(command.transferId(), owner()));
        }
    }

    @CommandHandler
    void decide(ReportTransferFailed command, Claims claims) {
        if (!ended) {
            end(claims);
            apply(new TransferFailed(command.transferId(), owner(), Check.text("cause", command.cause(), CAUSE_MAX)));
        }
    }

    @EventSourcingHandler
    void evolve(TransferOffered fact) {
        id = fact.transferId();
        tenant = fact.tenantId();
        machines = fact.instanceIds();
        expiresAt = fact.expiresAt();
    }

    @EventSourcingHandler
    void evolve(TransferCancelled fact) {
        ended = true;
    }

    @EventSourcingHandler
    void evolve(TransferAccepted fact) {
        ended = true;
    }

    @EventSourcingHandler
    void evolve(TransferWentStale fact) {
        ended = true;
    }

    @EventSourcingHandler
    void evolve(TransferFailed fact) {
        ended = true;
    }

    private void pending() {
        if (ended) {
            throw Refused.because(ComputeRefusal.TRANSFER_STATE, "This service transfer is not pending any more.");
        }
    }

    private void end(Claims claims) {
        machines.forEach(machine -> claims.release(
                OFFERED, machine.text(), Objects.requireNonNull(id).text()));
    }

    private TenantId owner() {
        return Objects.requireNonNull(tenant);
    }
}
