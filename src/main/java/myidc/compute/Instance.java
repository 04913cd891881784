package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.List;
import java.util.Objects;
import myidc.compute.GuestContentCommand.DeleteDisk;
import myidc.compute.GuestContentCommand.RescueInstance;
import myidc.compute.GuestContentCommand.ResizeDisk;
import myidc.compute.InstanceCommand.AliasRegion;
import myidc.compute.InstanceCommand.ArrangeInterfaces;
import myidc.compute.InstanceCommand.AttachAddress;
import myidc.compute.InstanceCommand.BootInstance;
import myidc.compute.InstanceCommand.ConfirmBooted;
import myidc.compute.InstanceCommand.ConfirmDeleted;
import myidc.compute.InstanceCommand.ConfirmProvisioned;
import myidc.compute.InstanceCommand.ConfirmRebooted;
import myidc.compute.InstanceCommand.ConfirmResized;
import myidc.compute.InstanceCommand.ConfirmStopped;
import myidc.compute.InstanceCommand.DeleteInstance;
import myidc.compute.InstanceCommand.LabelInstance;
import myidc.compute.InstanceCommand.PlaceDisk;
import myidc.compute.InstanceCommand.PlaceInstance;
import myidc.compute.InstanceCommand.RebootInstance;
import myidc.compute.InstanceCommand.ReplaceAddress;
import myidc.compute.InstanceCommand.ReportActionFailed;
import myidc.compute.InstanceCommand.ReportProvisioningFailed;
import myidc.compute.InstanceCommand.RequestInstance;
import myidc.compute.InstanceCommand.ResetRootPassword;
import myidc.compute.InstanceCommand.ResizeInstance;
import myidc.compute.InstanceCommand.RulePlacement;
import myidc.compute.InstanceCommand.ShutDownInstance;
import myidc.compute.InstanceCommand.TagInstance;
import myidc.compute.event.GrowthEvent.GrowthAsked;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent.AddressAttached;
import myidc.compute.event.InstanceEvent.DiskPlaced;
import myidc.compute.event.InstanceEvent.InstanceBootFailed;
import myidc.compute.event.InstanceEvent.InstanceBootRequested;
import myidc.compute.event.InstanceEvent.InstanceBooted;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.compute.event.InstanceEvent.InstanceDeletionFailed;
import myidc.compute.event.InstanceEvent.InstanceDeletionRequested;
import myidc.compute.event.InstanceEvent.InstanceLabelled;
import myidc.compute.event.InstanceEvent.InstancePlaced;
import myidc.compute.event.InstanceEvent.InstanceProvisioned;
import myidc.compute.event.InstanceEvent.InstanceRebootFailed;
import myidc.compute.event.InstanceEvent.InstanceRebootRequested;
import myidc.compute.event.InstanceEvent.InstanceRebooted;
import myidc.compute.event.InstanceEvent.InstanceRequested;
import myidc.compute.event.InstanceEvent.InstanceResizeFailed;
import myidc.compute.event.InstanceEvent.InstanceResized;
import myidc.compute.event.InstanceEvent.InstanceResizedWarm;
import myidc.compute.event.InstanceEvent.InstanceShutdownFailed;
import myidc.compute.event.InstanceEvent.InstanceShutdownRequested;
import myidc.compute.event.InstanceEvent.InstanceStopped;
import myidc.compute.event.InstanceEvent.InstanceTagged;
import myidc.compute.event.InstanceEvent.InterfacesArranged;
import myidc.compute.event.InstanceEvent.PlacementRuled;
import myidc.compute.event.InstanceEvent.ProvisioningFailed;
import myidc.compute.event.InstanceEvent.ProvisioningUndone;
import myidc.compute.event.InstanceEvent.RegionAliased;
import myidc.compute.event.InstanceEvent.RootPasswordReset;
import myidc.compute.event.Nic;
import myidc.compute.event.QueuedAction;
import myidc.platform.db.Claims;
import myidc.shared.id.HostId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;

/** A guest: one action at a time, and only such as its state allows. Reports that come twice change nothing. */
final class Instance extends InstanceHands {
    Instance() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(RequestInstance command, Claims claims) {
        String wanted = InstanceWords.label(command.label());
        claims.take(
                InstanceWords.claim(command.tenantId(), wanted),
                command.instanceId().text(),
                ComputeRefusal.LABEL_TAKEN);
        apply(new InstanceRequested(
                command.instanceId(),
                command.tenantId(),
                wanted,
                command.size(),
                command.image(),
                command.siteId(),
                command.region(),
                InstanceWords.tags(command.tags()),
                command.bootWanted()));
    }

    @CommandHandler
    void decide(AliasRegion command) {
        if (host == null && state == InstanceState.PROVISIONING) {
            apply(new RegionAliased(known(), command.alias()));
        }
    }

    @CommandHandler
    void decide(PlaceInstance command) {
        if (host == null && state == InstanceState.PROVISIONING) {
            apply(new InstancePlaced(known(), command.hostId(), command.candidates(), command.weighed()));
        }
    }

    @CommandHandler
    void decide(RulePlacement command) {
        if (host != null && state == InstanceState.PROVISIONING) {
            apply(new PlacementRuled(known(), command.placementRuleId(), command.policy()));
        }
    }

    @CommandHandler
    void decide(PlaceDisk command) {
        if (pool == null && host != null && state == InstanceState.PROVISIONING) {
            GuestSize promised = Objects.requireNonNull(size);
            apply(new DiskPlaced(known(), owner(), command.poolId(), promised.diskMb()));
        }
    }

    @CommandHandler
    void decide(AttachAddress command) {
        if (address == null && state == InstanceState.PROVISIONING) {
            apply(new AddressAttached(
                    known(),
                    command.assignmentId(),
                    command.prefixId(),
                    command.address(),
                    command.prefixLength(),
                    command.gateway()));
        }
    }

    @CommandHandler
    void decide(ReplaceAddress command) {
        present();
        AttachAddress wanted = command.address();
        if (!wanted.assignmentId().equals(assignment)) {
            detach();
            apply(new AddressAttached(
                    known(),
                    wanted.assignmentId(),
                    wanted.prefixId(),
                    wanted.address(),
                    wanted.prefixLength(),
                    wanted.gateway()));
        }
    }

    @CommandHandler
    void decide(ArrangeInterfaces command) {
        present();
        List<Nic> wanted = InterfaceRules.held(command.interfaces());
        if (!wanted.equals(interfaces)) {
            apply(new InterfacesArranged(known(), owner(), wanted));
        }
    }

    @CommandHandler
    void decide(LabelInstance command, Claims claims) {
        present();
        String wanted = InstanceWords.label(command.label());
        if (wanted.equals(label)) {
            return;
        }
        claims.take(InstanceWords.claim(owner(), wanted), known().text(), ComputeRefusal.LABEL_TAKEN);
        claims.release(InstanceWords.LABELS, InstanceWords.claim(owner(), label).value(), known().text());
        apply(new InstanceLabelled(known(), wanted));
    }

    @CommandHandler
    void decide(TagInstance command) {
        present();
        List<String> wanted = InstanceWords.tags(command.tags());
        if (!wanted.equals(tags)) {
            apply(new InstanceTagged(known(), wanted));
        }
    }

    @CommandHandler
    void decide(BootInstance command) {
        idle();
        if (state != InstanceState.OFFLINE) {
            throw unfit("Linode " + known().value() + " already booted.");
        }
        choose(command.configId());
        apply(new InstanceBootRequested(known()));
    }

    @CommandHandler
    void decide(ShutDownInstance command) {
        idle();
        if (state != InstanceState.RUNNING) {
            throw unfit("Linode " + known().value() + " is not running.");
        }
        apply(new InstanceShutdownRequested(known()));
    }

    @CommandHandler
    void decide(RebootInstance command) {
        idle();
        if (state != InstanceState.RUNNING) {
            throw unfit("Linode " + known().value() + " is not running.");
        }
        choose(command.configId());
        apply(new InstanceRebootRequested(known()));
    }

    @CommandHandler
    void decide(ResetRootPassword command) {
        idle();
        if (state != InstanceState.OFFLINE) {
            throw unfit("Linode " + known().value() + " must be powered off to reset its password.");
        }
        apply(new RootPasswordReset(known()));
    }

    @CommandHandler
    void decide(ResizeInstance command) {
        resizable(command.size(), command.diskFollows());
        resize(new GrowthAsked(known(), command.size(), command.warm(), command.diskFollows()));
    }

    @CommandHandler
    @Override
    void decide(DeleteInstance command, Claims claims) {
        present();
        if (!isFree()) {
            throw busy();
        }
        unlocked();
        withdraw();
        apply(new InstanceDeletionRequested(known()));
        if (host == null) {
            gone(claims);
        }
    }

    @CommandHandler
    void decide(ConfirmProvisioned command) {
        HostId placed = host;
        if (state == InstanceState.PROVISIONING && placed != null) {
            apply(new InstanceProvisioned(
                    known(), owner(), label, Objects.requireNonNull(size).plan(), region, placed));
            startBackups();
            if (bootWanted) {
                apply(new InstanceBootRequested(known()));
            }
        }
    }

    @CommandHandler
    void decide(ReportProvisioningFailed command) {
        if (state == InstanceState.PROVISIONING) {
            apply(new ProvisioningFailed(known(), command.step(), brief(command.cause())));
            HostId placed = host;
            if (command.undone() && placed != null) {
                disconnect();
                apply(new ProvisioningUndone(known(), placed));
            }
        }
    }

    @CommandHandler
    void decide(ConfirmBooted command) {
        if (state == InstanceState.BOOTING) {
            apply(new InstanceBooted(known()));
            grow();
        }
    }

    /** What was taken elsewhere to get another size gets it there. */
    private void grow() {
        GrowthAsked grows = growth;
        if (grows != null && awaited == null) {
            resize(grows);
        }
    }

    @CommandHandler
    void decide(ConfirmStopped command) {
        if (state == InstanceState.SHUTTING_DOWN) {
            apply(new InstanceStopped(known()));
        }
    }

    @CommandHandler
    void decide(ConfirmRebooted command) {
        if (state == InstanceState.REBOOTING) {
            apply(new InstanceRebooted(known()));
        }
    }

    @CommandHandler
    void decide(ConfirmResized command) {
        GuestSize wanted = wantedSize;
        if (state == InstanceState.RESIZING && wanted != null) {
            boolean ran = bootWanted;
            apply(new InstanceResized(known(), owner(), label, Objects.requireNonNull(size), wanted, region));
            if (ran) {
                apply(command.ranOn() ? new InstanceResizedWarm(known()) : new InstanceBootRequested(known()));
            }
        }
    }

    @CommandHandler
    void decide(ConfirmDeleted command, Claims claims) {
        if (state == InstanceState.DELETING) {
            gone(claims);
        }
    }

    @CommandHandler
    void decide(ReportActionFailed command) {
        String cause = brief(command.cause());
        switch (state) {
            case BOOTING -> {
                apply(new InstanceBootFailed(known(), cause));
                grow();
            }
            case SHUTTING_DOWN -> apply(new InstanceShutdownFailed(known(), cause));
            case REBOOTING -> apply(new InstanceRebootFailed(known(), command.running(), cause));
            case RESIZING -> {
                boolean ran = bootWanted;
                apply(new InstanceResizeFailed(known(), Objects.requireNonNull(wantedSize), cause));
                if (ran) {
                    apply(new InstanceBootRequested(known()));
                }
            }
            case DELETING -> apply(new InstanceDeletionFailed(known(), cause));
            case REBUILDING -> rebuildFailed(cause);
            case RESTORING -> restoreFailed(cause);
            case MIGRATING -> migrationFailed(cause);
            case OFFLINE, RUNNING -> workFailed(cause);
            case PROVISIONING, AWAITING_APPROVAL, DELETED, FAILED, DELETION_FAILED -> {}
        }
    }

    @Override
    void begin(QueuedAction action) {
        switch (action.kind()) {
            case BOOT -> decide(new BootInstance(known(), action.configId()));
            case SHUT_DOWN -> decide(new ShutDownInstance(known()));
            case REBOOT -> decide(new RebootInstance(known(), action.configId()));
            case RESCUE -> decide(new RescueInstance(known(), action.devices()));
            case RESIZE_DISK ->
                decide(new ResizeDisk(
                        known(), Objects.requireNonNull(action.diskId()), Objects.requireNonNull(action.sizeMb())));
            case DELETE_DISK -> decide(new DeleteDisk(known(), Objects.requireNonNull(action.diskId())));
            case DELETE -> leaveRoom();
            case DEED -> throw unfit("A deed is made ready before it begins.");
        }
    }

    /** What never came into the machine room is refused: it is deleted at once, or not at all. */
    private void leaveRoom() {
        idle();
        unlocked();
        apply(new InstanceDeletionRequested(known()));
    }

    @Override
    void gone(Claims claims) {
        claims.release(InstanceWords.LABELS, InstanceWords.claim(owner(), label).value(), known().text());
        disconnect();
        dropBackups();
        apply(new InstanceDeleted(known(), owner()));
    }
}
